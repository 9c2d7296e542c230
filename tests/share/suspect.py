"""A made-up suspect with everything that a person's dossier speaks of, in four documents; all people in it are invented."""

from __future__ import annotations

from dataclasses import replace

from tests.memory import Case, MemoryView, knowledge

from entramado.fuse import network
from entramado.model.claim import Reading, Utterance
from entramado.model.network import Entity, Network
from entramado.model.values import Figure, PartialDate
from entramado.share.dossier.handling import Asked
from entramado.share.dossier.model import Dossier, Line, Section
from entramado.share.dossier.subject import subject

ASKED = Asked("a trial", "Article 1 of the Example Code", "ana", "2026-03-01")
NAME = "Juan Ficticio Ejemplo"


class File:
    """One person in any number of documents. ``who`` maps a document to its referent of that person."""

    def __init__(self, name: str = NAME) -> None:
        self.case = Case()
        self.name = name
        self.who: dict[str, str] = {}
        self.wire = self.document("wire.txt", published="2026-02-23", source="Example Wire")

    def document(self, name: str, *, marking: str = "TLP:CLEAR", **rest: str) -> str:
        doc = self.case.document(name, **rest)
        self.case.documents[doc] = replace(self.case.documents[doc], marking=marking)
        self.who[doc] = self.case.referent(doc, "Person", self.name)
        return doc

    def thing(self, sort: str, name: str, kind: str | None = None, doc: str | None = None) -> str:
        return self.case.referent(doc or self.wire, sort, name, kind=kind)

    def say(self, predicate: str, target: str | None = None, doc: str | None = None, **rest) -> str:
        """A claim about the subject."""
        doc = doc or self.wire
        return self.case.claim(doc, self.who[doc], predicate, target, **rest)

    def review(self, claim: str, by: str = "ana", p: float = 0.98) -> None:
        self.case.readings.append(Reading(claim, f"person:{by}", p))

    def made(self, without: frozenset[str] = frozenset(), shuffled: int | None = None) -> tuple[MemoryView, Network, Entity]:
        view = self.case.view(shuffled, without)
        found = network(view, knowledge())
        here = next(ref for doc, ref in self.who.items() if doc not in without)
        return view, found, found.entities[found.entity_of[here]]

    def dossier(self, asked: Asked = ASKED, without: frozenset[str] = frozenset(), shuffled: int | None = None) -> Dossier:
        return subject(*self.made(without, shuffled), asked)


def whole() -> File:
    """Leads a cartel, charged, wanted, killed; with kin, money, places, a meeting, disagreements and a denial."""
    made = File()
    blog = made.document("blog.txt", published="2026-02-25", source="Sample Blog", reliability="F", credibility="6")
    note = made.document("note.txt", marking="TLP:AMBER", published="2026-02-26", source="Example Institute", credibility="3")
    cartel = made.thing("Organization", "Mirador Cartel", "criminal")
    made.say("leads", cartel)
    made.say("leads", made.thing("Organization", "Mirador Cartel", "criminal", blog), doc=blog)
    made.say("founded", made.thing("Organization", "Mirador Cartel", "criminal", note), doc=note)
    made.say("alias", value="El Ficticio")
    made.say("age", value="59", figure=Figure.exact(59))
    made.say("age", value="61", figure=Figure.exact(61), doc=note)
    made.say("birth_date", value="1966-07-17", doc=note)
    made.say("former_occupation", value="police officer")
    made.say("charge", value="drug trafficking", qualifiers={"court": "Example District Court"})
    made.say("charge", value="murder", doc=blog, modality="alleged")
    made.say("reward", value="USD 15000000")
    made.say(
        "traffics",
        made.thing("Substance", "fentanyl", "drug"),
        modality="alleged",
        said_by=(Utterance("A former official", named=False),),
    )
    made.say("controls", made.thing("Place", "Quarry Bend", "locality"), valid_from=PartialDate(2019))
    made.say("owns", made.thing("Organization", "Muestra Trading", "company"))
    made.say("pays", made.thing("Person", "Pedro Doble"), negated=True, said_by=(Utterance("Pedro Doble"),))
    brother = made.thing("Person", "Rubén Ficticio")
    made.case.claim(made.wire, brother, "family_of", made.who[made.wire], qualifiers={"kin": "brother"})
    raid = made.case.event(
        made.wire, "operation", date="2026-02-22", place=made.thing("Place", "Sampleton", "locality"), target=made.who[made.wire],
        agent=made.thing("Organization", "Example Army", "agency"),
    )  # fmt: skip
    helper = made.thing("Place", "Farland", "country")
    made.case.claim(made.wire, raid, "support", helper, said_by=(Utterance("Ana Ejemplo"),))
    made.case.claim(made.wire, raid, "support", helper, negated=True, said_by=(Utterance("Carla Muestra"),))
    made.case.claim(made.wire, raid, "killed", value="4", figure=Figure.exact(4))
    made.case.claim(made.wire, raid, "killed", value="7", figure=Figure.exact(7), said_by=(Utterance("Example Army"),))
    made.case.event(made.wire, "killing", date="2026-02-22", victim=made.who[made.wire])
    made.case.event(
        made.wire, "meeting", date="2024-05-01", agent=made.who[made.wire], target=made.thing("Person", "Luisa Inventada")
    )
    made.case.event(made.wire, "attack", agent=made.who[made.wire])
    return made


def section(dossier: Dossier, key: str) -> Section:
    return next(part for part in dossier.sections if part.key == key)


def texts(dossier: Dossier, key: str) -> list[str]:
    return [line.text for line in section(dossier, key).lines]


def lines(dossier: Dossier) -> list[Line]:
    return [*dossier.answer, *(line for part in dossier.sections for line in part.lines)]


def under(found: tuple[Line, ...], head: str) -> list[Line]:
    """The lines that stand under a head."""
    chosen, inside = [], False
    for line in found:
        inside = line.head == head if line.head else inside
        if inside:
            chosen.append(line)
    return chosen
