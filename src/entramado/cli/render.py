"""How answers look in a terminal: plain lines, each with its source. Text from documents is printed without control codes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from entramado.model.claim import Problem
from entramado.model.network import Disagreement, Edge, Entity, Merge, Network
from entramado.model.view import Hit, View
from entramado.share.exhibit import Exhibit, Exhibits
from entramado.share.explain import Grounds
from entramado.share.profile import Profile
from entramado.share.review_queue import claimed, misread_about
from entramado.share.review_status import together
from entramado.share.timeline import Happening
from entramado.share.wording import described, phrase, side, spoken, topic, whereabouts

NARROW: Final = 96
"""Columns below which a table of documents no longer fits, and is printed as a list."""


class _Console(Console):
    """A console whose reader may leave early: `entramado show … | head` is no error."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


console = _Console(highlight=False, soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 160)

NATURES: Final = {
    "contradiction": "cannot all be true",
    "estimate": "differ but are compatible",
    "revision": "a later report changes an earlier one",
    "denial": "someone disputes it",
}


def clean(text: object) -> str:
    """Text of a document made fit for a terminal: one line, nothing invisible or reordering, no markup."""
    return escape("".join(c if c.isprintable() else " " for c in " ".join(str(text).split())))


def say(markup: str, indent: int = 0) -> None:
    """Print one line; where the terminal is too narrow for it, it goes on below, further in."""
    if console.soft_wrap:
        console.print(" " * indent + markup)
        return
    hang = indent + 2 * (indent > 0)
    lines = Text.from_markup(markup).wrap(console, max(console.width - hang, 20))
    for number, line in enumerate(lines):
        line.rstrip()
        console.print(" " * (hang if number else indent), line, sep="", end="\n", no_wrap=True, overflow="ignore", crop=False)


def _shorten(text: str, width: int = 220) -> str:
    return text if len(text) <= width else text[: width - 1].rsplit(" ", 1)[0] + "…"


def _belief(edge: Edge) -> str:
    marks = [f"belief {edge.belief:.2f}", counted(edge.origins, "origin")]
    if edge.modality not in ("stated", "reported"):
        marks.append(edge.modality)
    if edge.disputed:
        marks.append("[red]disputed[/red]")
    return ", ".join(marks)


def _reviewed(edge: Edge, exhibits: Exhibits) -> str:
    """Who has reviewed it, after a comma; nothing where only a machine has read it."""
    review = together(exhibits.of(claim).review for claim in edge.claims)
    return "" if review.level == "none" and not review.author else f", {clean(review.words())}"


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 origin", "3 origins"."""
    irregular = {"entity": "entities", "activity": "activities"}
    return f"{count} {noun if count == 1 else irregular.get(noun, noun + 's')}"


def _said(network: Network, edge: Edge, other: bool = False) -> str:
    """The edge in words, seen from its subject or (``other``) from its object."""
    words = phrase(edge.predicate, other, edge.negated, edge.former)
    if edge.predicate == "occurred":
        return words
    far = network.entities[edge.subject if other else edge.object or ""].name if edge.object else None
    value = spoken(edge.value or "", edge.figure)
    return f"{words} [bold]{clean(far or value)}[/bold]"


def _sources(exhibits: Sequence[Exhibit], quotes: bool, indent: int) -> None:
    """One line a source of what was just printed; with ``quotes``, the sentence under it."""
    seen: set[str] = set()
    for exhibit in exhibits:
        line = clean(exhibit.citation())
        if line not in seen or quotes:
            say(f"[dim]{line}[/dim]", indent)
        seen.add(line)
        if quotes:
            say(clean(exhibit.quoted()), indent + 2)


def heading(entity: Entity) -> str:
    return f"[bold]{clean(entity.name)}[/bold]  {described(entity)}"


