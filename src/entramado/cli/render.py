"""How answers look in a terminal: plain lines, each with its source. Text from documents is printed without control codes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from entramado.model.claim import Problem
from entramado.model.network import Assertion, Disagreement, Entity, Merge, Network
from entramado.model.view import Hit, View
from entramado.share.exhibit import Exhibit, Exhibits
from entramado.share.explain import Grounds
from entramado.share.profile import Profile
from entramado.share.subjects import Subject, Subjects
from entramado.share.timeline import Happening
from entramado.share.wording import phrase, spoken

console = Console(highlight=False, soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 160)

NATURES: Final = {
    "contradiction": "cannot all be true",
    "estimate": "differ but are compatible",
    "revision": "a later report changes an earlier one",
    "denial": "someone disputes it",
}


def clean(text: object) -> str:
    """Text of a document made fit for a terminal: one line, nothing invisible or reordering, no markup."""
    return escape("".join(c if c.isprintable() else " " for c in " ".join(str(text).split())))


def _shorten(text: str, width: int = 220) -> str:
    return text if len(text) <= width else text[: width - 1].rsplit(" ", 1)[0] + "…"


def _belief(assertion: Assertion) -> str:
    origins = "1 origin" if assertion.origins == 1 else f"{assertion.origins} origins"
    marks = [f"belief {assertion.belief:.2f}", origins]
    if assertion.modality not in ("stated", "reported"):
        marks.append(assertion.modality)
    if assertion.disputed:
        marks.append("[red]disputed[/red]")
    return ", ".join(marks)


def _said(network: Network, assertion: Assertion, other: bool = False) -> str:
    """The assertion in words, seen from its subject or (``other``) from its object."""
    far = network.entities[assertion.subject if other else assertion.object or ""].name if assertion.object else None
    value = spoken(assertion.value or "", assertion.figure)
    words = phrase(assertion.predicate, other, assertion.negated, assertion.former)
    return f"{words} [bold]{clean(far or value)}[/bold]"


def _sources(exhibits: Sequence[Exhibit], quotes: bool, indent: str) -> None:
    """One line a source of what was just printed; with ``quotes``, the sentence under it."""
    seen: set[str] = set()
    for exhibit in exhibits:
        line = clean(exhibit.citation())
        if line not in seen or quotes:
            console.print(f"{indent}[dim]{line}[/dim]")
        seen.add(line)
        if quotes:
            console.print(f"{indent}  “{_shorten(clean(exhibit.quote))}”")


def heading(entity: Entity) -> str:
    kind = f"{entity.kind} " if entity.kind and entity.type != "Event" else ""
    return f"[bold]{clean(entity.name)}[/bold]  {kind}{entity.type.lower()}"


def profile(network: Network, found: Profile, exhibits: Exhibits, quotes: bool) -> None:
    entity = found.entity
    console.print(heading(entity))
    others = [n for n in entity.names if n != entity.name]
    if others:
        console.print("also: " + "; ".join(clean(n) for n in others))
    files = sorted(exhibits.documents[doc].name for doc in entity.documents if doc in exhibits.documents)
    console.print(f"[dim]{entity.id} · in {len(files)} document{'s' * (len(files) != 1)}: {clean(', '.join(files[:12]))}[/dim]")
    for title, assertions, other in (
        ("What is said", found.attributes, False),
        ("Links", found.outward, False),
        ("", found.inward, True),
    ):
        if assertions and title:
            console.print(f"\n[bold underline]{title}[/bold underline]")
        for assertion in assertions:
            console.print(f"  {_said(network, assertion, other)}  [dim]({_belief(assertion)})[/dim]")
            _sources(exhibits.all(assertion.claims), quotes, "      ")
    if found.events:
        console.print("\n[bold underline]Events[/bold underline]")
        for happening in found.events:
            _event(network, happening, exhibits, entity.id, quotes)
    if found.disagreements:
        console.print("\n[bold underline]The sources disagree[/bold underline]")
        disagreements(network, found.disagreements, exhibits, indent="  ")
    if not (found.attributes or found.outward or found.inward or found.events):
        console.print("\nNo claim says anything of it beyond the mention. `entramado search` finds the sentences.")


def _event(network: Network, happening: Happening, exhibits: Exhibits, about: str | None, quotes: bool) -> None:
    role = ", ".join(sorted({p.predicate for p in happening.parts if about in (p.object, p.subject) and p.object}))
    unsure = "" if happening.held else "  [yellow](not said to have happened)[/yellow]"
    title = f"[bold]{clean(happening.event.name)}[/bold]" + (f" as {role}" if role and about else "")
    console.print(f"  {happening.date or 'undated':10}  {title}{unsure}")
    cited = exhibits.all(sorted({claim for part in happening.parts for claim in part.claims}))
    numbers = {line: number for number, line in enumerate(dict.fromkeys(exhibit.citation() for exhibit in cited), 1)}
    for part in happening.parts:
        told = part.predicate == "occurred" or part.predicate == "date" and part.value == happening.date
        if not told and (about is None or part.object != about):
            by = sorted({numbers[exhibit.citation()] for exhibit in exhibits.all(part.claims)})
            notes = "".join(rf"\[{number}]" for number in by)
            console.print(f"      {_said(network, part)}  [dim]({_belief(part)}) {notes}[/dim]")
    for line, number in numbers.items():
        console.print(rf"      [dim]\[{number}] {clean(line)}[/dim]")
        if quotes:
            for quote in dict.fromkeys(exhibit.quote for exhibit in cited if exhibit.citation() == line):
                console.print(f"          “{_shorten(clean(quote))}”")


def between(network: Network, one: Entity, two: Entity, found: Sequence[Grounds]) -> None:
    console.print(f"{heading(one)}  —  {heading(two)}")
    if not found:
        console.print(
            "\nNo claim on this map ties them directly, and no event has both. `entramado show` lists what each is tied to."
        )
    for ground in found:
        said = ground.assertion
        subject = network.entities[said.subject].name
        console.print(f"\n{clean(subject)} {_said(network, said)}  [dim]({_belief(said)})[/dim]")
        for exhibit in ground.exhibits:
            console.print(f"  “{_shorten(clean(exhibit.quote), 400)}”")
            flags = [exhibit.claim.modality] + ["denied"] * exhibit.claim.negated
            read = ", ".join(f"{by} p={p:.2f}" for by, p in exhibit.readings)
            where = f"characters {exhibit.start} to {exhibit.end}; {', '.join(flags)}; read by {clean(read)}"
            console.print(f"     [dim]{clean(exhibit.citation())}, {where}[/dim]")
        for disagreement in ground.disagreements:
            console.print(f"  [red]{disagreement.nature}[/red]: {clean(disagreement.about)}")


def merges(network: Network, entity: Entity, found: Sequence[Merge], view: View) -> None:
    console.print(heading(entity))
    referents = {r.id: r for r in view.referents() if r.id in set(entity.referents)}
    files = {document.id: document.name for document in view.documents()}

    def named(referent: str) -> str:
        found = referents[referent]
        return clean(f"{found.name or 'unnamed'} ({files.get(found.doc, found.doc)})")

    console.print(f"{len(referents)} referent{'s' * (len(referents) != 1)} taken as one:")
    for referent in referents.values():
        console.print(f"  {named(referent.id)}  [dim]{referent.id}[/dim]")
    for merge in found:
        console.print(
            f"  {named(merge.a)} = {named(merge.b)}: {clean(merge.why)}  [dim]({merge.score:.2f}, by {clean(merge.by)})[/dim]"
        )


def hits(query: str, entities: Sequence[Entity], found: Sequence[Hit], files: Mapping[str, str]) -> None:
    for entity in entities:
        console.print(f"{heading(entity)}  [dim]{entity.id}, {len(entity.documents)} documents[/dim]")
    if entities and found:
        console.print()
    for hit in found:
        console.print(f"{clean(files[hit.doc])} [dim]{hit.start}–{hit.end}[/dim]\n  {_shorten(clean(hit.snippet), 400)}")
    if not entities and not found:
        console.print(f"Nothing holds {clean(query)!r}. Try fewer words, or another spelling.")


def subjects(found: Subjects) -> None:
    def listed(title: str, each: Sequence[Subject], ranked: bool) -> None:
        if not each:
            return
        console.print(f"\n[bold]{title}[/bold]")
        for subject in each:
            origins = f"{subject.origins} independent origin{'s' * (subject.origins != 1)}"
            note = f"{subject.standing}, {origins}" if ranked else subject.standing
            console.print(f"  {clean(subject.entity.name)}  [dim]{note}[/dim]")

    listed("Criminal groups, by independent origins", found.groups, True)
    listed("Persons tied to them or accused, by independent origins", found.persons, True)
    listed("Officials (not ranked)", found.officials, False)
    listed("Journalists (not ranked)", found.journalists, False)
    listed("Others named (not ranked)", found.others, False)


def disagreements(network: Network, found: Sequence[Disagreement], exhibits: Exhibits, indent: str = "") -> None:
    if not found:
        console.print("The sources do not disagree on anything this map holds.")
    for disagreement in found:
        subject = network.entities[disagreement.subject]
        console.print(
            f"{indent}[bold]{clean(subject.name)}[/bold], {phrase(disagreement.predicate)}: "
            f"[red]{disagreement.nature}[/red] [dim]({NATURES[disagreement.nature]})[/dim]"
        )
        for exhibit in exhibits.all(disagreement.claims):
            claim = exhibit.claim
            far = network.entities[network.entity_of[claim.object]].name if claim.object else None
            says = far or spoken(str(claim.value), claim.figure)
            console.print(f"{indent}    {'not ' * claim.negated}{clean(says)}  [dim]{clean(exhibit.citation())}[/dim]")
            console.print(f"{indent}      “{_shorten(clean(exhibit.quote))}”")


def timeline(network: Network, found: Sequence[Happening], exhibits: Exhibits) -> None:
    if not found:
        console.print("No events on this map yet.")
    for happening in found:
        _event(network, happening, exhibits, None, False)


def documents(found: Sequence[Mapping[str, Any]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("file", "source", "published", "from", "grade", "claims", "marking"):
        table.add_column(column, justify="right" if column == "claims" else "left", overflow="fold")
    for each in found:
        table.add_row(
            clean(each["file"]), clean(each["source"] or "not given"), each["published"] or "undated", each["published_from"],
            each["grade"], str(each["claims"]), each["marking"],
        )  # fmt: skip
    console.print(table if found else "The case holds no documents yet. Add some with `entramado build`.")


def problems(found: Sequence[Problem]) -> None:
    for problem in found:
        label = "[red]refused[/red]" if problem.refused else "[yellow]noted[/yellow]"
        console.print(f"{label} {clean(problem.where)}: {clean(problem.what)} [dim]({problem.code})[/dim]")
    if not found:
        console.print("Nothing was refused.")
