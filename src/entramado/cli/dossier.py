"""The command that writes a dossier."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from entramado.cli.app import app, open_view, print_json, reading
from entramado.model.errors import Ambiguous, UsageError


@app.command()
@reading
@click.argument("name")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True,
    help="The file to write; its ending says the form: .pdf, .html or .json.",
)  # fmt: skip
@click.option("--purpose", metavar="TEXT", help="What the dossier is for; asked for on a terminal.")
@click.option("--legal-basis", metavar="TEXT", help="Under which law or order; asked for on a terminal.")
@click.option("--by", metavar="NAME", help="Who prepares it; the viewer by default.")
def dossier(
    case: Path, viewer: str, as_json: bool, name: str, output: Path, purpose: str | None, legal_basis: str | None, by: str | None,
) -> None:  # fmt: skip
    """The dossier of a person or the assessment of a group, every line with its source: PDF, HTML or JSON."""
    from datetime import UTC, datetime

    from entramado.share.dossier.compose import TEMPLATES, form
    from entramado.share.dossier.compose import dossier as compose
    from entramado.share.dossier.handling import Asked
    from entramado.share.find import candidates, find

    fill = form(output)
    if not output.parent.is_dir():
        raise UsageError(f"There is no folder {output.parent}. Make it first, or name another file.")
    with open_view(case, viewer) as view:
        network = view.network()
        try:
            entity = find(network, name)
        except Ambiguous:
            entity = find(network, name, tuple(TEMPLATES) if candidates(network, name, tuple(TEMPLATES)) else ())
        view.account(entity, "dossier")
        if sys.stdin.isatty() and not as_json and entity.type in TEMPLATES:
            purpose = purpose or _ask("What is the dossier for?")
            legal_basis = legal_basis or _ask("Under which law or order?")
        today = datetime.now(UTC).date().isoformat()
        made = compose(view, network, entity, Asked(purpose, legal_basis, by or viewer, today))
        output.write_bytes(fill(made))
    size, figures, handling = output.stat().st_size, made.figures, made.handling
    if as_json:
        told = {"subject": made.subject, "title": made.title, "template": made.template, "marking": handling.marking}
        print_json({"file": str(output), "bytes": size, **told, "figures": figures})
        return
    click.echo(f"Wrote {output} ({size / 1024:.0f} kB): {made.title}. {handling.marking}.")
    read = figures["reviewed"]
    click.echo(f"{figures['claims']} claims from {figures['documents']} documents; a person has checked {read} of them.")
    missing = [option for option, said in (("--purpose", purpose), ("--legal-basis", legal_basis)) if not said]
    if missing:
        click.echo(f"entramado: the dossier says that this is not stated: give {' and '.join(missing)}", err=True)


def _ask(question: str) -> str | None:
    """An answer from the terminal; nothing typed is nothing stated."""
    answer: str = click.prompt(f"{question} (nothing: not stated)", default="", show_default=False, err=True)
    return answer.strip() or None
