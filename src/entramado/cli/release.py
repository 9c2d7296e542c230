"""Commands for what leaves a case: claims written for release, packages, the log of what went, recalls."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entramado.cli.app import CASE, JSON, REASON, app, given_reason, open_case, print_json
from entramado.model.errors import UsageError

if TYPE_CHECKING:
    from entramado.case.preview import Preview
    from entramado.case.release import Released
    from entramado.share.package.keys import SigningKey

BY = click.option("--by", metavar="NAME", default="owner", show_default=True, help="Who acts; kept for the audit trail.")
KEY = click.option(
    "--key", metavar="FILE", type=click.Path(path_type=Path),
    help="The signing key; by default ENTRAMADO_KEY, or the one in your configuration folder.",
)  # fmt: skip
AGE = click.option("--encrypt-to", "age", metavar="KEY", multiple=True, help="An age recipient (age1…); the file ends in .age.")


@app.command()
@CASE
@click.option("--to", required=True, metavar="VIEWER", help="Who gets it: a viewer of the case.")
@click.option("--subject", "subjects", multiple=True, metavar="NAME", help="Who it is about; may be repeated. By default all.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The package: a .zip, an .age, or a new folder.")
@click.option("--purpose", help="What the recipient is to use it for.")
@click.option("--authority", help="On whose authority, or under which law, it is given.")
@click.option("--why", default="", help="Why it is given, for the dissemination log; not told to the recipient.")
@click.option("--preview", "--dry-run", "only_preview", is_flag=True, help="Say what would go and what would stay, and stop.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--no-dossier", is_flag=True, help="Without the dossiers of its subjects.")
@AGE
@KEY
@BY
@REASON
@JSON
def release(
    case: Path, to: str, subjects: tuple[str, ...], output: Path | None, purpose: str | None, authority: str | None, why: str,
    only_preview: bool, yes: bool, no_dossier: bool, age: tuple[str, ...], key: Path | None, by: str, as_json: bool,
) -> None:  # fmt: skip
    """Give a partner a signed package of just what he may have; first see what goes and what stays."""
    from entramado.cli import handover
    from entramado.cli.render import counted

    if output is None and not only_preview:
        raise UsageError("say where the package goes (-o FILE.zip, FILE.age or a folder), or look first with --preview")
    if output is not None:
        _writable(output, age)
    with open_case(case) as book:
        found = book.preview(to, subjects or None, reason=given_reason())
        if only_preview or not as_json:
            handover.preview(found, case, as_json=as_json)
        if only_preview or output is None:
            return
        if found.contents is None:
            from entramado.case.preview import nothing

            raise nothing(found)
        purpose, authority = _asked(purpose, authority, found, yes=yes)
        signing = _signing_key(key)
        made = book.release(
            found, output, key=signing, purpose=purpose, authority=authority, why=why, by=by, dossier=not no_dossier,
            encrypt_to=age,
        )  # fmt: skip
        if as_json:
            print_json(handover.preview_as_json(found) | {"released": _as_json(made)})
        else:
            what = f"{counted(made.claims, 'claim')} of {counted(made.documents, 'document')}, {made.marking}"
            click.echo(f"Wrote {made.path}: package {made.sequence} for {made.recipient} ({made.package}), {what}.")
            click.echo(f"Signed with {signing.public.fingerprint}. `entramado disseminations {case}` lists what went to whom.")


def _writable(output: Path, age: tuple[str, ...]) -> None:
    """Refuse early what would be refused after the question."""
    if output.exists():
        raise UsageError(f"{output} is there already, and nothing is overwritten: name another file")
    if not output.parent.is_dir() or not os.access(output.parent, os.W_OK):
        raise UsageError(f"{output.parent} is no folder that can be written to: make it first, or name another")
    if bool(age) != (output.suffix.lower() == ".age"):
        raise UsageError("an encrypted package ends in .age and needs --encrypt-to age1…; any other is not encrypted")


def _asked(purpose: str | None, authority: str | None, found: Preview, *, yes: bool) -> tuple[str, str]:
    """Purpose and authority as given or asked for, and the releaser's word. Raises UsageError when nobody can be asked."""
    from entramado.cli.render import counted

    if yes:
        return purpose or "", authority or ""
    if not sys.stdin.isatty():
        raise UsageError("nobody can be asked here: look at --preview first, then release with --yes")
    if purpose is None:
        purpose = click.prompt("Purpose (what the recipient is to use it for)", default="", show_default=False)
    if authority is None:
        authority = click.prompt("Authority (on whose order, or under which law)", default="", show_default=False)
    if not click.confirm(f"Release {counted(found.claims, 'claim')} to {found.recipient.name}?", default=False):
        raise UsageError("nothing was released; the case is as it was")
    return purpose or "", authority or ""


