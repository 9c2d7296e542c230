"""Word documents: paragraphs and tables in their order, core properties as metadata."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from entramado.ingest.archive import read_zip
from entramado.ingest.dates import plausible
from entramado.ingest.deposit import Content, Refused
from entramado.model.values import PartialDate

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph


def read_word(data: bytes) -> Content:
    """A docx. Raises Refused (``truncated``, ``encrypted``, ``zip-bomb``, ``empty``)."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    read_zip(data)  # the same bounds as any archive, before its XML is expanded
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(name)[:4096]:
                    raise Refused("entities", f"declares XML entities in {name}, which Word never does: refused")
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(filter(None, (_block(item) for item in document.iter_inner_content())))
        core = document.core_properties
        title, author, created = core.title, core.author, core.created
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise Refused("truncated", f"is a damaged Word document ({error}): save it again") from None
    text = text.replace("\x00", "\ufffd")
    created_on = plausible(PartialDate(created.year, created.month, created.day)) if created and created.year > 2013 else None
    writer = author if author and author != "python-docx" else None
    return Content(text, title=title or None, source=writer, created=created_on, authored=True)


def _block(item: Paragraph | Table) -> str:
    from docx.table import Table

    if not isinstance(item, Table):
        return item.text.strip()
    return "\n".join(_rows(item))


def _rows(table: Table) -> Iterator[str]:
    """Rows with their cells parted by tabs; a merged cell once."""
    for row in table.rows:
        cells: list[str] = []
        last = None
        for cell in row.cells:
            if cell._tc is not last:  # noqa: SLF001 - the only way to see that two cells are one merged cell
                cells.append(" ".join(cell.text.split()))
            last = cell._tc  # noqa: SLF001 - as above
        yield "\t".join(cells)
