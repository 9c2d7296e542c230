"""Whatever is done to a package on its way, `verify` says so."""

import base64
import io
import json
import os
import re
import struct
import time
import zipfile

import pytest
from tests.share.packages import FGR, codes, header, laid, package, resigned, rewritten, signing_key

from entramado.model.errors import PackageFault
from entramado.model.view import Viewer
from entramado.share.package import container
from entramado.share.package import verify as verifying
from entramado.share.package.bag import RELEASE, SIGNATURE, digests, members, pack, signed, tag_files, write
from entramado.share.package.contents import recall
from entramado.share.package.encoding import canonical
from entramado.share.package.model import Package
from entramado.share.package.verify import Receipt, verify


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return signing_key(tmp_path_factory.mktemp("key"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    return signing_key(tmp_path_factory.mktemp("stranger"))


@pytest.fixture(scope="module")
def good(key):
    return package(key)


@pytest.fixture(scope="module")
def other(key, good):
    """The next package of the same sender to the same recipient."""
    files = {"dossier.html": b"<p>Another</p>", "dossier.pdf": b"%PDF-1.7 another"}
    return package(key, files, sequence=2, previous=good.id, purpose="another purpose")


# --- what is as it was signed


@pytest.mark.parametrize("name", ["package", "package.zip"])
def test_an_untouched_package_is_sound(tmp_path, key, good, name):
    verdict = verify(write(good, key, tmp_path / name), trusted=[key.public], reader=FGR, seen={})
    assert verdict.findings == ()
    assert verdict.sound
    assert verdict.signer == key.public
    assert verdict.package == good


def test_a_copied_folder_and_a_renamed_zip_are_sound(tmp_path, key, good):
    folder = laid(members(good, key), tmp_path / "copied by hand")
    whole = write(good, key, tmp_path / "package.zip").rename(tmp_path / "Kopie (2).ZIP")
    assert verify(folder, trusted=[key.public]).sound
    assert verify(whole, trusted=[key.public]).sound


def test_an_unzipped_package_is_sound(tmp_path, key, good):
    with zipfile.ZipFile(write(good, key, tmp_path / "package.zip")) as archive:
        archive.extractall(tmp_path / "unzipped")
    assert verify(tmp_path / "unzipped" / good.id, trusted=[key.public]).sound


# --- what a finding says


def test_a_changed_file_is_named(tmp_path, key, good):
    folder = laid(members(good, key), tmp_path / "package")
    (folder / "data" / "dossier.pdf").write_bytes(b"other")
    verdict = verify(folder, trusted=[key.public])
    assert codes(verdict) == {"changed"}
    assert verdict.findings[0].what.startswith("data/dossier.pdf is not what manifest-sha256.txt says")
    assert verdict.package is not None, "who sent it is told, so that he can be asked"


def test_a_missing_and_an_added_file_are_named(tmp_path, key, good):
    folder = laid(members(good, key), tmp_path / "package")
    (folder / "data" / "dossier.pdf").rename(folder / "data" / "Dossier.pdf")
    what = [finding.what for finding in verify(folder, trusted=[key.public]).findings]
    assert any(text.startswith("data/dossier.pdf is missing") for text in what)
    assert any(text.startswith("data/Dossier.pdf does not belong") for text in what)


def test_a_stranger_who_signs_all_anew_is_not_trusted(tmp_path, key, stranger):
    forged = package(stranger)
    verdict = verify(write(forged, stranger, tmp_path / "package"), trusted=[key.public])
    assert codes(verdict) == {"untrusted"}
    assert not verdict.sound
    assert stranger.public.fingerprint in verdict.findings[0].what
    assert verdict.signer == stranger.public


def test_a_stranger_who_signs_in_anothers_name_is_found(tmp_path, key, stranger, good):
    folder = laid(resigned(members(good, key), stranger), tmp_path / "package")
    assert codes(verify(folder, trusted=[key.public, stranger.public])) == {"signature"}
    assert codes(verify(folder, trusted=[key.public])) == {"signature", "untrusted"}


def test_a_signature_for_another_package_is_found(tmp_path, key, good, other):
    folder = laid(members(good, key) | {SIGNATURE: members(other, key)[SIGNATURE]}, tmp_path / "package")
    assert "signature" in codes(verify(folder, trusted=[key.public]))


def test_a_signature_for_another_purpose_does_not_serve(tmp_path, key, good):
    found = members(good, key)
    said = json.loads(found[SIGNATURE])
    said["signature"] = base64.b64encode(key.sign(found["tagmanifest-sha256.txt"])).decode()
    folder = laid(found | {SIGNATURE: canonical(said)}, tmp_path / "package")
    assert codes(verify(folder, trusted=[key.public])) == {"signature"}


def test_a_key_in_a_package_is_never_taken_for_a_path(tmp_path, key, good):
    os.mkfifo(tmp_path / "pipe")  # whoever opens it for reading waits for ever
    found = members(good, key)
    said = json.loads(found[SIGNATURE]) | {"key": str(tmp_path / "pipe")}
    folder = laid(found | {SIGNATURE: canonical(said)}, tmp_path / "package")
    assert codes(verify(folder, trusted=[key.public])) == {"signature"}


@pytest.mark.parametrize("name", ["empty", "data/empty"])
def test_an_added_folder_is_found(tmp_path, key, good, name):
    folder = laid(members(good, key), tmp_path / "package")
    (folder / name).mkdir()
    assert codes(verify(folder, trusted=[key.public])) == {"added"}


@pytest.mark.parametrize("name", ["extra", "data/extra.pdf"])
def test_links_and_pipes_are_found_and_not_followed(tmp_path, key, good, name):
    folder = laid(members(good, key), tmp_path / "package")
    (folder / name).symlink_to("/etc/hostname")
    assert codes(verify(folder, trusted=[key.public])) == {"added"}
    (folder / name).unlink()
    os.mkfifo(folder / name)
    assert codes(verify(folder, trusted=[key.public])) == {"added"}


def test_a_file_replaced_by_a_link_to_its_copy_is_found(tmp_path, key, good):
    folder = laid(members(good, key), tmp_path / "package")
    (folder / "data" / "dossier.pdf").rename(tmp_path / "copy.pdf")
    (folder / "data" / "dossier.pdf").symlink_to(tmp_path / "copy.pdf")
    assert codes(verify(folder, trusted=[key.public])) == {"added", "missing"}
    folder = laid(members(good, key), tmp_path / "second")
    (folder / "data").rename(tmp_path / "data")
    (folder / "data").symlink_to(tmp_path / "data")
    assert not verify(folder, trusted=[key.public]).sound


@pytest.mark.parametrize(
    "name",
    ["../outside.pdf", "/etc/passwd", "data/../../x.pdf", "C:\\x.pdf", "data/\u202egpj.exe", "data/ni\u0303o.pdf", "\x1b[2J"],
)
def test_hostile_names_in_a_zip_go_nowhere(tmp_path, key, good, name):
    found = members(good, key) | {name: b"x"}
    (tmp_path / "package.zip").write_bytes(container.zipped(found, good.id))
    verdict = verify(tmp_path / "package.zip", trusted=[key.public])
    assert not verdict.sound
    assert all(finding.what.isprintable() for finding in verdict.findings)
    assert [path.name for path in tmp_path.iterdir()] == ["package.zip"]


def test_hostile_names_in_a_manifest_go_nowhere(tmp_path, key, good):
    found = members(good, key)
    found["manifest-sha256.txt"] += b"0" * 64 + b"  ../../etc/passwd\n"
    assert not verify(laid(found, tmp_path / "package"), trusted=[key.public]).sound


def test_bombs_are_not_unpacked(tmp_path, key, good):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{good.id}/{RELEASE}", bytes(30_000_000))
    (tmp_path / "deflated.zip").write_bytes(out.getvalue())
    assert "zip" in codes(verify(tmp_path / "deflated.zip", trusted=[key.public]))
    many = container.zipped({f"{i}": b"" for i in range(1000)}, good.id)
    (tmp_path / "many.zip").write_bytes(many)
    began = time.process_time()
    assert "zip" in codes(verify(tmp_path / "many.zip", trusted=[key.public]))
    lying = bytearray(many)
    lying[-12:-10] = struct.pack("<H", 3)  # says three files, lists a thousand
    (tmp_path / "lying.zip").write_bytes(lying)
    assert "zip" in codes(verify(tmp_path / "lying.zip", trusted=[key.public]))
    assert time.process_time() - began < 30  # a guard against loops, not a measurement


def test_large_packages_are_not_read(tmp_path, key, good, monkeypatch):
    monkeypatch.setattr(container, "LARGEST", 1000)
    monkeypatch.setattr(container, "_OVERHEAD", 0)
    for name in ("package", "package.zip"):
        write(good, key, tmp_path / name)
        assert "size" in codes(verify(tmp_path / name, trusted=[key.public]))
    folder = laid({f"{i:04}": b"" for i in range(100)}, tmp_path / "many")
    assert any("more than" in finding.what for finding in verify(folder, trusted=[key.public]).findings)


def test_little_is_parsed_for_a_stranger(tmp_path, key, stranger, monkeypatch):
    path = write(package(stranger), stranger, tmp_path / "package")
    assert verify(path, trusted=[key.public]).package is not None, "so that he can be called"
    monkeypatch.setattr(verifying, "LARGEST_OF_STRANGERS", 1000)
    verdict = verify(path, trusted=[key.public])
    assert verdict.package is None
    assert codes(verdict) == {"size", "untrusted"}
    assert verify(path, trusted=[stranger.public]).sound


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04", b"hello", b"%PDF-1.7", b"\x1f\x8b\x08", bytes(2000)])
def test_what_is_no_package_is_said(tmp_path, key, data):
    (tmp_path / "package.zip").write_bytes(data)
    verdict = verify(tmp_path / "package.zip", trusted=[key.public])
    assert codes(verdict) & {"unreadable", "zip"}
    assert verdict.package is None


def test_a_path_that_is_not_there_is_said(tmp_path, key):
    assert "unreadable" in codes(verify(tmp_path / "none", trusted=[key.public]))
    (tmp_path / "empty").mkdir()
    assert "missing" in codes(verify(tmp_path / "empty", trusted=[key.public]))


# --- contents that a trusted sender should not have signed


def no_change(value):
    return None


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda v: v["claims"][0].update(modality="alleged"), "not the id that follows"),
        (lambda v: v["claims"][0].update(id="c" + "0" * 24), "not the id that follows"),
        (lambda v: v["referents"][0].update(name="Another Ejemplo"), "not the id that follows"),
        (lambda v: v["documents"][0]["excerpts"][0].update(text="shorter"), "do not stand where they say"),
        (lambda v: v["documents"][0]["excerpts"][0].update(start=0), "do not stand where they say"),
        (lambda v: v["documents"][0].update(excerpts=[]), "is not where the excerpts"),
        (lambda v: v["documents"].pop(), "not in it"),
        (lambda v: v["claims"].insert(0, v["claims"][0]), "twice"),
        (lambda v: v["readings"][0].update(claim="c" + "0" * 24), "a claim that is not in it"),
        (lambda v: v["readings"][0].update(p=1.5), "no p as it should"),
        (lambda v: v["documents"][0].update(marking="CUI//NOFORN"), "may not have"),
        (lambda v: v["documents"][0].update(marking="CUI//REL TO USA, GBR, MEX"), "names other recipients"),
        (lambda v: v["documents"][0].update(marking="TLP:AMBER"), "but what is in it"),
        (lambda v: v["documents"][0].update(marking="secret"), "is no marking"),
        (lambda v: v["documents"][0].update(withheld=True), "yet something of it is told"),
        (lambda v: v["header"].update(marking="TLP:CLEAR"), "but what is in it"),
        (lambda v: v["header"].update(sequence=0), "starts at 1"),
        (lambda v: v["header"].update(sequence=True), "no sequence as it should"),
        (lambda v: v["header"].update(format="entramado package 9"), "update it"),
        (lambda v: v["header"].update(kind="gift"), "no kind as it should"),
        (lambda v: v["header"].update(files={}), "not those that data/release.json names"),
        (lambda v: v.update(more=[]), "nothing unknown"),
        (lambda v: v.pop("claims"), "no claims as it should"),
        (lambda v: v.update(claims=[None]), "is no object"),
        (lambda v: v.update(recalled=[{"claim": "c", "reason": "r"}]), "recalls none"),
        (lambda v: v["claims"][0].update(object="r", value="v"), "not both"),
        (lambda v: [c.update(disputes=v["claims"][n]["id"]) for n, c in zip((1, 2, 0), v["claims"], strict=False)], "itself"),
        (lambda v: v["claims"][0].update(valid_from="yesterday"), "is not a date"),
        (lambda v: v["claims"][0].update(qualifiers={"x": []}), "is no object"),
        (lambda v: v["claims"][0].update(qualifiers={"x": {"float": "7"}}), "not the id that follows|nothing unknown"),
        (lambda v: v["mentions"][0].update(end=100_000), "is not where the excerpts"),
        (lambda v: v["judgements"][0].update(a="r" + "0" * 24), "not in it|nothing unknown"),
    ],
)  # fmt: skip
def test_contents_that_do_not_hold_together_are_refused_even_when_signed(tmp_path, key, good, change, match):
    verdict = verify(laid(rewritten(members(good, key), change, key), tmp_path / "package"), trusted=[key.public])
    assert not verdict.sound
    assert re.search(match, " ".join(finding.what for finding in verdict.findings))


