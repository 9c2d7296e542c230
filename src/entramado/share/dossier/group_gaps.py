"""What is not known of a group, as questions that someone could go and answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from entramado.model.network import Edge
from entramado.share.dossier.differences import by_gravity, by_value, contested, named_by
from entramado.share.dossier.gaps import FEW, Question
from entramado.share.dossier.model import Section
from entramado.share.dossier.people import People
from entramado.share.dossier.phrasing import listed, named, spell, value
from entramado.share.dossier.resilience import successors
from entramado.share.dossier.writer import Writer
from entramado.share.profile import Profile

_WEIGHTY: Final = {
    "size": "how many members it has", "controls": "that it controls {}", "engages_in": "that it engages in {}",
    "traffics": "that it traffics in {}", "produces": "that it produces {}", "based_in": "that it is based in {}",
    "allied_with": "that it is allied with {}", "rival_of": "that it is a rival of {}",
}  # fmt: skip
"""What should not rest on one origin, and how a question names it."""
_SUPPOSED: Final = ("predicted", "hypothetical")


def gaps(writer: Writer, found: Profile, who: People) -> Section:
    """The gaps of a group's assessment, the most pressing first."""
    return Section(
        "gaps", "Gaps", tuple(writer.question(q.text, names=q.names) for q in questions(writer, found, who)),
        intro="Expected in an assessment like this one and not found in what this viewer may see.",
        none="Nothing that is expected is missing.",
    )  # fmt: skip


def questions(writer: Writer, found: Profile, who: People) -> list[Question]:
    """The questions, the most pressing first."""
    told = {e.predicate for e in (*found.attributes, *found.outward) if _held(e)}
    of_it = {e.predicate for e in found.inward if _held(e)}
    return [
        *_lead(writer, who),
        *_disputed(writer, found),
        *_structure(told, of_it),
        *_business(told),
        *_money(writer, found, told, of_it),
        *_thin(writer, found),
        *_relations(told, of_it),
        *_since(writer, found),
    ]


def _lead(writer: Writer, who: People) -> Iterator[Question]:
    leaders = who.having("leader")
    heirs = [e for e in successors(writer, who) if not e.negated]
    if not leaders:
        yield Question("Who leads it? No source names a leader.", key="leader")
    elif all(each.gone is not None or each.membership.former for each in leaders):
        if not heirs:
            names = listed(sorted({named(each.person) for each in leaders}), FEW)
            yield Question(
                f"Who leads it now? {names} {'is' if len(leaders) == 1 else 'are'} said to be gone, and no successor is named.",
                tuple(each.person.id for each in leaders), "leads_now", tuple(sorted({named(each.person) for each in leaders})),
            )  # fmt: skip
        elif all(e.modality != "stated" for e in heirs):
            named_heirs = sorted({named(writer.network.entities[e.subject]) for e in heirs})
            verb = "is" if len(heirs) == 1 else "are"
            yield Question(
                f"Who took over? {listed(named_heirs, FEW)} {verb} named, and no source states it as done.",
                tuple(e.subject for e in heirs), "took_over", tuple(named_heirs),
            )  # fmt: skip
    elif not heirs:
        yield Question("Who would take over? No source names a successor.", key="successor")
    if not who.having("launderer"):
        yield Question("Who handles its money? No source names anybody who launders for it.", key="launderer")
    if leaders and not any(n.membership.role == "member" for n in who.named):
        yield Question("Who are its commanders below the lead, and for which region is each?", key="commanders")


def _disputed(writer: Writer, found: Profile) -> Iterator[Question]:
    hard = [d for d in by_gravity(found.disagreements) if d.nature in ("contradiction", "denial")]
    for each in hard[:FEW]:
        matter, names = contested(writer, found.entity.id, each), tuple(named_by(writer, found.entity.id, each))
        if each.nature == "denial":
            text = f"Is it so that {matter}? Some sources say so, others deny it."
            yield Question(text, names, "denied", (each.predicate,))
        else:
            text = f"Which is right: {matter}? The sources contradict each other."
            yield Question(text, names, "contradicted", (each.predicate, *by_value(writer, each)))


def _structure(told: set[str], of_it: set[str]) -> Iterator[Question]:
    if "size" not in told:
        yield Question("How many members does it have? No source gives a figure.", key="size")
    if "part_of" not in of_it:
        yield Question("Which cells, wings or regional commands does it have, and who heads each?", key="cells")
    if "founding_year" not in told and "founded" not in of_it:
        yield Question("When and by whom was it founded?", key="founding")


def _business(told: set[str]) -> Iterator[Question]:
    if not {"engages_in", "traffics", "produces"} & told:
        yield Question("What does it live on? No source names a line of business.", key="business")
    if "produces" in told and "sources_from" not in told:
        yield Question("Where do its precursors and supplies come from, and who sells them?", key="supply")
    if {"produces", "traffics"} & told and "ships_to" not in told:
        yield Question("To which markets does it ship, by which routes and carriers?", key="markets")
    if not {"based_in", "operates_in", "controls"} & told:
        yield Question("Where is it present? No source names a place.", key="presence")


def _money(writer: Writer, found: Profile, told: set[str], of_it: set[str]) -> Iterator[Question]:
    kinds = {writer.network.entities[e.object or ""].kind for e in found.outward if e.predicate in ("owns", "uses") and _held(e)}
    if not kinds & {"company", "account", "wallet", "property"}:
        yield Question("Which companies, accounts and properties serve it, and in whose names?", key="property")
    if not {"pays", "launders_for"} & (told | of_it) and not any(h.event.kind == "payment" for h in found.events):
        yield Question("How does its money move? No payment to it or by it is in the sources.", key="money")
    if "pays" not in told:
        yield Question("Whom does it pay, officials among them? No source says.", key="bribes")


def _thin(writer: Writer, found: Profile) -> Iterator[Question]:
    edges = [e for e in (*found.attributes, *found.outward) if e.predicate in _WEIGHTY and _held(e) and e.origins == 1]
    for edge in sorted(edges, key=lambda e: (list(_WEIGHTY).index(e.predicate), e.object or "", e.value or ""))[:FEW]:
        what = named(writer.network.entities[edge.object]) if edge.object else value(edge, writer.claims(edge))
        before, _, after = _WEIGHTY[edge.predicate].partition("{}")
        yield Question(
            f"Who can confirm {before}{what if '{}' in _WEIGHTY[edge.predicate] else ''}{after}? One origin alone says so.",
            tuple(filter(None, [edge.object])), "thin", (edge.predicate, what),
        )  # fmt: skip


def _relations(told: set[str], of_it: set[str]) -> Iterator[Question]:
    if not {"allied_with", "rival_of"} & (told | of_it):
        yield Question("With which groups is it allied, and with which at war?", key="alliances")


def _since(writer: Writer, found: Profile) -> Iterator[Question]:
    dates = [writer.exhibits.documents[d].published for d in found.entity.documents if d in writer.exhibits.documents]
    known = max((str(date) for date in dates if date is not None), default=None)
    if known:
        yield Question(
            f"What has changed since {spell(known)}, when the latest document that names it was published?", (), "since", (known,)
        )


def _held(edge: Edge) -> bool:
    return not edge.negated and not edge.former and edge.modality not in _SUPPOSED
