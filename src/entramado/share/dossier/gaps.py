"""What is not known of a person, as questions that someone could go and answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from entramado.model.network import Disagreement, Edge, Network
from entramado.share.dossier.differences import by_gravity, by_value, contested, named_by
from entramado.share.dossier.model import Section
from entramado.share.dossier.phrasing import event_name, listed, named, spell
from entramado.share.dossier.writer import Writer
from entramado.share.profile import Profile

_WEIGHTY: Final = {
    "leads": ("leads", "led"), "founded": ("founded", "founded"), "member_of": ("belongs to", "belonged to"),
    "reports_to": ("answers to", "answered to"), "launders_for": ("launders money for", "laundered money for"),
    "charge": ("is charged with", "was charged with"), "conviction": ("was convicted of", "was convicted of"),
}  # fmt: skip
"""What should not rest on one origin, and how a question names it, of the living and the dead."""
_SUPPOSED: Final = ("predicted", "hypothetical")
_FIRM: Final = ("stated", "reported")
FEW: Final = 3
"""Questions of one sort: the rest are in the sections."""


def gaps(writer: Writer, profile: Profile, *, dead: bool, suspected: bool) -> Section:
    """The gaps of a person's file, the most pressing first."""
    asked = questions(writer, profile, dead=dead, suspected=suspected)
    return Section(
        "gaps", "Gaps", tuple(writer.question(question.text, names=question.names) for question in asked),
        intro="Expected in a file like this one and not found in what this viewer may see.",
        none="Nothing that is expected is missing.",
    )  # fmt: skip


class Question(NamedTuple):
    """A gap in words, and the entities that it names."""

    text: str
    names: tuple[str, ...] = ()
    key: str = ""
    """A stable word for it, so that the page can ask it in another language."""
    values: tuple[str, ...] = ()
    """The names and values in its text, in their order."""


def questions(writer: Writer, profile: Profile, *, dead: bool, suspected: bool) -> list[Question]:
    """The questions, the most pressing first. Of one who is no suspect, convict or associate nothing is asked but who it is."""
    network = writer.network
    told = {e.predicate for e in (*profile.attributes, *profile.outward) if not e.negated and e.modality not in _SUPPOSED}
    kinds = {h.event.kind for h in profile.events if h.held}
    identity = list(_identity(told, profile))
    if not suspected:
        return identity
    return [
        *_standing(network, profile, told, kinds, dead=dead),
        *_charges(told, kinds, dead=dead),
        *_differences(writer, profile.entity.id, profile.disagreements),
        *identity,
        *_means(network, profile, told, dead=dead),
        *_thin(network, profile, dead=dead),
        *_undated(profile),
    ]


def _standing(network: Network, profile: Profile, told: set[str], kinds: set[str | None], *, dead: bool) -> Iterator[Question]:
    led = {
        e.object: named(network.entities[e.object])
        for e in profile.outward
        if e.predicate == "leads" and e.object and not e.negated
    }
    if dead:
        deaths = [e for h in profile.events if h.event.kind == "killing" for e in h.parts if e.object == profile.entity.id]
        if max((e.origins for e in deaths), default=0) < FEW:
            yield Question("Has the death been confirmed by an identification of the body, and by whom?", key="death")
        heirs = [e for e in profile.inward if e.predicate == "successor_of" and not e.negated]
        if led and not heirs:
            headless = tuple(led.values())
            yield Question(f"Who heads {listed(headless, FEW)} now? No successor is named.", tuple(led), "heads", headless)
        elif heirs and all(e.modality != "stated" for e in heirs):
            names = [named(network.entities[e.subject]) for e in heirs]
            verb = "is" if len(names) == 1 else "are"
            yield Question(
                f"Who took over? {listed(names, FEW)} {verb} named, and no source states it as done.",
                tuple(e.subject for e in heirs), "took_over", tuple(names),
            )  # fmt: skip
        return
    if not {"located_in", "based_in"} & told:
        yield Question("Where is the subject now? No source gives a place of stay.", key="whereabouts")
    if not kinds & {"arrest", "sentencing", "extradition"}:
        yield Question("Is the subject free or in custody? No arrest is in the sources.", key="custody")