def test_the_rewriting_of_these_tests_is_itself_faithful(key, good):
    found = members(good, key)
    assert rewritten(found, no_change, key) == found


@pytest.mark.parametrize(
    "write_json",
    [
        lambda value: json.dumps(value, indent=1).encode(),
        lambda value: canonical(value) + b"\n",
        lambda value: b"\xef\xbb\xbf" + canonical(value),
        lambda value: canonical(value).replace(b'"approx":false', b'"approx":false,"approx":false', 1),
        lambda value: canonical(value).replace(b"Juan", b"\\u004auan", 1),
        lambda value: canonical(value).replace(b'"p":0.9', b'"p":9e-1', 1),
        lambda value: canonical(value).replace(b'"p":0.9', b'"p":0.90000000000000002', 1),
        lambda value: canonical(value).replace(b'"p":0.9', b'"p":NaN', 1),
        lambda _: b"[" * 100_000,
        lambda _: b"\xff\xfe",
        lambda _: b"7",
        lambda _: b"9" * 10_000,
    ],
)
def test_json_in_another_form_is_refused_even_when_signed(tmp_path, key, good, write_json):
    found = members(good, key)
    value = json.loads(found[RELEASE])
    payload = {name: data for name, data in found.items() if name.startswith("data/")} | {RELEASE: write_json(value)}
    tags = tag_files(good.id, good.contents.header, payload)
    said = json.loads(found[SIGNATURE])
    said["signature"] = base64.b64encode(key.sign(signed(good.id, tags["tagmanifest-sha256.txt"]))).decode()
    folder = laid(payload | tags | {SIGNATURE: canonical(said)}, tmp_path / "package")
    verdict = verify(folder, trusted=[key.public])
    assert codes(verdict) == {"contents"}
    assert verdict.package is None


