"""A dossier as one self-contained HTML page: no script, no request to any host, made for reading and for printing on A4.

Text from documents is escaped by the template and by nothing else; a Content-Security-Policy with the hash of the one style sheet
refuses all that a document might bring along.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache, partial
from importlib.resources import files
from itertools import groupby

import jinja2

from entramado.share.dossier.drawing import svg
from entramado.share.dossier.handling import BASIS_MISSING, PURPOSE_MISSING
from entramado.share.dossier.legend import (
    FIGURES,
    KINDS,
    MEANINGS,
    NAMES,
    READING,
    pointers,
    prepared,
    spans,
    under_heads,
    under_quotes,
)
from entramado.share.dossier.model import STATUSES, Dossier
from entramado.share.wording import plain


def webpage(dossier: Dossier) -> str:
    """The page."""
    style = _style()
    labels = {each.claim: each.label for each in dossier.evidence}
    return _template().render(
        policy=policy(),
        style=style,
        dossier=dossier,
        kind=KINDS[dossier.template],
        prepared=prepared(dossier.handling),
        purpose_missing=PURPOSE_MISSING,
        basis_missing=BASIS_MISSING,
        answer=under_heads(dossier.answer),
        sections=[
            (section, section.intro.split("\n\n") if section.intro else [], under_heads(section.lines))
            for section in dossier.sections
        ],
        chart=plain(svg(dossier.chart)) if dossier.chart.nodes else "",
        evidence=[(number, under_quotes(each)) for number, each in groupby(dossier.evidence, key=lambda e: e.number)],
        ties=[(tie, spans([labels[claim] for claim in tie.claims if claim in labels])) for tie in dossier.chart.ties],
        charted={node.id: node.name for node in dossier.chart.nodes},
        rows={row.number: row for row in dossier.schedule},
        figures=[(dossier.figures[key], words) for key, words in FIGURES.items() if key in dossier.figures],
        names=NAMES,
        meanings=[(status, NAMES[status], MEANINGS[status]) for status in STATUSES],
        reading=READING,
        chart_after="associations" if dossier.template == "subject" else dossier.sections[0].key,
        pointers=partial(pointers, labels=labels),
        several=len({line.marking for section in dossier.sections for line in section.lines if line.claims}) > 1,
    )


def policy() -> str:
    """The Content-Security-Policy of the page: its own style sheet, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def _template() -> jinja2.Template:
    """Compiled once: that takes longer than many a dossier."""
    environment = jinja2.Environment(
        finalize=_visible,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.loopcontrols"],
    )
    return environment.from_string((files("entramado.share.dossier") / "webpage.html.j2").read_text(encoding="utf-8"))


def _style() -> str:
    return (files("entramado.share.dossier") / "webpage.css").read_text(encoding="utf-8")


def _visible(value: object) -> object:
    """What the template shows, without characters that hide or reorder text; its own markup as it is."""
    return plain(value) if type(value) is str else value
