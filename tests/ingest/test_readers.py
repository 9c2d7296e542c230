"""Each format: what text, title, date and source come out of it."""

import email.message
import gzip
import io
import os
import pickle
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from entramado.ingest import READERS, Deposit, list_inputs, read_input, read_paths
from entramado.model.claim import Problem

Read = Callable[[str, bytes | str], list[Deposit | Problem]]
Words = Callable[[Deposit], str]

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Boss held - Daily Example</title>
<meta charset="utf-8"><meta property="og:site_name" content="Daily Example">
<meta property="og:title" content="Boss held in Sampletown">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<script>alert("never")</script><style>p {color: red}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li>World</li></ul></nav><div>Share on <a>Facebook</a></div>
<article><h1>Boss held in Sampletown</h1><p>By Jane Roe</p>
<p>Police arrested <b>Juan Invented</b>, the leader of the Example Cartel,
on Monday in <a href="/x">Sampletown</a>, officials said.</p>
<p>He was taken to the capital&nbsp;under guard, the ministry said. The arrest followed months of surveillance.</p>
<h2>A long hunt</h2><p>The operation involved more than 200 soldiers, according to the army. It is the third this year.</p>
<p style="display:none">Zed Hidden was never here at all, said nobody.</p>
<table><tr><th>Suspect</th><th>Age</th></tr><tr><td>Juan Invented</td><td>45</td></tr></table></article>
<aside><h3>Related</h3><p>Actor Peter Teaser marries in a secret ceremony on the beach, friends of the couple said.</p></aside>
<footer>© 2024 Daily Example. All rights reserved.</footer></body></html>"""


def one(found: list[Deposit | Problem]) -> Deposit:
    deposits = [item for item in found if isinstance(item, Deposit)]
    assert len(deposits) == 1
    return deposits[0]


def word_file() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Visit to Sampletown", 0)
    document.add_paragraph("Juan Invented leads the Example Cartel in Sampletown, the army said.")
    table = document.add_table(2, 2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ["Suspect", "Role", "Ana Test", "Driver"], strict=True
    ):
        cell.text = text
    document.add_paragraph("After that he was seen in Otherville.")
    document.core_properties.author = "Jane Roe"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def message() -> bytes:
    mail = email.message.EmailMessage()
    mail["From"] = "Ana Example <ana@example.org>"
    mail["Subject"] = "Notes on the Example Cartel"
    mail["Date"] = "Tue, 05 Mar 2024 10:00:00 +0000"
    mail.set_content(
        "The Example Cartel moved to Sampletown.\n\n> what did they do?\nJuan Invented ordered it.\n-- \nAna\nSample Street\n"
    )
    mail.add_alternative("<p>The other form of it</p>", subtype="html")
    mail.add_attachment(b"Ana Test met Juan Invented.", maintype="text", subtype="plain", filename="../../etc/note.txt")
    return mail.as_bytes()


def archive(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def test_every_format_is_documented() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "ingest.md"
    text = page.read_text()
    for media_type, row in READERS.items():
        assert f"`{media_type}`" in text
        assert all(f"`.{extension}`" in text for extension in row.extensions if extension not in ("", "mbx", "gzip"))


def test_text(read: Read, article: str, words: Words) -> None:
    deposit = one(read("a.txt", article))
    assert deposit.document.text == article
    assert deposit.original == article.encode()
    assert words(deposit) == article.strip()
    assert (deposit.document.media_type, deposit.document.lang, deposit.holding) == ("text/plain", "en", "a.txt")


def test_markdown_front_matter_is_metadata(read: Read, article: str, words: Words) -> None:
    front = "---\ndate: '2023-11-23'\npublished_time: 2023-11-23 13:55:58-05:00\ntitle: \"Boss\\_held\"\n---\n \n"
    deposit = one(read("a.md", front.replace("\\_", " ") + article))
    assert (deposit.document.title, str(deposit.document.published)) == ("Boss held", "2023-11-23")
    assert deposit.document.published_from == "metadata"
    assert "published_time" in deposit.document.text
    assert "published_time" not in words(deposit)


def test_a_rule_in_a_text_is_no_front_matter(read: Read, article: str, words: Words) -> None:
    assert article.strip() in words(one(read("a.txt", f"---\n{article}\n---\n{article}")))


def test_markdown_heading_is_the_title(read: Read, article: str) -> None:
    assert one(read("a.md", f"# Boss held\n\n{article}")).document.title == "Boss held"


def test_page(read: Read, words: Words) -> None:
    deposit = one(read("a.html", PAGE))
    document = deposit.document
    assert (document.title, str(document.published), document.published_from) == (
        "Boss held in Sampletown",
        "2024-03-05",
        "metadata",
    )
    assert deposit.source is not None
    assert deposit.source.name == "Daily Example"
    inside = words(deposit)
    assert "Police arrested Juan Invented, the leader of the Example Cartel, on Monday in Sampletown, officials said." in inside
    assert "A long hunt" in inside
    assert "Juan Invented\t45" in inside
    for name in ("Teaser", "Facebook", "Jane Roe", "rights", "World"):
        assert name in document.text
        assert name not in inside
    for name in ("alert", "color", "Hidden"):
        assert name not in document.text


def test_a_page_without_an_article_is_read_by_its_lines(read: Read, words: Words) -> None:
    assert "Juan Invented" in words(
        one(read("a.html", "<html><body><div>Juan Invented leads the Example Cartel.</div></body></html>"))
    )


def test_a_page_with_thousands_of_nested_elements(read: Read) -> None:
    deep = "<div>" * 5000 + "Juan Invented leads the Example Cartel." + "</div>" * 5000
    (found,) = read("a.html", f"<html><body>{deep}")
    assert isinstance(found, Deposit) or found.code == "empty"


def test_pages_encoding_is_the_one_it_declares(read: Read) -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>El señor Peña dirá que sí.</p></body></html>'
    assert "señor Peña" in one(read("a.html", page.encode("latin-1"))).document.text


def test_pdf_pages_without_running_lines(read: Read, words: Words, make_pdf: Callable[..., bytes]) -> None:
    head = ["Sample Institute of Reports"]
    body = ["leads the Example Car-", "tel in Sampletown, the army said.", "He was seen there last week."]
    leaders = ("Juan Invented", "Ana Test", "Pedro Placeholder")
    pages = [[*head, f"{name} {body[0]}", *body[1:], f"Page {n} of 3"] for n, name in enumerate(leaders, 1)]
    deposit = one(read("a.pdf", make_pdf(pages)))
    assert deposit.document.text.count("\f") == 2
    assert "Example Car-tel" in deposit.document.text
    assert "Sample Institute" in deposit.document.text
    assert "Sample Institute" not in words(deposit)
    assert all(f"{name} leads the Example" in words(deposit) for name in leaders)
    assert "Page 2" not in words(deposit)


@pytest.mark.parametrize(("encrypted", "cut", "code"), [(True, False, "encrypted"), (False, True, "truncated")])
def test_pdf_refused(read: Read, make_pdf: Callable[..., bytes], encrypted: bool, cut: bool, code: str) -> None:
    data = make_pdf([["Some text of a report"]], encrypted=encrypted)
    found = read("a.pdf", data[:60] if cut else data)
    assert [item.code for item in found if isinstance(item, Problem)] == [code]
    assert len(found) == 1


def test_a_scan_needs_ocr(read: Read, make_pdf: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    (problem,) = read("a.pdf", make_pdf([[]]))
    assert isinstance(problem, Problem)
    assert problem.code == "needs-ocr"
    assert "tesseract" in problem.what


def test_a_scan_is_read_with_tesseract(
    read: Read, words: Words, make_pdf: Callable[..., bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\nhead -c 2 "$1" | grep -q P5 && echo "Juan Invented leads the Example Cartel, the army said."\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    found = read("a.pdf", make_pdf([[], ["This page has a text layer of its own."]]))
    assert "Juan Invented leads the Example Cartel" in words(one(found))
    assert [item.code for item in found if isinstance(item, Problem)] == ["ocr"]


def test_word(read: Read, words: Words) -> None:
    deposit = one(read("a.docx", word_file()))
    inside = words(deposit)
    for part in ("Visit to Sampletown", "Juan Invented leads", "Ana Test\tDriver", "seen in Otherville"):
        assert part in inside
    assert inside.index("Ana Test") < inside.index("Otherville")
    assert deposit.source is not None
    assert deposit.source.name == "Jane Roe"


def test_mail_and_its_attachment(read: Read, words: Words) -> None:
    mail, note = (item for item in read("a.eml", message()) if isinstance(item, Deposit))
    assert (mail.document.title, str(mail.document.published)) == ("Notes on the Example Cartel", "2024-03-05")
    assert mail.source is not None
    assert mail.source.name == "Ana Example"
    inside = words(mail)
    assert "Juan Invented ordered it." in inside
    assert "what did they do" not in inside
    assert "Sample Street" not in inside
    assert "Sample Street" in mail.document.text
    assert note.document.parent == mail.document.id
    assert note.holding == "a.eml/note.txt"
    assert note.source == mail.source
    assert note.document.text == "Ana Test met Juan Invented."


def test_mailbox(read: Read) -> None:
    other = message().replace(b"Notes on", b"More on")
    box = b"From ana Tue Mar  5 10:00:00 2024\n" + message() + b"\nFrom ana Tue Mar  5 11:00:00 2024\n" + other
    titles = [item.document.title for item in read("a.mbox", box) if isinstance(item, Deposit) and not item.document.parent]
    assert titles == ["Notes on the Example Cartel", "More on the Example Cartel"]


def test_mail_in_html_only(read: Read, words: Words) -> None:
    mail = email.message.EmailMessage()
    mail["From"] = "ana@example.org"
    mail.set_content(
        "<p>Juan Invented leads the <b>Example Cartel</b>, the army said.</p><script>alert(1)</script>", subtype="html"
    )
    deposit = one(read("a.eml", mail.as_bytes()))
    assert words(deposit) == "Juan Invented leads the Example Cartel, the army said."
    assert "alert" not in deposit.document.text


def test_zip_with_its_own_manifest(read: Read, article: str) -> None:
    inner = archive({"deep.txt": article + "Deep."})
    data = archive(
        {
            "r/sources.csv": "file,source\na.txt,Example Times\n",
            "r/a.txt": article,
            "r/inner.zip": inner,
            "__MACOSX/x": "y",
            ".h": "z",
        }
    )
    found = read("z.zip", data)
    assert [item.holding for item in found if isinstance(item, Deposit)] == ["z.zip/r/a.txt", "z.zip/r/inner.zip/deep.txt"]
    source = found[0].source if isinstance(found[0], Deposit) else None
    assert source is not None
    assert source.name == "Example Times"


def test_gzip(read: Read, article: str) -> None:
    assert one(read("a.txt.gz", gzip.compress(article.encode()))).document.name == "a.txt"


def test_the_bytes_tell_the_format_before_the_name(read: Read, make_pdf: Callable[..., bytes]) -> None:
    assert one(read("a.txt", make_pdf([["A report on Sampletown."]]))).document.media_type == "application/pdf"
    assert one(read("b.txt", PAGE)).document.media_type == "text/html"


def test_what_is_known_is_not_parsed_again(tmp_path: Path, article: str) -> None:
    (tmp_path / "a.txt").write_text(article)
    (tmp_path / "z.zip").write_bytes(archive({"b.txt": article + "More.", "c.txt": article}))
    (tmp_path / "m.eml").write_bytes(message())
    held = {item.document.sha256 for item in read_paths([tmp_path]) if isinstance(item, Deposit)}
    assert list(read_paths([tmp_path], held.__contains__)) == []
    first = min(held)
    again = [item for item in read_paths([tmp_path], (held - {first}).__contains__) if isinstance(item, Deposit)]
    assert {item.document.sha256 for item in again} == {first}


def test_inputs_can_be_shared_among_processes(tmp_path: Path, article: str) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(article + name)
    inputs = list_inputs([tmp_path])
    assert [entry.name for entry in inputs] == ["a.txt", "b.txt"]
    carried = [pickle.loads(pickle.dumps(read_input(pickle.loads(pickle.dumps(entry))))) for entry in inputs]
    assert [found for one_input in carried for found in one_input] == list(read_paths([tmp_path]))


def test_hidden_files_are_skipped_and_a_file_given_twice_is_read_once(tmp_path: Path, article: str) -> None:
    for name in (".hidden.txt", "~$a.docx", "a.txt"):
        (tmp_path / name).write_text(article)
    assert [entry.name for entry in list_inputs([tmp_path, tmp_path / "a.txt"])] == ["a.txt"]
