"""Commands on time limits and rights: reviews of what is kept, purges, answers to who asks what is held on him."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from entramado.cli.app import CASE, JSON, app, open_case, print_json, remind
from entramado.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from entramado.case.case import Case
    from entramado.case.purging import Planned
    from entramado.store.retention import Kept

BY = click.option("--by", metavar="NAME", help="Who decides it, by name; asked for, and kept.")
WHY = click.option("--why", help="The reason, in words; asked for, and kept.")
_SOON: Final = timedelta(days=90)
"""How long before its review date a document counts as due soon."""


@app.command()
@CASE
@click.option("--due", metavar="DATE", help="Only documents to be reviewed by this day, YYYY-MM-DD.")
@click.option("--keep", multiple=True, metavar="DOCUMENT", help="Still needed: a document's id or file name; may be repeated.")
@click.option("--until", metavar="DATE", help="Until when it may be kept; at most five years from today.")
@BY
@WHY
@JSON
def retention(
    case: Path, due: str | None, keep: tuple[str, ...], until: str | None, by: str | None, why: str | None, as_json: bool,
) -> None:  # fmt: skip
    """By when each document must be reviewed, and what is overdue; --keep records a review.

    What nobody has said is still needed is seen by the owner alone after its review date.
    """
    with open_case(case) as book:
        if keep:
            if until is None or by is None or why is None:
                raise UsageError("a review says until when (--until DATE), who made it (--by NAME) and why (--why)")
            book.keep(keep, _day(until, "--until"), by=by, why=why)
        elif until is not None:
            raise UsageError("--until goes with --keep DOCUMENT")
        listed = book.retention(_day(due, "--due") if due else None)
        if as_json:
            print_json([_kept(each) for each in listed])
        else:
            _print_kept(case, listed)


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r} is no date: write YYYY-MM-DD") from None


def _state(kept: Kept) -> str:
    today = _today()
    return "overdue" if kept.overdue(today) else "due soon" if kept.review_by <= today + _SOON else "kept"


def _today() -> date:
    return datetime.now(UTC).date()


def _kept(kept: Kept) -> dict[str, object]:
    last = kept.last
    return {
        "document": kept.document,
        "name": kept.name,
        "review_by": kept.review_by.isoformat(),
        "state": _state(kept),
        "claims": kept.claims,
        "persons": kept.persons,
        "last_review": {"by": last.by, "why": last.why, "at": last.at} if last else None,
    }


def _print_kept(case: Path, listed: Sequence[Kept]) -> None:
    from entramado.cli.render import clean, counted, say

    for kept in listed:
        last = f"; kept by {clean(kept.last.by)} on {kept.last.at[:10]}: {clean(kept.last.why)}" if kept.last else ""
        stands = f"{counted(kept.claims, 'claim')}, {counted(kept.persons, 'person')}"
        say(f"{kept.review_by}  {_state(kept):<8}  {clean(kept.name)}  ({stands}{last})")
    late = [kept for kept in listed if _state(kept) == "overdue"]
    soon = sum(_state(kept) == "due soon" for kept in listed)
    say(f"{counted(len(listed), 'document')}, {len(late)} overdue, {soon} due within {_SOON.days} days.")
    if late:
        say(overdue_advice(case, len(late)))


def overdue_advice(case: Path, number: int) -> str:
    """What the owner is to do about documents past their review date."""
    from entramado.cli.render import clean, counted

    return (
        f"{counted(number, 'document')} past the review date, seen by the owner alone: keep what is still needed with "
        f"`entramado retention {clean(case)} --keep DOCUMENT --until DATE --by NAME --why TEXT`, and delete the rest with "
        f"`entramado purge {clean(case)} --overdue`."
    )


@app.command()
@CASE
@click.option("--document", "documents", multiple=True, metavar="DOCUMENT", help="A document's id or file name; may be repeated.")
@click.option("--claim", metavar="CLAIM", help="One claim by id.")
@click.option("--subject", metavar="NAME", help="All that stands on a person or a body.")
@click.option("--whole", is_flag=True, help="With --subject: documents that speak of others too go whole.")
@click.option("--overdue", is_flag=True, help="Every document past its review date.")
@click.option("--authority", metavar="TEXT", help="On what authority: an order, a law, a review; kept, so name nobody in it.")
@BY
@WHY
@click.option("--yes", is_flag=True, help="Do it without asking.")
@JSON
def purge(
    case: Path, documents: tuple[str, ...], claim: str | None, subject: str | None, whole: bool, overdue: bool,
    authority: str | None, by: str | None, why: str | None, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Delete for good, with all that stands on it; without --yes show what would go and ask.

    It cannot be undone. Older copies of the case lose the same when they are put in its place.
    """
    with open_case(case) as book:
        if not why and book.settings().get("reasons") == "yes":
            raise UsageError("this case keeps who looks and why: give the reason already to see what would go (--why)")
        planned = book.plan_purge(documents=documents, claim=claim, subject=subject, overdue=overdue, whole=whole, reason=why)
        if not yes:
            if as_json:
                print_json(_planned(planned) | {"purged": None})
                return
            _print_planned(planned)
        if authority is None or by is None or why is None:
            if yes:
                raise UsageError("a purge says on what authority (--authority), who decides it (--by NAME) and why (--why)")
            click.echo("Nothing was deleted. To delete it, give --authority, --by and --why.")
            return
        if not yes and not click.confirm("Delete this for good?", default=False):
            click.echo("Nothing was deleted.")
            return
        _carry_out(case, book, planned, authority, by, why, as_json=as_json)


