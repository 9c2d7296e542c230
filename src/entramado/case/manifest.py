"""What a folder's ``sources.csv`` says now, against what the case holds from when a document came in.

A document keeps the source and grade that it came with: whoever built on them would otherwise find them changed under his
feet. A build says so where the manifest has moved on. A marking that asks for more is another matter: it is taken over at once,
since to wait would be to show what its owner has just closed; one that asks for less waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from entramado.model.claim import Document, Problem, Source
from entramado.model.marking import joined
from entramado.model.view import View

if TYPE_CHECKING:  # importing ingest costs a command that adds nothing its readers
    from entramado.ingest import Input


def outdated(view: View, seen: Mapping[str, Input]) -> Iterator[Problem]:
    """A note on each known document (by id, with the input that holds it again) of which the manifest now says otherwise."""
    rows = {doc: entry for doc, entry in seen.items() if entry.row is not None}
    if not rows:
        return
    sources = {source.id: source for source in view.sources()}
    for doc, entry in rows.items():
        document = view.document(doc)
        if differ := list(_differences(entry, document, sources.get(document.source or ""))):
            said = ", ".join(differ)
            what = f"keeps what it came in with, but sources.csv now says {said}: to have that count, build a new case"
            if any(each.startswith("marking ") for each in differ):
                what += "; a marking is changed with `entramado mark`"
            yield Problem(entry.name, what, "manifest-changed", refused=False, doc=doc)


def stricter(view: View, seen: Mapping[str, Input]) -> Iterator[tuple[str, str, Input]]:
    """Known documents whose row now asks for more than they are marked: id, what both ask for, the input."""
    for doc, entry in seen.items():
        if entry.row is not None:
            document = view.document(doc)
            both = joined([document.marking, entry.row.marking])
            if both != document.marking:
                yield doc, both, entry


def _differences(entry: Input, document: Document, source: Source | None) -> Iterator[str]:
    """Cells that are given and differ; an empty cell says nothing."""
    row = entry.row
    assert row is not None
    cells = (
        ("source", " ".join((row.source or "").split()), source.name if source else None),
        ("title", row.title, document.title),
        ("published", row.published, document.published),
        ("reliability", row.reliability.replace("F", ""), source.reliability if source else None),
        ("credibility", row.credibility.replace("6", ""), document.credibility),
        ("marking", row.marking.replace("TLP:CLEAR", ""), document.marking),
    )
    for column, given, kept in cells:
        if given and given != kept:
            yield f"{column} {given} (the case: {kept or 'none'})"