def _signing_key(path: Path | None) -> SigningKey:
    """The key to sign with; the first time there is none, it is made, and where it is kept is said."""
    from entramado.share.package.keys import SigningKey, default_path

    where = path or default_path()
    if where.exists():
        return SigningKey.load(where)
    made = SigningKey.create(where)
    click.echo(f"Made a signing key, kept at {where}; give partners the line that `entramado keys` prints.", err=True)
    return made


def _as_json(made: Released) -> dict[str, object]:
    return {name: str(value) if isinstance(value := getattr(made, name), Path) else value for name in made.__slots__}


@app.command()
@CASE
@click.option("--to", metavar="VIEWER", help="Only what went to this recipient.")
@JSON
def disseminations(case: Path, to: str | None, as_json: bool) -> None:
    """What went to whom, when, why and on whose authority, and what of it is recalled."""
    from entramado.cli.render import counted

    with open_case(case) as book:
        listed = book.disseminations(to)
        if as_json:
            print_json([{name: getattr(each, name) for name in each.__slots__} for each in listed])
            return
        for each in listed:
            click.echo(
                f"{each.at}  {each.kind} {each.sequence} to {each.recipient}  {each.package}  "
                f"{counted(each.claims, 'claim')}  by {each.by}"
            )
            if each.kind == "release":
                click.echo(
                    f"    purpose: {each.purpose}; authority: {each.authority}" + (f"; why: {each.why}" if each.why else "")
                )
            if each.recalled:
                untold = f", of which the recipient was not yet told of {each.pending}" if each.pending else ""
                click.echo(f"    recalled: {each.recalled}{untold}")
        if not listed:
            click.echo("Nothing was released yet.")


@app.command()
@CASE
@click.option("-o", "--output", required=True, metavar="FOLDER", type=click.Path(path_type=Path), help="Where the notices go.")
@click.option("--to", metavar="VIEWER", help="Only the notice for this recipient.")
@click.option("--why", default="", help="For the dissemination log; not told to the recipient.")
@AGE
@KEY
@BY
@JSON
def recall(
    case: Path, output: Path, to: str | None, why: str, age: tuple[str, ...], key: Path | None, by: str, as_json: bool,
) -> None:  # fmt: skip
    """Write a signed notice to each recipient of claims that are no longer to be used."""
    from entramado.cli.render import counted

    if age and to is None:
        raise UsageError("an encrypted notice is for one recipient: name it with --to")
    with open_case(case) as book:
        if not book.recalls(to):
            if as_json:
                print_json([])
            else:
                click.echo("There is nothing to recall: every recipient was told.")
            return
        output.mkdir(parents=True, exist_ok=True)
        made = book.recall(output, key=_signing_key(key), to=to, why=why, by=by, encrypt_to=age)
        if as_json:
            print_json([_as_json(each) for each in made])
        for each in () if as_json else made:
            click.echo(f"Wrote {each.path}: {each.recipient} is to stop using {counted(each.claims, 'claim')}. Send it.")


@app.command()
@CASE
@click.argument("claim")
@click.option("--text", required=True, help="The words that may go.")
@click.option("--marking", required=True, help="Their marking: lower than that of the claim.")
@click.option("--subject", metavar="WORDS", help='How the text calls the subject, as in "a commander"; by default its name.')
@click.option("--object", "target", metavar="WORDS", help="How the text calls the object; by default its name.")
@click.option("--value", metavar="VALUE", help="What the text gives as the value; by default that of the claim.")
@click.option("--why", default="", help="The reason, in words; not told to recipients.")
@BY
@JSON
def tearline(
    case: Path, claim: str, text: str, marking: str, subject: str | None, target: str | None, value: str | None, why: str,
    by: str, as_json: bool,
) -> None:  # fmt: skip
    """Write a claim for release that stands in for CLAIM and says no more than may go; what ties them is known here alone."""
    with open_case(case) as book:
        made = book.tearline(claim, text, marking, subject=subject, object=target, value=value, why=why, by=by)
        if as_json:
            print_json({name: getattr(made, name) for name in made.__slots__})
        else:
            click.echo(f"Kept claim {made.claim}, {made.marking}, in place of {made.original}.")
