"""One self-contained page: chart, tables, evidence. It asks no host for anything and runs nothing but its own script.

Text from documents reaches the page as JSON data and is put there by ``textContent`` alone; a Content-Security-Policy
with the hash of the one script refuses everything else, whatever a document may hold.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Final, TextIO

import jinja2
import numpy as np

from entramado.model.network import Edge, Network
from entramado.model.view import View
from entramado.share.exhibit import Exhibit, Exhibits
from entramado.share.layout import arrange
from entramado.share.subjects import CRITERIA, LISTS, Subject, subjects
from entramado.share.timeline import happenings
from entramado.share.wording import described, phrase, plain, side, spoken, topic, whereabouts

CHARTED: Final = 180
"""Entities on the chart: the best tied ones. The tables hold all."""

SCRIPTS: Final = ("data.js", "evidence.js", "chart.js", "tables.js", "page.js")
"""The page's one script, in the order in which its parts stand in it."""


def write_page(view: View, network: Network, out: TextIO, title: str) -> None:
    """Write the page of one viewer's map to ``out``."""
    folder = files("entramado.share") / "page"
    style = (folder / "page.css").read_text(encoding="utf-8")
    script = "".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    data = json.dumps(_data(view, network), ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        data = data.replace(char, f"\\u{ord(char):04x}")
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    page = _template().render(title=plain(title), policy=policy, style=style, script=script, data=data, viewer=view.viewer.name)
    out.write(page)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string((files("entramado.share") / "page" / "page.html.j2").read_text(encoding="utf-8"))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(view: View, network: Network) -> dict[str, object]:
    exhibits = Exhibits(view, network)
    links = [a for a in network.edges if a.object is not None]
    degree = Counter(end for a in links for end in (a.subject, a.object))
    order = sorted(network.entities.values(), key=lambda e: (-degree[e.id], e.name, e.id))
    number = {entity.id: i for i, entity in enumerate(order)}
    charted = [e for e in order[:CHARTED] if degree[e.id]]
    ties = [(number[a.subject], number[a.object or ""]) for a in links]
    shown = np.array([e for e in ties if max(e) < len(charted)], np.int64)
    at = arrange(len(charted), shown)
    places = (at - at.min(axis=0)) / np.maximum(np.ptp(at, axis=0), 1e-9) if charted else at
    names = {e.id: plain(e.name) for e in order}
    files = {document: i for i, document in enumerate(exhibits.documents)}
    claims = Counter(claim.doc for claim in exhibits.claims.values())
    listed = subjects(network, exhibits)
    return {
        "entities": [
            {
                "id": e.id,
                "type": e.type,
                "kind": e.kind,
                "what": described(e),
                "where": whereabouts(e),
                "name": names[e.id],
                "names": [plain(n) for n in e.names],
                "documents": [files[doc] for doc in e.documents if doc in files],
                "at": [round(float(v), 4) for v in places[i]] if i < len(charted) else None,
                "degree": degree[e.id],
            }
            for i, e in enumerate(order)
        ],
        "edges": [_edge(a, number) for a in network.edges],
        "exhibits": {claim: _exhibit(exhibits.of(claim), files) for claim in exhibits.claims},
        "disagreements": [
            {
                "nature": d.nature,
                "subject": number[d.subject],
                "predicate": topic(d.predicate),
                "claims": list(d.claims),
                "says": [_says(exhibits.of(c), network, names) for c in d.claims],
            }
            for d in network.disagreements
        ],
        "events": [{"event": number[h.event.id], "date": h.date, "held": h.held} for h in happenings(network)],
        "subjects": [
            {
                "title": title,
                "made": LISTS[title],
                "order": CRITERIA[listed.criterion].words if ranked else None,
                "rows": [_subject(each, number) for each in entries],
            }
            for title, ranked, entries in listed.lists()
        ],
        "documents": [
            {
                "id": d.id,
                "file": plain(d.name),
                "title": plain(d.title or ""),
                "source": plain(exhibits.source(d) or ""),
                "published": str(d.published or ""),
                "grade": exhibits.grade(d),
                "claims": claims[d.id],
                "marking": d.marking,
            }
            for d in exhibits.documents.values()
        ],
    }


def _edge(said: Edge, number: dict[str, int]) -> dict[str, object]:
    return {
        "s": number[said.subject],
        "o": number[said.object] if said.object else None,
        "v": plain(spoken(said.value, said.figure)) if said.value is not None and said.predicate != "occurred" else None,
        "p": said.predicate,
        "out": phrase(said.predicate, False, said.negated, said.former),
        "in": phrase(said.predicate, True, said.negated, said.former),
        "belief": round(said.belief, 3),
        "origins": said.origins,
        "modality": said.modality,
        "negated": said.negated,
        "disputed": said.disputed,
        "claims": list(said.claims),
    }


def _exhibit(exhibit: Exhibit, files: dict[str, int]) -> dict[str, object]:
    return {
        "doc": files[exhibit.document.id],
        "start": exhibit.start or 0,
        "quote": plain(" ".join(exhibit.quote.split()) or exhibit.quoted()),
        "cite": plain(exhibit.citation()),
        "where": plain(exhibit.place),
        "modality": exhibit.claim.modality,
        "negated": exhibit.claim.negated,
        "read": ", ".join(f"{by} ({p:.2f})" for by, p in exhibit.readings),
        "review": plain(exhibit.review.words()),
    }


def _subject(found: Subject, number: dict[str, int]) -> dict[str, object]:
    counts = found.evidence
    return {
        "entity": number[found.entity.id],
        "category": plain(found.category.words()) if found.category and found.category.word else "",
        "says": [plain(said) for said in found.besides()],
        "origins": counts.origins,
        "reviewed": f"{counts.reviewed} of {counts.claims}",
        "neighbours": found.position.neighbours,
        "gaps": ", ".join(found.gaps),
    }


def _says(exhibit: Exhibit, network: Network, names: dict[str, str]) -> str:
    claim = exhibit.claim
    far = names[network.entity_of[claim.object]] if claim.object else None
    return plain(side(claim.predicate, far or claim.value or "", claim.negated, claim.figure))
