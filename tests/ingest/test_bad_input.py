"""Bad input gets a message that names the file, and loses nothing else."""

import gzip
import io
import os
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entramado.ingest import READERS, Deposit, Input, list_inputs, read_input, read_paths
from entramado.model.claim import Problem

Read = Callable[[str, bytes | str], list[Deposit | Problem]]


def codes(found: list[Deposit | Problem]) -> list[str]:
    return [item.code if isinstance(item, Problem) else "read" for item in found]


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", ["empty"]),
        ("a.txt", b" \r\n\x00\n", ["empty"]),
        ("a.html", b"<html><body><script>x</script></body></html>", ["empty"]),
        ("a.txt", random.Random(1).randbytes(4000), ["binary"]),
        ("a.txt", b"\x89PNG\r\n\x1a\n123", ["unsupported"]),
        ("a.xlsx", b"PK\x03\x04rest", ["truncated"]),
        ("a.csv", b"a,b\n1,2\n", ["unsupported"]),
        ("a.eml", b"Just some words without any header.", ["not-mail"]),
        ("a.mbox", b"No messages in here.", ["not-mail"]),
        ("a.docx", b"PK\x03\x04 but no archive", ["truncated"]),
        ("a.pdf", b"%PDF-1.4 and then nothing", ["truncated"]),
        ("a.gz", b"\x1f\x8b\x08\x00rest", ["truncated"]),
        ("a.gz", gzip.compress(b"0" * 60_000_000), ["zip-bomb"]),
        ("a.zip", zipped({"a.txt": b"0" * 60_000_000}), ["zip-bomb"]),
        ("a.zip", zipped({"../../evil.txt": "text", "/etc/evil.txt": "text", "c:\\evil.txt": "text"}), ["path", "path", "path"]),
        ("a.html", b'<!DOCTYPE html [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><html><body>&c;</body></html>', ["entities"]),
    ],
)
def test_refused_with_its_code(read: Read, name: str, data: bytes, expected: list[str]) -> None:
    found = read(name, data)
    assert codes(found) == expected
    for problem in found:
        assert isinstance(problem, Problem)
        assert problem.where.startswith(name)
        assert problem.refused
        assert len(problem.what) > 5


@pytest.mark.parametrize(
    ("data", "text", "code"),
    [
        (
            "Mañana el señor Peña dirá que sí, según la policía.".encode("latin-1"),
            "Mañana el señor Peña dirá que sí, según la policía.",
            "encoding",
        ),
        ("The cartel moved, José said.".encode("utf-16"), "The cartel moved, José said.", None),
        ("The cartel moved, José said.".encode("utf-16-le"), "The cartel moved, José said.", "encoding"),
        ("\ufeffThe cartel moved.".encode(), "The cartel moved.", None),
        (b"The cartel\x00 moved to another town.", "The cartel\ufffd moved to another town.", "characters"),
        ("The \ud800cartel moved.".encode("utf-8", "surrogatepass"), "The \ufffdcartel moved.", "characters"),
        (b"The cartel moved.\r\nThen it left.\rAgain.", "The cartel moved.\nThen it left.\nAgain.", None),
        ("El\u200b Men\u202echo\u2069 moved.".encode(), "El\u200b Men\u202echo\u2069 moved.", None),
        (b"The caf" + b"\xc3", "The caf\ufffd", "encoding"),
    ],
)
def test_odd_characters(read: Read, data: bytes, text: str, code: str | None) -> None:
    deposit, *notes = read("a.txt", data)
    assert isinstance(deposit, Deposit)
    assert deposit.document.text == text
    assert deposit.original == data
    assert codes(notes) == ([code] if code else [])
    assert all(isinstance(note, Problem) and not note.refused and note.doc == deposit.document.id for note in notes)


def test_the_rest_is_not_lost(tmp_path: Path, article: str) -> None:
    (tmp_path / "a.txt").write_text(article)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(article + "More.")
    (tmp_path / "d.zip").write_bytes(zipped({"../e.txt": "x", "f.txt": article + "Even more."}))
    (tmp_path / "dead").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to(".")
    os.mkfifo(tmp_path / "pipe")
    found = {(item.holding if isinstance(item, Deposit) else item.where): codes([item])[0] for item in read_paths([tmp_path])}
    assert found == {
        "a.txt": "read",
        "b.txt": "empty",
        "c.txt": "read",
        "d.zip/../e.txt": "path",
        "d.zip/f.txt": "read",
        "dead": "missing",
        "loop": "loop",
        "pipe": "not-a-file",
    }


def test_what_is_not_there(tmp_path: Path) -> None:
    (entry,) = list_inputs([tmp_path / "none.txt"])
    assert codes(read_input(entry)) == ["missing"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("secret")
    path.chmod(0)
    assert codes(list(read_paths([path]))) == ["unreadable"]


def test_an_error_while_reading_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (problem,) = read_input(Input(path, "a.txt"))
    assert isinstance(problem, Problem)
    assert problem.code == "unreadable"
    assert "Permission denied" in problem.what


def test_an_encrypted_archive_member(read: Read) -> None:
    data = bytearray(zipped({"a.txt": "secret"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert codes(read("a.zip", bytes(data))) == ["encrypted"]


def test_archives_within_archives_end(read: Read, article: str) -> None:
    data = zipped({"a.txt": article})
    for _ in range(6):
        data = zipped({"inner.zip": data})
    assert codes(read("a.zip", data)) == ["nested"]


def test_a_header_that_lies_about_the_size(read: Read) -> None:
    data = bytearray(zipped({"a.txt": b"0" * 1000}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert codes(read("a.zip", bytes(data))) == ["truncated"]


def test_a_word_file_with_entities(read: Read) -> None:
    body = '<!DOCTYPE w [<!ENTITY a "b">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    assert codes(read("a.docx", zipped({"word/document.xml": body, "[Content_Types].xml": "<Types/>"}))) == ["entities"]


def test_front_matter_cannot_be_a_bomb(read: Read) -> None:
    layers = "\n".join(f"l{n}: &l{n} [*l{n - 1}, *l{n - 1}, *l{n - 1}]" for n in range(1, 30))
    (deposit,) = read("a.md", f"---\nl0: &l0 [x]\n{layers}\ntitle: Bomb\n---\nThe text.")
    assert isinstance(deposit, Deposit)
    assert deposit.document.title != "Bomb"


def test_a_very_long_text_in_flat_memory(tmp_path: Path, article: str) -> None:
    path = tmp_path / "a.txt"
    size = 6_000_000
    path.write_text(article * (size // len(article)))
    tracemalloc.start()
    (deposit,) = read_input(Input(path, "a.txt"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(deposit, Deposit)
    assert deposit.document.body[-1].end > 0.99 * len(deposit.document.text.rstrip())
    assert peak < 12 * size


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), media_type=st.sampled_from(sorted(READERS)), head=st.booleans())
def test_no_bytes_crash_a_reader(tmp_path: Path, data: bytes, media_type: str, head: bool) -> None:
    opening = {"application/pdf": b"%PDF-1.4\n", "application/zip": b"PK\x03\x04", "application/gzip": b"\x1f\x8b\x08"}
    path = tmp_path / f"x.{READERS[media_type].extensions[0]}"
    path.write_bytes((opening.get(media_type, b"<html><p>") if head else b"") + data)
    for item in read_input(Input(path, path.name)):
        if isinstance(item, Deposit):
            document = item.document
            document.text.encode("utf-8")
            assert "\x00" not in document.text
            end = 0
            for region in document.body:
                assert end <= region.start < region.end <= len(document.text)
                end = region.end
