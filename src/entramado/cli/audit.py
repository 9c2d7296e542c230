"""The audit trail: what was done, whether it is whole, and what of it can be given away. It is the owner's alone."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from entramado.cli.app import CASE, JSON, REFUSED, app, open_case, print_json

if TYPE_CHECKING:
    from entramado.store import Entry

OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write.")
TRUSTED = click.option(
    "--trusted", type=click.Path(path_type=Path), help="Folder of trusted keys, other than the one in your configuration folder.",
)  # fmt: skip
HEAD = click.option("--head", type=click.Path(path_type=Path), help="A head that `entramado audit head` wrote.")

ENTRY: Final = ("id", "at", "actor", "action", "what", "why", "hash")
"""What is told of an entry to programs."""


class _ListsByDefault(click.Group):
    """`entramado audit CASE` lists; a case file that is called like one of the commands is named with its folder."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = ["list", *args]
        return super().parse_args(ctx, args)


@app.group(cls=_ListsByDefault, subcommand_metavar="[COMMAND] CASE")
def audit() -> None:
    """Who did what to the case, whether its record is whole, and signed heads to give away."""


@audit.command(name="list")
@CASE
@JSON
def list_(case: Path, as_json: bool) -> None:
    """Who did what, oldest first."""
    with open_case(case) as book:
        entries, names = book.audit(), book.named()
    if as_json:
        told = [{name: getattr(entry, name) for name in ENTRY} for entry in entries]
        print_json({"entries": told, "names": names})
        return
    for entry in entries:
        reason = f"  ({entry.why})" if entry.why not in ("", entry.action) else ""
        line = f"{entry.id}  {entry.at}  {entry.actor}  {entry.action}  {_told(entry, names)}{reason}"
        click.echo("".join(c if c.isprintable() else " " for c in line).rstrip())  # names and reasons may hold anything


def _told(entry: Entry, names: Mapping[str, str]) -> str:
    shown = {key: value for key, value in entry.what.items() if key not in ("digest", "again")}
    return ", ".join(f"{key} {_words(value, names)}" for key, value in shown.items())


def _words(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return " ".join(_words(each, names) for each in value)
    if isinstance(value, dict):
        return "(" + ", ".join(f"{key} {_words(each, names)}" for key, each in value.items()) + ")"
    return names.get(value, value) if isinstance(value, str) else str(value)


@audit.command()
@CASE
@click.option(
    "--head", "heads", multiple=True, type=click.Path(path_type=Path), help="A head kept elsewhere; may be repeated.",
)  # fmt: skip
@TRUSTED
@JSON
def verify(case: Path, heads: tuple[Path, ...], trusted: Path | None, as_json: bool) -> None:
    """Check the trail and all that it vouches for; with heads, that it was only added to since. Exit code 1 when not."""
    from entramado.case.heads import Head, known_keys

    kept = {str(path): Head.read(path) for path in heads}
    with open_case(case) as book:
        found = book.verify_heads(kept, known_keys(trusted) if kept else None)
    if as_json:
        proofs = {name: list(nodes) for name, nodes in found.consistency.items()}
        print_json({"entries": found.entries, "root": found.root, "faults": list(found.faults), "consistency": proofs})
    else:
        for fault in found.faults:
            click.echo(fault)
        for name in found.consistency:
            click.echo(f"{name}: the trail was only added to since.")
        if not found.faults:
            number = "1 entry" if found.entries == 1 else f"{found.entries} entries"
            click.echo(f"{number}, whole; so is what the trail vouches for. Root {found.root}")
    if found.faults:
        sys.exit(REFUSED)


@audit.command()
@CASE
@OUTPUT
@click.option("--key", "key_file", type=click.Path(path_type=Path), help="Signing key; by default your own.")
@JSON
def head(case: Path, output: Path, key_file: Path | None, as_json: bool) -> None:
    """Sign what the trail is now, in a small file to give away: with it anyone can tell later that nothing was rewritten."""
    from entramado.share.package.keys import SigningKey, default_path

    with open_case(case) as book:
        made = book.head(SigningKey.load(key_file or default_path()))
    output.write_text(made.text(), encoding="utf-8")
    if as_json:
        print_json({"file": str(output), "size": made.size, "root": made.root, "at": made.at, "key": made.key})
    else:
        click.echo(f"Wrote {output}: {made.size} entries, root {made.root}. Give it to somebody who does not have the case.")


@audit.command()
@CASE
@click.argument("entry", type=click.IntRange(1))
@OUTPUT
@HEAD
@JSON
def prove(case: Path, entry: int, output: Path, head: Path | None, as_json: bool) -> None:
    """Prove ENTRY (its number in the list) to somebody who has a head and not the case."""
    from entramado.case.heads import Head

    with open_case(case) as book:
        made = book.prove(entry, Head.read(head) if head else None)
    output.write_text(made.text(), encoding="utf-8")
    if as_json:
        print_json({"file": str(output), "entry": entry, "size": made.size})
    else:
        click.echo(f"Wrote {output}: entry {entry} of {made.size}. Check it with: entramado audit check {output} --head HEAD")


@audit.command()
@click.argument("proof", type=click.Path(path_type=Path))
@click.option("--head", required=True, type=click.Path(path_type=Path), help="The head that the proof was made for.")
@TRUSTED
@JSON
def check(proof: Path, head: Path, trusted: Path | None, as_json: bool) -> None:
    """Check PROOF against a head, without the case. Exit code 1 when it does not hold."""
    from entramado.case.heads import Head, Proof, known_keys
    from entramado.case.heads import check as faults_of

    shown, signed = Proof.read(proof), Head.read(head)
    faults = faults_of(shown, signed, known_keys(trusted))
    if as_json:
        print_json({"entry": shown.entry, "faults": faults})
    elif faults:
        click.echo("\n".join(faults))
    else:
        told = shown.entry
        when = f"{told['at']}  {told['actor']}  {told['action']}"
        click.echo(f"Entry {told['entry']} stood in the trail that was signed on {signed.at[:10]}: {when}")
    if faults:
        sys.exit(REFUSED)
