"""What `build` prints: progress while it reads, then what it made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from entramado.case.build import BuildReport
from entramado.case.case import CaseView
from entramado.cli.render import clean, counted, disagreements, problems, say
from entramado.cli.subjects import outline
from entramado.share.exhibit import Exhibits
from entramado.share.records import counts
from entramado.share.subjects import subjects

Advance = Callable[[int, int, str], None]
"""Called with documents done, documents in all, and the name of the one just read."""


@contextmanager
def progress(quiet: bool) -> Iterator[Advance]:
    """A bar on standard error, or nothing when ``quiet``."""
    if quiet:
        yield lambda _done, _total, _name: None
        return
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=clean(name))


def late(case: Path, number: int) -> None:
    """What to do about documents past their review date; nothing where there are none."""
    if number:
        from entramado.cli.rights import overdue_advice

        say(f"\n{overdue_advice(case, number)}")


def built(done: BuildReport, view: CaseView) -> None:
    """The map in short: documents, claims, entities by type, subjects, disagreements."""
    network = view.network()
    exhibits = Exhibits(view, network)
    say(
        f"[bold]{counted(len(done.added), 'document')} read[/bold], {done.known} already in the case, "
        f"{len(done.refused)} refused. The case holds {counted(len(exhibits.documents), 'document')} "
        f"and {counted(len(exhibits.claims), 'claim')}."
    )
    if done.refused or done.problems:
        problems([*done.refused, *done.problems])
    if not network.entities:
        say("Nothing is on the map yet: no document that was read names anyone or anything.")
        return
    say("On the map: " + ", ".join(counted(count, kind.lower()) for kind, count in counts(network).items()) + ".")
    outline(subjects(network, exhibits))
    say(f"\n[bold]{counted(len(network.disagreements), 'disagreement')}[/bold]")
    if network.disagreements:
        disagreements(network, network.disagreements, exhibits, indent=2)
