"""Packages as files: the same bytes every time, whole bags, nothing overwritten."""

import hashlib
import json
import logging
import zipfile
from pathlib import Path

import bagit
import pytest
from tests.share.packages import header, package, signing_key

from entramado.model.errors import PackageFault
from entramado.share.package import bag, container
from entramado.share.package.bag import members, pack, write


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return signing_key(tmp_path_factory.mktemp("key"))


@pytest.fixture(scope="module")
def good(key):
    return package(key)


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_package_is_a_bag_of_version_1(tmp_path, key, good):
    found = bagit.Bag(str(write(good, key, tmp_path / "package")))
    assert found.validate()
    assert found.version_info == (1, 0)
    assert sorted(found.algorithms) == ["sha256", "sha512"]
    assert found.info["Source-Organization"] == "Example Task Force"
    assert found.info["External-Identifier"] == good.id
    assert found.info["Bagging-Date"] == "2026-11-22"


def test_the_same_package_is_the_same_bytes(tmp_path, key, good):
    first, second = write(good, key, tmp_path / "a"), write(package(key), key, tmp_path / "b")
    assert files(first) == files(second) == members(good, key)
    whole, again = write(good, key, tmp_path / "a.zip"), write(good, key, tmp_path / "b.zip")
    assert whole.read_bytes() == again.read_bytes()


def test_another_key_date_or_file_is_another_id(tmp_path, key, good):
    other = signing_key(tmp_path)
    changed = [
        package(other),
        package(key, made_at="2026-11-22T01:02:04Z"),
        package(key, {"dossier.html": b""}),
        package(key, {}),
    ]
    assert len({good.id, *(each.id for each in changed)}) == 5


def test_a_zip_is_written_as_it_always_was():
    """Were the bytes to change with a new Python, packages on their way would be refused."""
    made = container.zipped({"data/release.json": b"{}", "bagit.txt": b"x\n"}, "k0")
    assert hashlib.sha256(made).hexdigest() == "2a93591f38b9a85755ff4f5394b18b872c336ed0f0005f30ca338d562d1838bd"


def test_a_zip_holds_one_folder_named_by_the_id(tmp_path, key, good):
    with zipfile.ZipFile(write(good, key, tmp_path / "p.zip")) as archive:
        assert archive.testzip() is None
        assert {name.partition("/")[0] for name in archive.namelist()} == {good.id}


def test_only_the_owner_can_read_it(tmp_path, key, good):
    assert write(good, key, tmp_path / "p.zip").stat().st_mode & 0o777 == 0o600
    folder = write(good, key, tmp_path / "p")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.rglob("*"))


@pytest.mark.parametrize("name", ["p", "p.zip"])
def test_nothing_is_overwritten(tmp_path, key, good, name):
    for make in (lambda p: p.mkdir(), lambda p: p.write_text("mine"), lambda p: p.symlink_to(tmp_path / "nowhere")):
        target = tmp_path / make.__code__.co_names[0] / name
        target.parent.mkdir()
        make(target)
        with pytest.raises(PackageFault, match="nothing is overwritten"):
            write(good, key, target)
        assert [path.name for path in target.parent.iterdir()] == [name], "and nothing is left beside it"
    assert (tmp_path / "write_text" / name).read_text() == "mine"


def test_a_place_that_cannot_be_written_is_said(tmp_path, key, good):
    with pytest.raises(PackageFault, match="cannot be written"):
        write(good, key, tmp_path / "none" / "package")


def test_a_package_that_fails_leaves_nothing(tmp_path, key, good, monkeypatch):
    monkeypatch.setattr(bag, "bagit_fault", lambda _: "made to fail")
    for name in ("p", "p.zip"):
        with pytest.raises(PackageFault, match="made to fail"):
            write(good, key, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_only_the_key_in_the_header_signs(tmp_path, good):
    with pytest.raises(PackageFault, match="another key"):
        write(good, signing_key(tmp_path), tmp_path / "package")


@pytest.mark.parametrize(
    "name",
    ["Dossier.pdf", "release.json", "../x.pdf", "a/b.pdf", "dossier", "dossier.pdf ", "ñ.pdf", ".hidden", "x" * 80 + ".pdf"],
)
def test_files_are_named_so_that_every_file_system_agrees(key, good, name):
    with pytest.raises(PackageFault, match="is named like"):
        pack(good.contents, {name: b""})


def test_what_could_not_be_read_again_is_not_made(key, good, monkeypatch):
    with pytest.raises(PackageFault, match="too large"):
        pack(good.contents, {f"f{i}.txt": b"" for i in range(container.MOST)})
    monkeypatch.setattr(bag, "LARGEST", 2**20 + 100)
    with pytest.raises(PackageFault, match="too large"):
        pack(good.contents)


def test_age_wants_recipients_and_its_suffix(tmp_path, key, good):
    pytest.importorskip("pyrage", reason="age files need pyrage")
    with pytest.raises(PackageFault, match=r"ends in \.age"):
        write(good, key, tmp_path / "package.age")
    with pytest.raises(PackageFault, match=r"ends in \.age"):
        write(good, key, tmp_path / "package.zip", age=["age1x"])
    with pytest.raises(PackageFault, match="no age recipient"):
        write(good, key, tmp_path / "package.age", age=["age1x"])
    assert list(tmp_path.iterdir()) == []


def test_the_documentation_has_every_member_and_file(key, good):
    page = (Path(__file__).parents[2] / "docs" / "reference" / "package.md").read_text("utf-8")
    value = json.loads(good.release)

    def keys(entry):
        if isinstance(entry, dict):
            open_ended = entry in (value["header"]["files"], *(claim["qualifiers"] for claim in value["claims"]))
            yield from () if open_ended else entry
            yield from (key for held in entry.values() for key in keys(held))
        elif isinstance(entry, list):
            yield from (key for held in entry for key in keys(held))

    told = set(keys(value)) | set(json.loads(members(good, key)["signature.json"]))
    told -= {"header", "documents", "referents", "mentions"}  # headings
    assert {word for word in told if f"`{word}`" not in page} == set()
    assert {name for name in members(good, key) if not name.startswith("data/dossier") and f"`{name}`" not in page} == set()


def test_the_bag_program_does_not_write_to_the_log(tmp_path, caplog, capfd):
    (tmp_path / "data").mkdir()
    (tmp_path / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    (tmp_path / "manifest-sha256.txt").write_text("00  data/none\nnonsense\n")
    with caplog.at_level(logging.DEBUG):
        assert bag.bagit_fault(tmp_path) == "Bag is incomplete: data/none exists in manifest but was not found on filesystem"
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("bagit").disabled


def test_a_header_that_names_a_sender_in_any_language_is_written(tmp_path, key, good):
    sender = header(key).sender
    found = package(key, sender=type(sender)("Oficina Ñandú: 第一", None, sender.key))
    assert bagit.Bag(str(write(found, key, tmp_path / "p"))).info["Source-Organization"] == "Oficina Ñandú: 第一"
