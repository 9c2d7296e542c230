"""Files that the readers are tried on, made here: nothing is downloaded and nothing is anyone's."""

from collections.abc import Callable
from pathlib import Path

import pytest

from entramado.ingest import Deposit, read_paths
from entramado.model.claim import Problem

ARTICLE = (
    "Police arrested Juan Invented, the alleged leader of the Example Cartel, on Monday in Sampletown, officials said.\n\n"
    "He was flown to the capital under guard, the ministry said in a statement. The arrest followed months of surveillance.\n\n"
    "“We had been looking for him since the spring,” said General Ana Placeholder, who led the operation.\n"
)


def pdf(pages: list[list[str]], *, encrypted: bool = False) -> bytes:
    """A PDF of one font, one line of text below the other; an empty page has no text at all."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        moves = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj 0 -14 Td " for line in page)
        stream = f"BT /F1 11 Tf 40 780 Td {moves}ET" if page else "0 0 10 10 re f"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R {fonts} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    extra = ""
    if encrypted:
        key = "<" + "41" * 32 + ">"
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>")
        extra = f" /Encrypt {len(objects)} 0 R /ID [<41> <41>]"
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return out + f"{head}trailer << /Size {len(objects) + 1} /Root 1 0 R{extra} >>\nstartxref\n{len(out)}\n%%EOF\n".encode()


@pytest.fixture
def article() -> str:
    return ARTICLE


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    return pdf


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Deposit | Problem]]:
    """Write one file and read it."""

    def run(name: str, data: bytes | str) -> list[Deposit | Problem]:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return list(read_paths([path]))

    return run


@pytest.fixture
def words() -> Callable[[Deposit], str]:
    """The words of a document that lie in its regions."""

    def run(deposit: Deposit) -> str:
        document = deposit.document
        return "\n".join(document.text[region.start : region.end] for region in document.body)

    return run
