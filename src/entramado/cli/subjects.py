"""`entramado subjects`: who a case is about, in a stated order, each entry with what it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from entramado.cli.app import app, open_view, print_json, reading

if TYPE_CHECKING:
    from entramado.share.exhibit import Exhibits
    from entramado.share.subjects import Subject, Subjects

ORDERS: Final = ("origins", "claims", "reviewed", "ties", "reward", "latest", "name")
"""Those of `share.subjects.CRITERIA`, here so that help need not load the map."""
FIRST: Final = 10
"""Entries of a ranked list that are shown without --all."""
NAMED: Final = 40
"""Names of a list apart that are shown without --all."""


@app.command()
@reading
@click.option("--sort", "criterion", type=click.Choice(ORDERS), default="origins", show_default=True, help="Order of the lists.")
@click.option("--all", "everyone", is_flag=True, help="Every entry, and why each person apart is listed where he is.")
def subjects(case: Path, viewer: str, as_json: bool, criterion: str, everyone: bool) -> None:
    """The case's criminal groups, and persons suspected, convicted or associated, in a stated order; others apart, unranked."""
    from entramado.share import records
    from entramado.share.exhibit import Exhibits
    from entramado.share.subjects import subjects as sort

    with open_view(case, viewer) as view:
        network = view.network()
        exhibits = Exhibits(view, network)
        found = sort(network, exhibits, criterion)
        if as_json:
            print_json(records.subjects(found, exhibits))
        else:
            write(found, exhibits, everyone=everyone)


def write(found: Subjects, exhibits: Exhibits, *, everyone: bool) -> None:
    """The lists in full: ranked entries with their evidence, the others by name."""
    from entramado.cli.render import say
    from entramado.share.subjects import CRITERIA, LISTS

    say(f"Order: {CRITERIA[found.criterion].words} (--sort {found.criterion}). No list is a score of guilt or danger.")
    empty = True
    for title, ranked, entries in found.lists():
        if not entries:
            continue
        empty = False
        say(f"\n[bold underline]{title}[/bold underline]  [dim]{len(entries)}[/dim]")
        say(f"[dim]{LISTS[title]}[/dim]")
        if ranked:
            for each in entries if everyone else entries[:FIRST]:
                _entry(each, exhibits)
            if len(entries) > FIRST and not everyone:
                say(f"… and {len(entries) - FIRST} more: --all shows them.", 2)
        elif everyone:
            for each in entries:
                _apart(each, exhibits)
        else:
            _names(entries)
    if empty:
        say("No criminal group and no person is on this map yet.")


def outline(found: Subjects) -> None:
    """The lists in short, for the end of a build: ranked names with their category, counts of the others."""
    from entramado.cli.render import clean, counted, say
    from entramado.share.subjects import CRITERIA

    for title, ranked, entries in found.lists():
        if not entries:
            continue
        if not ranked:
            say(f"\n[bold]{title}, by name, not ranked[/bold]")
            _names(entries)
            continue
        say(f"\n[bold]{title}: {CRITERIA[found.criterion].words}[/bold]")
        for each in entries[:FIRST]:
            word = f"{each.category.word}, " if each.category and each.category.word else ""
            ended = ", said to be dead" if each.dead else ""
            note = f"{word}{counted(each.evidence.origins, 'independent origin')}, {_reviewed(each)}{ended}"
            say(f"{clean(each.entity.name)}  [dim]{note}[/dim]", 2)
        if len(entries) > FIRST:
            say(f"… and {len(entries) - FIRST} more: `entramado subjects CASE --all`", 2)


def _entry(found: Subject, exhibits: Exhibits) -> None:
    from entramado.cli.render import clean, say

    say("")
    say(f"[bold]{clean(found.entity.name)}[/bold]  [dim]{found.entity.id}[/dim]", 2)
    if found.category:
        say(clean(found.category.words()), 4)
        _quotes(found.category.ground.claims, exhibits)
    for said in found.besides():
        say(clean(said), 4)
    members = found.members
    if members and members.named:
        named = f"{members.named} person{'s' * (members.named != 1)} named as belonging to it"
        say(f"members: {named}, {members.reviewed} reviewed by a person, {members.assessed} assessed by two", 4)
    place = found.position
    ties = ", ".join(f"{clean(label)} {count}" for label, count in place.ties.items())
    neighbours = f"{place.neighbours} neighbour{'s' * (place.neighbours != 1)}"
    say(f"network: {neighbours}{f' ({ties})' if ties else ''}; in {place.events} event{'s' * (place.events != 1)}", 4)
    say(f"evidence: {_evidence(found)}", 4)
    if found.gaps:
        say(f"missing: {', '.join(found.gaps)}", 4)


def _evidence(found: Subject) -> str:
    from entramado.cli.render import counted

    counts = found.evidence
    grades = ", ".join(f"{grade} {number}" for grade, number in counts.grades.items())
    disputed = f"{counts.disputed} disputed" if counts.disputed else "none disputed"
    latest = f"; latest {found.latest}" if found.latest else ""
    return (
        f"{counted(counts.claims, 'claim')} from {counted(counts.origins, 'independent origin')}; grades {grades}; "
        f"{_reviewed(found)}; {disputed}{latest}"
    )


def _reviewed(found: Subject) -> str:
    counts = found.evidence
    if not counts.reviewed:
        return "no claim reviewed by a person"
    return f"{counts.reviewed} of {counts.claims} claims reviewed by a person, {counts.assessed} by two"


def _apart(found: Subject, exhibits: Exhibits) -> None:
    from entramado.cli.render import clean, say

    say(f"[bold]{clean(found.entity.name)}[/bold]  [dim]{found.entity.id}[/dim]", 2)
    if found.category and found.category.word:
        say(clean(found.category.words()), 4)
        _quotes(found.category.ground.claims, exhibits)
    for said in found.besides():
        say(clean(said), 4)


def _quotes(claims: Sequence[str], exhibits: Exhibits, most: int = 1) -> None:
    from entramado.cli.render import clean, counted, say

    opened = exhibits.all(claims)
    for exhibit in opened[:most]:
        quote = " ".join(exhibit.quote.split())
        say(f"“{clean(quote[:200] + '…' * (len(quote) > 200))}”", 6)
        say(f"[dim]{clean(exhibit.citation())}; {exhibit.claim.id}[/dim]", 6)
    if len(opened) > most:
        say(f"[dim]and {counted(len(opened) - most, 'more claim')}[/dim]", 6)


def _names(entries: Sequence[Subject]) -> None:
    from entramado.cli.render import clean, say

    more = f" and {len(entries) - NAMED} more (--all)" if len(entries) > NAMED else ""
    say("; ".join(clean(each.entity.name) for each in entries[:NAMED]) + more, 2)
