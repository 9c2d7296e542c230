"""A small map made by hand: two documents, a person, a group, a place, a killing, and one disagreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from entramado.model.claim import (
    Claim,
    Document,
    Judgement,
    Mention,
    Problem,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    Utterance,
    content_id,
)  # fmt: skip
from entramado.model.errors import NotFound
from entramado.model.network import Disagreement, Edge, Entity, Merge, Network
from entramado.model.values import Figure, PartialDate
from entramado.model.view import Hit, Viewer


@dataclass
class ListView:
    """A view over plain lists."""

    document_list: list[Document] = field(default_factory=list)
    source_list: list[Source] = field(default_factory=list)
    referent_list: list[Referent] = field(default_factory=list)
    claim_list: list[Claim] = field(default_factory=list)
    reading_list: list[Reading] = field(default_factory=list)
    viewer: Viewer = field(default_factory=lambda: Viewer("owner", owner=True))
    as_of: int = 1

    def sources(self) -> Iterator[Source]:
        return iter(self.source_list)

    def documents(self) -> Iterator[Document]:
        return iter(self.document_list)

    def document(self, doc: str) -> Document:
        for each in self.document_list:
            if each.id == doc:
                return each
        raise NotFound(doc)

    def referents(self) -> Iterator[Referent]:
        return iter(self.referent_list)

    def mentions(self, doc: str | None = None) -> Iterator[Mention]:
        return iter(())

    def claims(self, doc: str | None = None) -> Iterator[Claim]:
        return iter(self.claim_list)

    def claim(self, claim: str) -> Claim:
        for each in self.claim_list:
            if each.id == claim:
                return each
        raise NotFound(claim)

    def readings(self) -> Iterator[Reading]:
        return iter(self.reading_list)

    def judgements(self) -> Iterator[Judgement]:
        return iter(())

    def problems(self) -> Iterator[Problem]:
        return iter(())

    def search(self, query: str, limit: int = 20) -> Sequence[Hit]:
        return []


@dataclass
class Map:
    view: ListView
    network: Network
    person: Entity
    group: Entity
    place: Entity
    killing: Entity
    official: Entity


HOSTILE = "</script><script>alert(1)</script>\u202egnp.exe"


@pytest.fixture
def small_map() -> Map:
    texts = {
        "wire.txt": "Max Mustermann, 50, leads the Example Cartel. He was killed in Sampleton, a police spokesman said.",
        "page.html": f"Max Mustermann, 51, led the Example Cartel {HOSTILE}. Governor Erika Musterfrau said five were killed.",
    }
    view = ListView()
    view.source_list = [Source("s1", "Wire Service", "media", reliability="B"), Source("s2", "=cmd Blog", reliability="F")]
    docs = {}
    for (name, text), source in zip(texts.items(), view.source_list, strict=True):
        document = Document(
            content_id("d", name), name, "0" * 64, text, (Region(0, len(text)),), source=source.id,
            published=PartialDate(2026, 3, 2), published_from="manifest", credibility="2" if source.id == "s1" else "6",
        )  # fmt: skip
        docs[name] = document
        view.document_list.append(document)
    wire, page = docs["wire.txt"], docs["page.html"]

    def referent(document: Document, sort: str, kind: str | None, name: str, anchor: int) -> Referent:
        made = Referent(document.id, sort, kind, name, anchor)
        view.referent_list.append(made)
        return made

    who1, who2 = referent(wire, "Person", None, "Max Mustermann", 0), referent(page, "Person", None, "Max Mustermann", 0)
    cartel1 = referent(wire, "Organization", "criminal", "Example Cartel", 30)
    cartel2 = referent(page, "Organization", "criminal", "Example Cartel", 28)
    town = referent(wire, "Place", "locality", "Sampleton", 64)
    death = referent(wire, "Event", "killing", "killing of Max Mustermann, 2026-03-01", 53)
    governor = referent(page, "Person", None, "Erika Musterfrau", 90)
    state = referent(page, "Place", "admin1", "Example State", 91)
    first, second = (Span(0, 45),), (Span(46, len(wire.text)),)
    whole = (Span(0, len(page.text)),)
    police = (Utterance("a police spokesman", None, "said", named=False),)
    claims = {
        "leads1": Claim(wire.id, who1.id, "leads", cartel1.id, spans=first, credibility="2"),
        "leads2": Claim(page.id, who2.id, "leads", cartel2.id, spans=whole),
        "age1": Claim(wire.id, who1.id, "age", value="50", figure=Figure.exact(50), spans=first),
        "age2": Claim(page.id, who2.id, "age", value="51", figure=Figure.exact(51), spans=whole),
        "victim": Claim(wire.id, death.id, "victim", who1.id, spans=second, said_by=police, modality="reported"),
        "date": Claim(wire.id, death.id, "date", value="2026-03-01", spans=second, said_by=police),
        "where": Claim(wire.id, death.id, "place", town.id, spans=second, said_by=police),
        "killed": Claim(page.id, death.id, "killed", value="5", figure=Figure(5, None), spans=whole),
        "post": Claim(page.id, governor.id, "holds_post", state.id, qualifiers={"role": "Governor"}, spans=whole),
    }
    view.claim_list = list(claims.values())
    view.reading_list = [Reading(c.id, "rules@1:test", 0.9) for c in view.claim_list]

    def entity(sort: str, kind: str | None, *referents: Referent, lat: float | None = None) -> Entity:
        names = tuple(sorted({r.name for r in referents if r.name}))
        found = tuple(sorted({r.doc for r in referents}))
        ids = tuple(sorted(r.id for r in referents))
        return Entity(content_id("e", ids[0]), sort, kind, names[0], names, ids, found, lat=lat, lon=lat)

    person, group = entity("Person", None, who1, who2), entity("Organization", "criminal", cartel1, cartel2)
    place, killing = entity("Place", "locality", town, lat=20.5), entity("Event", "killing", death)
    official, land = entity("Person", None, governor), entity("Place", "admin1", state)
    entities = {e.id: e for e in (person, group, place, killing, official, land)}
    entity_of = {r: e.id for e in entities.values() for r in e.referents}

    def says(*names: str) -> Edge:
        first = claims[names[0]]
        return Edge(
            entity_of[first.subject], first.predicate, entity_of[first.object] if first.object else None, first.value,
            first.figure, tuple(claims[n].id for n in names), len(names), 0.8, first.modality,
            documents=tuple(sorted({claims[n].doc for n in names})),
        )  # fmt: skip

    told = (("leads1", "leads2"), ("age1",), ("age2",), ("victim",), ("date",), ("where",), ("killed",), ("post",))
    edges = tuple(says(*names) for names in told)
    ages = (claims["age1"].id, claims["age2"].id)
    network = Network(
        entities, edges, (Disagreement("x1", "estimate", person.id, "age", ages, "50 or 51"),),
        (Merge(who1.id, who2.id, 0.97, "same full name, both tied to Example Cartel", "resolver@1"),),
        entity_of, {c.id: c.doc for c in view.claim_list}, {c.id: 0.8 for c in view.claim_list},
    )  # fmt: skip
    return Map(view, network, person, group, place, killing, official)
