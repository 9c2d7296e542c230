"""Everything that a viewer can get out of a case, as text, by what was asked: equal cases give equal answers, byte for byte."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from entramado.case.case import Case, CaseView
from entramado.knowledge import load
from entramado.model.claim import Claim, Document, Judgement, Mention, Problem, Reading, Referent, Source
from entramado.model.errors import EntramadoError, NotFound
from entramado.model.network import Network
from entramado.model.view import Hit, View, Viewer
from entramado.resolve.proposals import proposals
from entramado.share import records
from entramado.share.dossier.compose import dossier
from entramado.share.dossier.handling import Asked
from entramado.share.dossier.record import record_bytes
from entramado.share.dossier.webpage import webpage
from entramado.share.exhibit import Exhibits
from entramado.share.explain import between, merges_of
from entramado.share.exports import EXPORTERS
from entramado.share.find import candidates, find
from entramado.share.package.contents import contents
from entramado.share.package.encoding import write as written
from entramado.share.package.model import Header, Sender
from entramado.share.page import write_page
from entramado.share.profile import profile
from entramado.share.subjects import subjects
from entramado.share.timeline import happenings

Answers = dict[str, str]


@dataclass(frozen=True)
class Questions:
    """What is asked of both cases: ids and names of the fuller one, whether or not they may be known, and words."""

    documents: Sequence[str] = ()
    claims: Sequence[str] = ()
    names: Sequence[str] = ()
    searches: Sequence[tuple[str, int]] = ()
    """Words, and how many sentences are wanted."""
    papers: bool = False
    """Whether to make what takes longer: the page, the dossiers and a package for the viewer."""


class Remembered:
    """A view read once: what is computed from it asks many times for the same."""

    def __init__(self, view: View) -> None:
        self.viewer = view.viewer
        self.as_of = view.as_of
        self._view = view
        self._kept: dict[object, list[Any]] = {}

    def _all(self, key: object, rows: Callable[[], Iterator[Any]]) -> Iterator[Any]:
        if key not in self._kept:
            self._kept[key] = list(rows())
        return iter(self._kept[key])

    def sources(self) -> Iterator[Source]:
        return self._all("sources", self._view.sources)

    def documents(self) -> Iterator[Document]:
        return self._all("documents", self._view.documents)

    def document(self, doc: str) -> Document:
        found = next((document for document in self.documents() if document.id == doc), None)
        if found is None:
            raise NotFound(f"no document {doc}")
        return found

    def referents(self) -> Iterator[Referent]:
        return self._all("referents", self._view.referents)

    def mentions(self, doc: str | None = None) -> Iterator[Mention]:
        return self._all(("mentions", doc), lambda: self._view.mentions(doc))

    def claims(self, doc: str | None = None) -> Iterator[Claim]:
        return self._all(("claims", doc), lambda: self._view.claims(doc))

    def claim(self, claim: str) -> Claim:
        return self._view.claim(claim)

    def readings(self) -> Iterator[Reading]:
        return self._all("readings", self._view.readings)

    def judgements(self) -> Iterator[Judgement]:
        return self._all("judgements", self._view.judgements)

    def problems(self) -> Iterator[Problem]:
        return self._all("problems", self._view.problems)

    def search(self, query: str, limit: int = 20) -> Sequence[Hit]:
        return self._view.search(query, limit)


ROWS = ("sources", "documents", "referents", "mentions", "claims", "readings", "judgements", "problems")


def answers(case: Case, viewer: Viewer, asked: Questions, as_of: int | None = None) -> Answers:
    """What ``viewer`` is told, now or as of a moment of his."""
    found: Answers = {}
    fresh = case.view(viewer, as_of, reason="to compare")
    view = Remembered(fresh)
    found["as of"] = str(view.as_of)
    for kind in ROWS:
        found[kind] = _text(list(getattr(view, kind)()))
    found["claim ids"] = _text([claim.id for claim in view.claims()])
    if as_of is None:
        _of_rows(found, fresh, asked)
        _of_map(found, view, _network(view), asked)
    return found


def _network(view: View) -> Network:
    from entramado.fuse import network

    return network(view, load(None))


def _of_rows(found: Answers, view: CaseView, asked: Questions) -> None:
    """By id, whether it is there, hidden or was never; and by words."""
    for doc in asked.documents:
        for ask in (view.document, view.original, view.claims, view.mentions):
            found[f"{ask.__name__} {doc}"] = _told(ask, doc)
    for claim in asked.claims:
        found[f"claim {claim}"] = _told(view.claim, claim)
    for query, limit in asked.searches:
        found[f"search {query} {limit}"] = _text(list(view.search(query, limit)))


def _of_map(found: Answers, view: View, network: Network, asked: Questions) -> None:
    """What the map says, in every form that leaves the program."""
    exhibits = Exhibits(view, network)
    found["entities"] = _text([records.entity(entity) for entity in network.entities.values()])
    found["entity of"] = _text(dict(network.entity_of))
    found["edges"] = _text([records.edge(network, edge, exhibits) for edge in network.edges])
    found["counts"] = _text(records.counts(network))
    found["merges"] = _text([records.merge(merge) for merge in network.merges])
    found["proposals"] = _text(list(proposals(view, network, load(None))))
    found["origins"] = _text([dict(network.origin_of), dict(network.belief_of)])
    found["disagreements"] = _text([records.disagreement(network, d, exhibits) for d in network.disagreements])
    found["timeline"] = _text([records.happening(network, h, exhibits) for h in happenings(network)])
    found["subjects"] = _text(records.subjects(subjects(network, exhibits), exhibits))
    entities = list(network.entities.values())
    for entity in entities[:4]:
        found[f"profile {entity.id}"] = _text(records.profile(network, profile(network, entity), exhibits))
        found[f"why {entity.id}"] = _text([records.merge(merge) for merge in merges_of(network, entity)])
        grounds = between(network, exhibits, entities[0], entity)
        found[f"path to {entity.id}"] = _text([records.grounds(network, ground) for ground in grounds])
    for name in asked.names:
        found[f"find {name}"] = _told(lambda name: records.entity(find(network, name)), name)
        found[f"whole {name}"] = _told(lambda name: records.entity(find(network, name, whole=True)), name)
        found[f"candidates {name}"] = _text([entity.id for entity in candidates(network, name)])
    for form, export in EXPORTERS.items():
        out = io.StringIO()
        export(view, network, out)
        found[form] = out.getvalue()
    if asked.papers:
        _papers(found, view, network)


def _papers(found: Answers, view: View, network: Network) -> None:
    """The page, a dossier of each kind, and what would be packed for this viewer."""
    out = io.StringIO()
    write_page(view, network, out, "case")
    found["page"] = out.getvalue()
    entities = sorted(network.entities.values(), key=lambda e: (e.type, e.id))
    for sort in dict.fromkeys(entity.type for entity in entities):
        subject = next(entity for entity in entities if entity.type == sort)
        made = _tried(lambda subject: dossier(view, network, subject, Asked("a test", "rule 1", "ana", "2026-03-01")), subject)
        if isinstance(made, str):
            found[f"dossier of {sort}"] = made
        else:
            found[f"dossier of {sort}"] = record_bytes(made).decode() + webpage(made)
    packed = _tried(lambda subjects: contents(view, network, subjects, _header(view.viewer)), None)
    found["package"] = packed if isinstance(packed, str) else written(packed, {})[1].decode()


def _header(viewer: Viewer) -> Header:
    return Header(Sender("Example Unit", "USA", "ed25519:AAAA"), viewer, 1, None, "2026-03-01T00:00:00Z", "a test", "rule 1")


def _tried(ask: Callable[[Any], Any], what: Any) -> Any:
    """The answer, or the words in which it is refused."""
    try:
        return ask(what)
    except EntramadoError as error:
        return f"{type(error).__name__}: {error}"


def _told(ask: Callable[[str], Any], what: str) -> str:
    found = _tried(lambda what: list(ask(what)) if ask.__name__ in ("claims", "mentions") else ask(what), what)
    return found if isinstance(found, str) else _text(found)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=repr)


def differences(here: Answers, there: Answers) -> list[str]:
    """What was answered differently, each with the place where it begins to differ."""
    found = []
    for asked in sorted({*here, *there}):
        one, two = here.get(asked, "nothing"), there.get(asked, "nothing")
        if one != two:
            at = next((i for i, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two)))
            start = max(0, at - 60)
            found.append(f"{asked}:\n  with it    …{one[start : at + 120]}\n  without it …{two[start : at + 120]}")
    return found
