"""Commands on who may see what: viewers, markings, consents, settings of the case."""

from __future__ import annotations

import re
from pathlib import Path

import click

from entramado.cli.app import CASE, JSON, app, open_case, print_json, remind
from entramado.model.errors import UsageError
from entramado.model.view import Viewer

BY = click.option("--by", metavar="NAME", default="owner", show_default=True, help="Who acts; kept for the audit trail.")
WHY = click.option("--why", required=True, help="The reason, in words.")


@app.command()
@CASE
@click.option("--add", metavar="NAME", help="Keep a viewer of this name; one who is kept already is replaced.")
@click.option("--clearance", default="TLP:CLEAR", show_default=True, help="The highest TLP level the viewer may see.")
@click.option("--country", help="ISO 3166 code of three letters, for REL TO and NOFORN.")
@click.option("--organisation", help="Where the viewer works.")
@click.option("--caveat", "caveats", multiple=True, help="CUI, SP-…, FED ONLY, H2, H3, UK:C …; may be repeated.")
@click.option("--purpose", "purposes", multiple=True, help="What the viewer may use things for; may be repeated.")
@click.option("--revoke", metavar="NAME", help="Keep this viewer no longer; what he has open answers nothing more.")
@BY
@JSON
def viewers(
    case: Path, add: str | None, clearance: str, country: str | None, organisation: str | None, caveats: tuple[str, ...],
    purposes: tuple[str, ...], revoke: str | None, by: str, as_json: bool,
) -> None:  # fmt: skip
    """Who may look at the case; --add keeps another, --revoke withdraws one."""
    with open_case(case) as book:
        if add and revoke:
            raise UsageError("add one viewer or withdraw one, not both at once")
        if add:
            book.add_viewer(Viewer(add, clearance, country_of(country), organisation, caveats, purposes), by=by)
        if revoke:
            book.revoke(revoke, by=by)
        listed = book.viewers()
        if as_json:
            print_json([_viewer(viewer) for viewer in listed])
            return
        for viewer in listed:
            parts = (viewer.name, viewer.clearance, viewer.country, *viewer.caveats, *viewer.purposes, viewer.organisation)
            click.echo("  ".join(filter(None, parts)))


def country_of(text: str | None) -> str | None:
    """A country code as given. Raises UsageError for what is none."""
    if text is not None and not re.fullmatch("[A-Z]{3}", text):
        raise UsageError(f"{text!r} is no country code: write three capitals of ISO 3166, as in MEX or USA")
    return text


def _viewer(viewer: Viewer) -> dict[str, object]:
    return {
        "name": viewer.name,
        "clearance": viewer.clearance,
        "country": viewer.country,
        "organisation": viewer.organisation,
        "caveats": list(viewer.caveats),
        "purposes": list(viewer.purposes),
    }


@app.command()
@CASE
@click.argument("key", metavar="ID")
@click.argument("marking")
@WHY
@BY
@JSON
def mark(case: Path, key: str, marking: str, why: str, by: str, as_json: bool) -> None:
    """Change the marking of a document, of a claim apart from its document, or of who a source is.

    ID is that of a claim (`explain --json`), or the id or name of a document or source.
    """
    with open_case(case) as book:
        done = book.mark(key, marking, why, by=by)
        if as_json:
            print_json({"kind": done.kind, "id": done.id, "before": done.before, "after": done.after})
        else:
            click.echo(f"{done.kind.capitalize()} {done.id}: {done.before} → {done.after}.")
            remind(case, len({each.recipient for each in book.recalls()}))


@app.command()
@CASE
@click.argument("key", metavar="ID", required=False)
@click.option("--to", "recipient", metavar="VIEWER", help="Whose having it is asked about.")
@click.option("--originator", help="Whose consent it is.")
@click.option("--state", type=click.Choice(["asked", "given", "refused"]), default="given", show_default=True)
@click.option("--why", help="What was asked or answered, in words.")
@BY
@JSON
def consent(
    case: Path, key: str | None, recipient: str | None, originator: str | None, state: str, why: str | None, by: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Record what an originator says to a recipient's having a document or claim; without ID list what was recorded."""
    with open_case(case) as book:
        if key is None:
            listed = book.consents(recipient)
        elif recipient and originator and why:
            listed = [book.consent(key, recipient, state, originator=originator, why=why, by=by)]  # type: ignore[arg-type]  # click's Choice
        else:
            raise UsageError("say to whose having it (--to), who answers (--originator) and what was said (--why)")
        if as_json:
            print_json([{name: getattr(c, name) for name in c.__slots__} for c in listed])
            return
        for each in listed:
            click.echo(
                f"{each.kind} {each.id}  to {each.recipient}: {each.state} by {each.originator}, {each.at[:10]}: {each.why}"
            )
        if not listed:
            click.echo("No consent was asked for yet.")
        elif key is not None:
            remind(case, len({each.recipient for each in book.recalls(recipient)}))


@app.command()
@CASE
@click.option("--organisation", help="Who keeps the case and signs what leaves it.")
@click.option("--country", help="Its country, ISO 3166 code of three letters.")
@click.option("--reasons/--no-reasons", default=None, help="Whether every read of a subject needs a reason, which is logged.")
@BY
@JSON
def settings(
    case: Path, organisation: str | None, country: str | None, reasons: bool | None, by: str, as_json: bool,
) -> None:  # fmt: skip
    """What holds for the whole case: who keeps it, whether reads need a reason."""
    with open_case(case) as book:
        wanted = {"organisation": organisation, "country": country_of(country)}
        values: dict[str, str | None] = {name: value for name, value in wanted.items() if value is not None}
        if reasons is not None:
            values["reasons"] = "yes" if reasons else None
        if values:
            book.change_settings(values, by=by)
        found = book.settings()
        if as_json:
            print_json(found)
        else:
            for name, value in found.items():
                click.echo(f"{name}: {value}")
            if not found:
                click.echo("Nothing is set.")