# --- meant for whom, and new to him


def test_a_package_for_somebody_else_is_refused(tmp_path, key, good):
    path = write(good, key, tmp_path / "package")
    assert codes(verify(path, trusted=[key.public], reader=Viewer("x", country="GBR"))) == {"recipient"}
    assert codes(verify(path, trusted=[key.public], reader=Viewer("x", organisation="Another Office"))) == {"recipient"}
    assert verify(path, trusted=[key.public], reader=Viewer("x", country="mex", organisation="fiscalía ejemplo")).sound
    assert verify(path, trusted=[key.public], reader=Viewer("x")).sound


def receipt(of: Package) -> Receipt:
    return Receipt(of.id, of.contents.header.recipient.name, of.contents.header.sequence)


def test_a_package_sent_again_is_found(tmp_path, key, good, other):
    path = write(good, key, tmp_path / "package")
    by = str(key.public)
    assert codes(verify(path, trusted=[key.public], seen={by: [receipt(good)]})) == {"replayed"}
    assert codes(verify(path, trusted=[key.public], seen={by: [receipt(good), receipt(other)]})) == {"replayed"}
    assert codes(verify(path, trusted=[key.public], seen={by: [receipt(other)]})) == {"replayed"}
    assert codes(verify(path, trusted=[key.public], seen={by: [Receipt("k" + "0" * 24, "MEX", 1)]})) == {"replayed"}
    assert verify(path, trusted=[key.public], seen={by: [Receipt("k" + "0" * 24, "GBR", 7)]}).sound
    assert verify(path, trusted=[key.public], seen={"ed25519:other": [receipt(good)]}).sound