def _charges(told: set[str], kinds: set[str | None], *, dead: bool) -> Iterator[Question]:
    accused = "charge" in told or "charge" in kinds
    convicted = {"conviction", "sentence"} & told or {"conviction", "sentencing"} & kinds
    if accused and not convicted:
        yield Question("What became of the charges? No conviction, acquittal or sentence is in the sources.", key="outcome")
    if not accused and not convicted:
        yield Question("Is the subject charged with anything, before which court? No charge is in the sources.", key="charged")
    if (accused or "reward" in told) and not dead:
        yield Question("Which arrest warrants are in force, and from which courts?", key="warrants")


def _identity(told: set[str], profile: Profile) -> Iterator[Question]:
    if not profile.entity.names:
        yield Question("Who is this? No source gives a name.", key="unnamed")
    elif profile.entity.collective:
        yield Question("Who are they? The sources speak of several people as one.", key="several")
    if "birth_date" not in told:
        aged = "age" in told
        yield Question(
            "When was the subject born?" + " The sources give an age alone." * aged, key="born_aged" if aged else "born"
        )
    if "national_of" not in told:
        yield Question("Which nationality or nationalities does the subject have?", key="nationality")
    if "identifier" not in told:
        yield Question("Which official identifiers (CURP, passport, identity card) belong to the subject?", key="identifiers")


def _differences(writer: Writer, subject: str, found: Sequence[Disagreement]) -> Iterator[Question]:
    hard = [d for d in by_gravity(found) if d.nature in ("denial", "contradiction")]
    for disagreement in hard[:FEW]:
        matter, names = contested(writer, subject, disagreement), tuple(named_by(writer, subject, disagreement))
        if disagreement.nature == "denial":
            text = f"Is it so that {matter}? Some sources say so, others deny it."
            yield Question(text, names, "denied", (disagreement.predicate,))
        else:
            values = list(by_value(writer, disagreement))
            text = f"Which is right: {listed(values, FEW, last='or')} ({matter})? The sources contradict each other."
            yield Question(text, names, "contradicted", (disagreement.predicate, *values))


def _means(network: Network, profile: Profile, told: set[str], *, dead: bool) -> Iterator[Question]:
    does, uses = ("did", "use") if dead else ("does", "use")
    owned = [e for e in profile.outward if e.predicate in ("owns", "uses") and e.object]
    kinds = {network.entities[e.object or ""].kind for e in owned}
    if not owned and not {"pays", "launders_for"} & told:
        yield Question(f"Which accounts, companies and property {does} the subject hold, and in whose name?", key="means")
    if "phone" not in kinds:
        yield Question(f"Which telephones, online accounts and go-betweens {does} the subject {uses}?", key="phones")
    if "leads" in told and not any(e.predicate == "reports_to" and not e.negated for e in profile.inward):
        yield Question(f"Who {'answered' if dead else 'answers'} to the subject directly?", key="reports")


def _thin(network: Network, profile: Profile, *, dead: bool) -> Iterator[Question]:
    edges = (*profile.outward, *profile.attributes)
    thin = [e for e in edges if e.predicate in _WEIGHTY and e.origins == 1 and not e.negated and e.modality in _FIRM]
    for edge in sorted(thin, key=_weight)[:FEW]:
        what = named(network.entities[edge.object]) if edge.object else edge.value or ""
        verb = _WEIGHTY[edge.predicate][dead]
        yield Question(
            f"Who can confirm that the subject {verb} {what}? One origin alone says so.",
            tuple(filter(None, [edge.object])), "thin", (edge.predicate, what),
        )  # fmt: skip


def _weight(edge: Edge) -> tuple[int, str, str]:
    return (list(_WEIGHTY).index(edge.predicate), edge.object or "", edge.value or "")


def _undated(profile: Profile) -> Iterator[Question]:
    undated = [h for h in profile.events if h.date is None and h.held]
    for happening in undated[:FEW]:
        what = event_name(happening.event, profile.entity.name)
        yield Question(f"When did this happen: {what}?", (happening.event.id,), "undated", (happening.event.name,))
    rough = [h for h in profile.events if h.date is not None and len(h.date) < len("2026-02-22") and h.held]
    for happening in rough[: max(FEW - len(undated), 0)]:
        yield Question(
            f"On which day of {spell(happening.date or '')} did this happen: {event_name(happening.event, profile.entity.name)}?",
            (happening.event.id,), "rough", (happening.date or "", happening.event.name),
        )  # fmt: skip
