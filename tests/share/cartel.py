"""A made-up cartel with everything that a network assessment speaks of, in two documents; all people in it are invented."""

from __future__ import annotations

from tests.memory import Case, knowledge

from entramado.fuse import network
from entramado.model.claim import Reading
from entramado.model.network import Entity, Network
from entramado.model.values import Figure
from entramado.model.view import View
from entramado.share.dossier.group import group
from entramado.share.dossier.handling import Asked
from entramado.share.dossier.model import Dossier

ASKED = Asked(purpose="a trial", legal_basis="Article 1", prepared_by="owner", prepared_on="2026-03-01")


class Cartel:
    """``people`` and the other names map to referents of the first document."""

    def __init__(self, name: str = "Mirador Cartel") -> None:
        self.case = Case()
        self.name = name
        self.doc = self.case.document("wire.txt", published="2026-02-23", source="Example Wire")
        self.other = self.case.document(
            "blog.txt", published="2026-02-25", source="Sample Blog", reliability="F", credibility="6"
        )
        self.group = self.case.referent(self.doc, "Organization", name, kind="criminal")
        self.same = self.case.referent(self.other, "Organization", name, kind="criminal")

    def person(self, name: str) -> str:
        return self.case.referent(self.doc, "Person", name)

    def organization(self, name: str, kind: str = "criminal") -> str:
        return self.case.referent(self.doc, "Organization", name, kind=kind)

    def place(self, name: str, kind: str = "locality") -> str:
        return self.case.referent(self.doc, "Place", name, kind=kind)

    def thing(self, sort: str, name: str, kind: str | None = None) -> str:
        return self.case.referent(self.doc, sort, name, kind=kind)

    def say(self, subject: str, predicate: str, target: str | None = None, **rest) -> str:
        return self.case.claim(self.doc, subject, predicate, target, **rest)

    def review(self, claim: str, by: str = "ana") -> None:
        self.case.readings.append(Reading(claim, f"person:{by}", 0.98))

    def made(self, shuffled: int | None = None) -> tuple[View, Network, Entity]:
        view = self.case.view(shuffled)
        found = network(view, knowledge())
        return view, found, found.entities[found.entity_of[self.group]]

    def dossier(self, shuffled: int | None = None) -> Dossier:
        view, found, entity = self.made(shuffled)
        return group(view, found, entity, ASKED)


def whole() -> Cartel:
    """Leaders dead and alive, a deputy, a launderer, cells, allies, money, places, violence, a denial."""
    made = Cartel()
    boss, heir, deputy = made.person("Nemesio Ficticio"), made.person("Ana Ejemplo"), made.person("Juan Inventado")
    banker, double = made.person("Carla Muestra"), made.person("Pedro Doble")
    made.say(boss, "leads", made.group)
    made.case.claim(made.other, made.case.referent(made.other, "Person", "Nemesio Ficticio"), "leads", made.same)
    made.say(boss, "founded", made.group)
    made.case.event(made.doc, "killing", date="2026-02-22", victim=boss)
    made.say(heir, "successor_of", boss, modality="reported", qualifiers={"candidate": True})
    made.say(deputy, "member_of", made.group, qualifiers={"role": "second-in-command"})
    made.say(deputy, "reports_to", boss)
    made.say(banker, "launders_for", made.group)
    made.say(double, "member_of", made.group)
    rival, cell = made.organization("Laguna Cartel"), made.organization("Los Ejemplos")
    made.say(double, "member_of", rival, qualifiers={"former": True})
    made.say(cell, "part_of", made.group)
    made.say(made.group, "rival_of", rival)
    made.say(made.group, "size", value="5000", figure=Figure(5000, None))
    made.say(made.group, "founding_year", value="2009")
    made.case.claim(made.other, made.same, "founding_year", value="2010")
    made.say(made.group, "designation", value="Foreign Terrorist Organization")
    made.say(made.group, "engages_in", made.thing("Activity", "fuel theft"))
    made.say(made.group, "traffics", made.thing("Substance", "fentanyl", "drug"), modality="alleged")
    made.say(made.group, "controls", made.place("Port Sample", "port"))
    made.say(made.group, "sources_from", made.place("Farland", "country"))
    made.say(made.group, "owns", made.organization("Muestra Trading", "company"))
    made.say(made.group, "based_in", made.place("Sampleton"), negated=True)
    ambush = made.case.event(made.doc, "attack", date="2025-06-01", place=made.place("Quarry Bend"), agent=made.group)
    made.say(ambush, "killed", value="4", figure=Figure.exact(4))
    made.case.event(made.doc, "arson", date="2025-07-01", agent=made.group)
    made.case.event(made.doc, "operation", date="2026-02-22", target=made.group, agent=made.organization("Army", "agency"))
    made.case.event(made.doc, "clash", date="2025-09-09", agent=made.group, target=rival)
    made.say(made.case.event(made.doc, "payment", date="2025-05-05", recipient=made.group), "amount", value="USD 240000")
    return made
