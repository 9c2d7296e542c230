"""Commands that add to a case: what is put in, what a person corrects."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entramado.cli.app import CASE, DONE, JSON, REFUSED, app, open_case, print_json, remind
from entramado.model.errors import UsageError

if TYPE_CHECKING:
    from entramado.case.build import BuildReport
    from entramado.case.case import CaseView
    from entramado.model.claim import Judgement

BY = click.option("--by", metavar="NAME", default="owner", show_default=True, help="Who says so; kept for the audit trail.")
MARKING = click.option("--marking", help="Who may see that it was said; by default those who may see all that the two stand on.")
AS = click.option("--as", "viewer", metavar="VIEWER", default="owner", show_default=True, help="Whose names are meant.")


@app.command()
@CASE
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--knowledge", type=click.Path(path_type=Path), help="A reference table of your own; its rows overrule ours.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that read; by default as many as pay off.")
@BY
@JSON
def build(case: Path, inputs: tuple[Path, ...], knowledge: Path | None, workers: int | None, by: str, as_json: bool) -> None:
    """Read INPUTS (folders, files, zip, mbox …) into the case. Again reads only what is new."""
    from entramado.cli import report

    for path in inputs:
        if not path.exists():
            raise UsageError(f"There is nothing at {path}. Give folders or files that exist.")
    with open_case(case, create=True, knowledge=knowledge) as book:
        with report.progress(as_json or not sys.stderr.isatty()) as advance:
            done = book.build(inputs, advance, workers=workers, by=by)
        view = book.view(reason="what the build made", through="build")
        if as_json:
            print_json(_built(done, view))
        else:
            report.built(done, view)
            report.late(case, sum(kept.overdue(datetime.now(UTC).date()) for kept in book.retention()))
    sys.exit(REFUSED if done.refused else DONE)


def _built(done: BuildReport, view: CaseView) -> dict[str, object]:
    from entramado.share import records
    from entramado.share.exhibit import Exhibits
    from entramado.share.subjects import subjects

    network = view.network()
    exhibits = Exhibits(view, network)
    return {
        "added": list(done.added),
        "known": done.known,
        "refused": [records.problem(p) for p in done.refused],
        "noted": [records.problem(p) for p in done.problems],
        "documents": len(exhibits.documents),
        "claims": len(exhibits.claims),
        "entities": records.counts(network),
        "subjects": records.subjects(subjects(network, exhibits)),
        "disagreements": [records.disagreement(network, d, exhibits) for d in network.disagreements],
    }


@app.command()
@CASE
@click.option("--text", help="The note; without it the note is read from standard input.")
@click.option(
    "--claim", "claims", multiple=True, nargs=3, metavar="SUBJECT PREDICATE OBJECT",
    help="What the note claims, by hand; may be repeated. A new entity is named with its type: Person:Ana.",
)  # fmt: skip
@click.option("--reliability", default="F", show_default=True, help="Admiralty grade of the analyst as a source, A to F.")
@click.option("--marking", help="Handling of the note; by default that of what it names.")
@BY
@AS
@JSON
def note(
    case: Path, text: str | None, claims: tuple[tuple[str, str, str], ...], reliability: str, marking: str | None, by: str,
    viewer: str, as_json: bool,
) -> None:  # fmt: skip
    """Add a claim or a link by hand. The note is a document like any other; without --claim its text is read by the rules."""
    with open_case(case) as book:
        words = text if text is not None else sys.stdin.read()
        kept = book.note(words, claims, by=by, reliability=reliability, marking=marking, viewer=viewer)
        made = list(book.view(reason="what was noted", through="note").claims(kept.id))
        if as_json:
            print_json({"document": kept.id, "name": kept.name, "claims": [claim.id for claim in made]})
        else:
            click.echo(f"Kept {kept.name!r} with {len(made)} claim{'s' * (len(made) != 1)}.")


@app.command()
@CASE
@click.argument("name")
@click.argument("other")
@click.option("--why", required=True, help="The reason, in words.")
@MARKING
@BY
@AS
@JSON
def merge(case: Path, name: str, other: str, why: str, marking: str | None, by: str, viewer: str, as_json: bool) -> None:
    """Say that NAME and OTHER are one. `entramado undo` takes it back."""
    with open_case(case) as book:
        made = book.merge(name, other, why, by=by, marking=marking, viewer=viewer)
        _judged(case, made, f"{name} and {other} are now one entity", as_json)


@app.command()
@CASE
@click.argument("name")
@click.argument("other")
@click.option("--why", required=True, help="The reason, in words.")
@MARKING
@BY
@AS
@JSON
def different(case: Path, name: str, other: str, why: str, marking: str | None, by: str, viewer: str, as_json: bool) -> None:
    """Say that NAME and OTHER are two: entities, or the names or referent ids that `explain` lists."""
    with open_case(case) as book:
        made = book.different(name, other, why, by=by, marking=marking, viewer=viewer)
        _judged(case, made, f"{name} and {other} are now kept apart", as_json)


@app.command()
@CASE
@click.argument("name")
@click.argument("other")
@click.option("--why", required=True, help="The reason, in words.")
@MARKING
@BY
@AS
@JSON
def unsure(case: Path, name: str, other: str, why: str, marking: str | None, by: str, viewer: str, as_json: bool) -> None:
    """Say that it cannot be told whether NAME and OTHER are one: `entramado proposals` lists them apart from then on."""
    with open_case(case) as book:
        made = book.unsure(name, other, why, by=by, marking=marking, viewer=viewer)
        _judged(case, made, f"it is kept that {name} and {other} cannot be told", as_json)


def _judged(case: Path, made: Sequence[Judgement], said: str, as_json: bool) -> None:
    if as_json:
        parts = ("id", "a", "b", "verdict", "why", "by", "marking")
        print_json([{part: getattr(judgement, part) for part in parts} for judgement in made])
    else:
        click.echo(f"{said}. Undo with: entramado undo {case} {made[0].id}")


@app.command()
@CASE
@click.argument("judgement", required=False)
@BY
@JSON
def undo(case: Path, judgement: str | None, by: str, as_json: bool) -> None:
    """Take back a merge or a `different`: the one with that id, or the latest."""
    with open_case(case) as book:
        undone = list(book.undo(judgement, by=by))
        if as_json:
            print_json({"undone": undone})
        else:
            click.echo(f"Undone: {', '.join(undone)}.")


@app.command()
@CASE
@click.argument("claim")
@click.option("--why", required=True, help="The reason, in words.")
@BY
@JSON
def retract(case: Path, claim: str, why: str, by: str, as_json: bool) -> None:
    """End a claim by its id (`show --json` and `explain --json` give it). It is kept, as of before."""
    with open_case(case) as book:
        recipients = book.retract(claim, why, by=by)
        if as_json:
            print_json({"retracted": claim, "recipients": recipients})
        else:
            click.echo(f"Retracted {claim}.")
            remind(case, recipients)
