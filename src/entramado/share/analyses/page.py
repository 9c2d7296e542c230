"""Findings as a file: a page for reading and printing, the charts, or everything for programs.

The page is self-contained: no script, no request to any host. Text from documents is escaped by the template and by nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import Final

import jinja2

from entramado.analyse.findings import Cell, Chart, Findings, Form
from entramado.model.errors import UsageError
from entramado.model.marking import Marking
from entramado.model.view import View
from entramado.share.analyses import cells, records
from entramado.share.analyses.charts import picture, pictures
from entramado.share.wording import plain

FORMS: Final = (".html", ".png", ".svg", ".json")
NEEDING: Final = frozenset({".html", ".png", ".svg"})
"""Forms that have charts."""


def written(
    found: Findings, suffix: str, title: str, shown: records.EvidenceTold | None = None, marking: str | None = None
) -> bytes:
    """The file of one of `FORMS`. Raises UsageError for another, and without Altair for those that have charts."""
    match suffix:
        case ".json":
            record = records.findings(found, shown, marking)
            return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
        case ".png" | ".svg":
            return picture(found, suffix[1:])
        case ".html":
            return page(found, title, shown, marking).encode()
    raise UsageError(f"findings are written as {', '.join(FORMS)}, not {suffix or 'without an ending'}")


def page(found: Findings, title: str, shown: records.EvidenceTold | None = None, marking: str | None = None) -> str:
    """The page, with the charts as pictures in it."""
    drawn: dict[str, list[tuple[Chart, str]]] = {chart.table: [] for chart in found.charts}
    for chart, svg in pictures(found):
        drawn[chart.table].append((chart, base64.b64encode(svg.encode()).decode()))
    environment = jinja2.Environment(
        finalize=_visible, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    folder = files("entramado.share.analyses")
    template = environment.from_string((folder / "page.html.j2").read_text(encoding="utf-8"))
    style = (folder / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return template.render(
        policy=policy, style=style, title=title, found=found, drawn=drawn, marking=marking,
        cell=_shown, numeric=cells.numeric,
        evidence=shown or records.EvidenceTold({}, {}),
    )  # fmt: skip


def marking(view: View) -> str:
    """How findings are handled: like all that their viewer sees, since all of it weighs on every number."""
    total = Marking()
    for text in {document.marking for document in view.documents()}:
        total |= Marking.parse(text)
    return str(total.seen_by(view.viewer)) or "TLP:CLEAR"


def _shown(value: Cell, form: Form) -> str:
    """A cell as printed; a number is not broken over lines, its word of likelihood may be, so that wide tables fit on paper."""
    text = cells.cell(value, form)
    if not cells.numeric(form):
        return text
    number, comma, word = text.partition(", ")
    return number.replace(" ", "\N{NO-BREAK SPACE}") + comma + word


def _visible(value: object) -> object:
    """What the template shows, without characters that hide or reorder text."""
    return plain(value) if type(value) is str else value