def profile(network: Network, found: Profile, exhibits: Exhibits, quotes: bool) -> None:
    entity = found.entity
    say(heading(entity))
    others = [n for n in entity.names if n != entity.name]
    if others:
        say("also: " + "; ".join(clean(n) for n in others))
    files = sorted(exhibits.documents[doc].name for doc in entity.documents if doc in exhibits.documents)
    known = clean(whereabouts(entity))
    say(f"[dim]{entity.id} · {known + ' · ' if known else ''}in {counted(len(files), 'document')}: {_listed(files)}[/dim]")
    links = [(edge, False) for edge in found.outward] + [(edge, True) for edge in found.inward]
    for title, edges in (
        ("What is said", [(edge, False) for edge in found.attributes]),
        ("Parts" if entity.type == "Event" else "Links", links),
    ):
        if edges:
            say(f"\n[bold underline]{title}[/bold underline]")
        for edge, other in edges:
            say(f"{_said(network, edge, other)}  [dim]({_belief(edge)}{_reviewed(edge, exhibits)})[/dim]", 2)
            _sources(exhibits.all(edge.claims), quotes, 6)
    if found.events:
        say("\n[bold underline]Events[/bold underline]")
        for happening in found.events:
            _event(network, happening, exhibits, entity.id, quotes)
    if found.disagreements:
        say("\n[bold underline]The sources disagree[/bold underline]")
        disagreements(network, found.disagreements, exhibits, indent=2)
    misread(network, misread_about(network, exhibits, [entity]))
    if not (found.attributes or links or found.events):
        say("\nNo claim says anything of it beyond the mention. `entramado search` finds the sentences.")


def _listed(files: Sequence[str], most: int = 12) -> str:
    more = f" and {len(files) - most} more" if len(files) > most else ""
    return clean(", ".join(files[:most])) + more


def _event(network: Network, happening: Happening, exhibits: Exhibits, about: str | None, quotes: bool) -> None:
    role = ", ".join(sorted({p.predicate for p in happening.parts if about in (p.object, p.subject) and p.object}))
    unsure = "" if happening.held else "  [yellow](not said to have happened)[/yellow]"
    title = f"[bold]{clean(happening.event.name)}[/bold]" + (f" as {role}" if role and about else "")
    say(f"{happening.date or 'undated':10}  {title}{unsure}", 2)
    cited = exhibits.all(sorted({claim for part in happening.parts for claim in part.claims}))
    numbers = {line: number for number, line in enumerate(dict.fromkeys(exhibit.citation() for exhibit in cited), 1)}
    for part in happening.parts:
        told = part.predicate == "occurred" or part.predicate == "date" and part.value == happening.date
        if not told and (about is None or part.object != about):
            by = sorted({numbers[exhibit.citation()] for exhibit in exhibits.all(part.claims)})
            notes = "".join(rf"\[{number}]" for number in by)
            say(f"{_said(network, part)}  [dim]({_belief(part)}{_reviewed(part, exhibits)}) {notes}[/dim]", 6)
    for line, number in numbers.items():
        say(rf"[dim]\[{number}] {clean(line)}[/dim]", 6)
        if quotes:
            for quote in dict.fromkeys(exhibit.quoted() for exhibit in cited if exhibit.citation() == line):
                say(clean(quote), 10)


def between(network: Network, exhibits: Exhibits, one: Entity, two: Entity, found: Sequence[Grounds]) -> None:
    say(f"{heading(one)}  —  {heading(two)}")
    if not found:
        say("\nNo claim on this map ties them directly, and no event has both. `entramado show` lists what each is tied to.")
    for ground in found:
        said = ground.edge
        subject = network.entities[said.subject].name
        say(f"\n{clean(subject)} {_said(network, said)}  [dim]({_belief(said)})[/dim]")
        for exhibit in ground.exhibits:
            say(clean(exhibit.quoted(400)), 2)
            flags = [exhibit.claim.modality] + ["denied"] * exhibit.claim.negated
            flags.append(clean(exhibit.review.words()))
            read = ", ".join(f"{by} p={p:.2f}" for by, p in exhibit.readings)
            where = f"{clean(exhibit.place)}; {', '.join(flags)}; read by {clean(read)}; {exhibit.claim.id}"
            say(f"[dim]{clean(exhibit.citation())}, {where}[/dim]", 5)
        for disagreement in ground.disagreements:
            say(f"[red]{disagreement.nature}[/red]: {clean(disagreement.about)}", 2)
    misread(network, misread_about(network, exhibits, [one, two]))


def misread(network: Network, found: Sequence[Exhibit]) -> None:
    """What persons found misread: shown with who did, and left out of everything else."""
    if found:
        say("\n[bold underline]Found misread, and left out of the map[/bold underline]")
    for exhibit in found:
        say(f"{clean(claimed(network, exhibit))}: {clean(exhibit.review.words())}  [dim]{exhibit.claim.id}[/dim]", 2)
        say(f"{clean(exhibit.quoted())} [dim]{clean(exhibit.citation())}[/dim]", 6)