def test_the_next_package_follows_the_last(tmp_path, key, good, other):
    path = write(other, key, tmp_path / "package")
    by = str(key.public)
    assert verify(path, trusted=[key.public], seen={by: [receipt(good)]}).findings == ()
    assert codes(verify(path, trusted=[key.public], seen={by: [Receipt("k" + "0" * 24, "MEX", 1)]})) == {"order"}


def test_a_gap_is_told_and_does_not_hold_up_what_came(tmp_path, key, good, other):
    third = pack(recall(header(key, sequence=3, previous=other.id), [("c" + "0" * 24, "retracted")]))
    path = write(third, key, tmp_path / "package")
    for seen in ({}, {str(key.public): [receipt(good)]}):
        verdict = verify(path, trusted=[key.public], seen=seen)
        assert codes(verdict) == {"gap"}
        assert verdict.sound
    assert "1 to 2" in verify(path, trusted=[key.public], seen={}).findings[0].what


# --- encrypted


def test_an_encrypted_package_opens_for_its_recipient_alone(tmp_path, key, good):
    pyrage = pytest.importorskip("pyrage", reason="age files need pyrage")
    mine, another = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    path = write(good, key, tmp_path / "package.age", age=[str(mine.to_public())])
    assert b"Juan" not in path.read_bytes()
    verdict = verify(path, trusted=[key.public], identity=str(mine))
    assert verdict.findings == ()
    assert verdict.package == good
    (tmp_path / "identity.txt").write_text(f"# created: 2026\n{mine}\n")
    assert verify(path, trusted=[key.public], identity=tmp_path / "identity.txt").sound
    assert codes(verify(path, trusted=[key.public], identity=str(another))) >= {"age"}
    with pytest.raises(PackageFault, match="give the age identity"):
        verify(path, trusted=[key.public])
    for wrong in ("AGE-SECRET-KEY-1X", "", str(mine.to_public())):
        with pytest.raises(PackageFault, match="no age identity"):
            verify(path, trusted=[key.public], identity=wrong)
    with pytest.raises(PackageFault, match="cannot be read"):
        verify(path, trusted=[key.public], identity=tmp_path / "none.txt")


def test_an_encrypted_package_of_somebody_else_is_not_trusted(tmp_path, key, stranger):
    """Encryption says nothing of who sent it: anybody can encrypt for a public recipient."""
    pyrage = pytest.importorskip("pyrage", reason="age files need pyrage")
    mine = pyrage.x25519.Identity.generate()
    path = write(package(stranger), stranger, tmp_path / "package.age", age=[str(mine.to_public())])
    assert codes(verify(path, trusted=[key.public], identity=str(mine))) == {"untrusted"}


def test_digests_are_those_of_the_files(good):
    assert digests({"a": b""}) == {"a": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