def _carry_out(case: Path, book: Case, planned: Planned, authority: str, by: str, why: str, *, as_json: bool) -> None:
    done = book.purge(planned, authority=authority, by=by, why=why)
    if as_json:
        print_json(_planned(planned) | {"purged": done.id, "recipients": done.recipients, "clean": done.clean})
        return
    click.echo(f"Purged, as {done.id}: {_counts(done.rows)}.")
    if not done.clean:
        click.echo(
            "Old pages are left in the file or its log (another process reads, or the disk is full) until it is next opened."
        )
    remind(case, done.recipients)


def _planned(planned: Planned) -> dict[str, object]:
    return {
        "documents": [{"document": doc, "name": name} for doc, name in planned.documents],
        "written_over": [{"document": m.document, "name": m.name, "characters": m.characters} for m in planned.masked],
        "rows": dict(planned.rows),
        "holders": [{"recipient": h.recipient, "packages": h.packages, "claims": h.claims} for h in planned.holders],
        "notes": list(planned.notes),
    }


def _print_planned(planned: Planned) -> None:
    from entramado.cli.render import clean, counted, say

    say(f"Would go: {_counts(planned.rows) or 'no rows'}.")
    for _, name in planned.documents:
        say(f"whole: {clean(name)}", indent=2)
    for masked in planned.masked:
        say(f"written over: {counted(masked.characters, 'character')} of {clean(masked.name)}", indent=2)
    for note in planned.notes:
        say(clean(note), indent=2)
    for held in planned.holders:
        what = f"{counted(held.claims, 'claim')} in {counted(held.packages, 'package')}"
        say(f"held by {clean(held.recipient)}: {what}; a recall will tell them to delete it", indent=2)


_COUNTED: Final = {
    "document": "document", "claim": "claim", "referent": "referent", "mention": "mention", "judgement": "judgement",
    "problem": "problem", "source": "source", "tearline": "tearline",
}  # fmt: skip


def _counts(rows: object) -> str:
    from entramado.cli.render import counted

    found = dict(rows) if isinstance(rows, dict) else {}
    return ", ".join(counted(found[table], word) for table, word in _COUNTED.items() if found.get(table))


@app.command("subject-access")
@CASE
@click.argument("name")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The answer: a file .html or .json.")
@click.option("--worksheet", type=click.Path(path_type=Path), help="All that is held, for the officer alone: .html or .json.")
@click.option("--as", "viewer", metavar="VIEWER", help="Tell what this viewer may see; by default what everyone may.")
@click.option("--requester", metavar="TEXT", help="Who asks, and how it was checked; stands on the answer and is kept.")
@click.option("--recipients", is_flag=True, help="Tell to what kinds of bodies it was given.")
@click.option("--by", metavar="NAME", default="owner", show_default=True, help="Who answers; kept for the audit trail.")
@JSON
def subject_access(
    case: Path, name: str, output: Path, worksheet: Path | None, viewer: str | None, requester: str | None, recipients: bool,
    by: str, as_json: bool,
) -> None:  # fmt: skip
    """Answer a person who asks what is held on him or her, with what may be told; other people's names are masked.

    NAME is a whole name or an id. Whether nothing is held or nothing may be told, the answer reads the same.
    """
    from entramado.share.access import answer_html, answer_json, worksheet_html, worksheet_json

    for path in filter(None, (output, worksheet)):
        if path.suffix not in (".html", ".json"):
            raise UsageError(f"{path}: name a file that ends with .html or .json")
    if worksheet is not None and worksheet.resolve() == output.resolve():
        raise UsageError("the answer and the worksheet are two files: what may not be told must not travel with the answer")
    with open_case(case) as book:
        chosen = {} if viewer is None else {"viewer": viewer}
        if viewer is not None and viewer not in {kept.name for kept in book.viewers()}:
            click.echo(f"entramado: {viewer!r} is no viewer of this case: the answer tells what everyone may see", err=True)
        access = book.subject_access(name, requester=requester, recipients=recipients, by=by, **chosen)
        output.write_text((answer_html if output.suffix == ".html" else answer_json)(access.answer), "utf-8")
        if worksheet is not None:
            _write_private(worksheet, (worksheet_html if worksheet.suffix == ".html" else worksheet_json)(access.worksheet))
        told = len(access.answer.items)
        if as_json:
            print_json({"answer": str(output), "lines": told, "worksheet": str(worksheet) if worksheet else None})
            return
        lines = f"{output}: {told} line{'s' * (told != 1)}."
        click.echo(f"{lines} Read it before it goes: a person whom no rule recognised is not masked.")
        if worksheet is not None:
            sheet = access.worksheet
            click.echo(f"{worksheet}: {len(sheet.rows)} claims held, {sheet.withheld} not in the answer. It stays here.")


def _write_private(path: Path, text: str) -> None:
    """For the eyes of who runs the command alone."""
    import os

    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