def merges(network: Network, entity: Entity, found: Sequence[Merge], view: View) -> None:
    say(heading(entity))
    referents = {r.id: r for r in view.referents() if r.id in set(entity.referents)}
    files = {document.id: document.name for document in view.documents()}

    def named(referent: str) -> str:
        found = referents[referent]
        return clean(f"{found.name or 'unnamed'} ({files.get(found.doc, found.doc)})")

    say(f"{counted(len(referents), 'referent')} taken as one:" if len(referents) > 1 else "One referent; nothing was joined:")
    for referent in referents.values():
        say(f"{named(referent.id)}  [dim]{referent.id}[/dim]", 2)
    reasons: dict[tuple[str, float, str], list[Merge]] = {}
    for merge in found:
        reasons.setdefault((merge.why, merge.score, merge.by), []).append(merge)
    for (why, score, by), joined in reasons.items():
        say(f"\n{clean(why)}  [dim]({score:.2f}, by {clean(by)})[/dim]")
        for merge in joined:
            say(f"{named(merge.a)} = {named(merge.b)}", 2)


def hits(query: str, entities: Sequence[Entity], found: Sequence[Hit], files: Mapping[str, str]) -> None:
    for entity in entities:
        say(f"{heading(entity)}  [dim]{entity.id}, {counted(len(entity.documents), 'document')}[/dim]")
    if entities and found:
        say("")
    for hit in found:
        say(f"{clean(files[hit.doc])} [dim]{hit.start}–{hit.end}[/dim]")
        say(_shorten(clean(hit.snippet), 400), 2)
    if not entities and not found:
        say(f"Nothing holds {clean(query)!r}. Try fewer words, or another spelling.")


def disagreements(network: Network, found: Sequence[Disagreement], exhibits: Exhibits, indent: int = 0) -> None:
    if not found:
        say("The sources do not disagree on anything that was asked for.", indent)
    for disagreement in found:
        subject = network.entities[disagreement.subject]
        say(
            f"[bold]{clean(subject.name)}[/bold], {topic(disagreement.predicate)}: "
            f"[red]{disagreement.nature}[/red] [dim]({NATURES[disagreement.nature]})[/dim]",
            indent,
        )
        for exhibit in exhibits.all(disagreement.claims):
            claim = exhibit.claim
            far = network.entities[network.entity_of[claim.object]].name if claim.object else None
            says = side(claim.predicate, far or str(claim.value), claim.negated, claim.figure)
            say(f"{clean(says)}  [dim]{clean(exhibit.citation())}[/dim]", indent + 4)
            say(clean(exhibit.quoted()), indent + 6)


def timeline(network: Network, found: Sequence[Happening], exhibits: Exhibits, about: Entity | None = None) -> None:
    if not found:
        say(f"No event on this map has {clean(about.name)} in it." if about else "No events on this map yet.")
    for happening in found:
        _event(network, happening, exhibits, None, False)


def documents(found: Sequence[Mapping[str, Any]]) -> None:
    if not found:
        say("The case holds no documents yet. Add some with `entramado build`.")
    elif console.width < NARROW:
        for each in found:
            say(f"[bold]{clean(each['file'])}[/bold]")
            dated = f"{each['published']} (from {each['published_from']})" if each["published"] else "undated"
            who = each["source"] or "source not given"
            say(clean(", ".join((who, dated, each["grade"], counted(each["claims"], "claim"), each["marking"]))), 2)
    else:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in ("file", "source", "published", "from", "grade", "claims", "marking"):
            wide = column in {"file", "source", "marking"}
            table.add_column(column, justify="right" if column == "claims" else "left", overflow="fold", no_wrap=not wide)
        for each in found:
            table.add_row(
                clean(each["file"]), clean(each["source"] or "not given"), each["published"] or "undated", each["published_from"],
                each["grade"], str(each["claims"]), each["marking"],
            )  # fmt: skip
        console.print(table)


def problems(found: Sequence[Problem]) -> None:
    for problem in found:
        label = "[red]refused[/red]" if problem.refused else "[yellow]noted[/yellow]"
        say(f"{label} {clean(problem.where)}: {clean(problem.what)} [dim]({problem.code})[/dim]")
    if not found:
        say("Nothing was refused, and nothing was read with doubts.")
