"""`entramado correct`, `claim` and `take-back`: what a person reads out of a document, beside what the rules read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entramado.cli.app import CASE, JSON, app, open_case, print_json, remind
from entramado.model.claim import MODALITIES
from entramado.model.errors import NotFound, UsageError
from entramado.model.vocabulary import vocabulary

if TYPE_CHECKING:
    from entramado.case.case import Case
    from entramado.case.correcting import Corrected

PERSON = click.option("--by", metavar="NAME", required=True, help="Who reads it so; answers for it.")
WHY = click.option("--why", default="", help="The reason, in words.")
AS = click.option("--as", "viewer", metavar="VIEWER", default="owner", show_default=True, help="Whose names are meant.")


def how_it_is_said(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options for what surrounds the three words of a claim."""
    for option in (
        click.option("--modality", type=click.Choice(MODALITIES), help="How surely it is said."),
        click.option("--negated/--affirmed", "negated", default=None, help="The document denies it; or says it."),
        click.option("--since", metavar="DATE", help="Since when it is said to be so, as in 2026-02."),
        click.option("--until", metavar="DATE", help="Until when."),
        click.option("--said-by", metavar="NAME", help="Whom the document names as saying so."),
    ):
        command = option(command)
    return command


@app.command()
@CASE
@click.argument("claim")
@click.option("--subject", metavar="NAME", help="What it is about: a name, or Person:WORDS as the document has them.")
@click.option("--predicate", help="A word of the vocabulary.")
@click.option("--object", "target", metavar="NAME", help="The other end of a link, named as --subject.")
@click.option("--value", help="What is said of the subject, where it is no link.")
@how_it_is_said
@PERSON
@WHY
@AS
@JSON
def correct(
    case: Path, claim: str, subject: str | None, target: str | None, said_by: str | None, by: str, why: str, viewer: str,
    as_json: bool, **parts: Any,
) -> None:  # fmt: skip
    """Read the sentence of CLAIM otherwise. The machine's reading stays on the record, as one that you found wrong."""
    from entramado.case.correcting import End

    ends = {"subject": subject, "object": target, "speaker": said_by}
    change: dict[str, Any] = {name: End.parse(text) for name, text in ends.items() if text is not None}
    change |= {name: value for name, value in parts.items() if value is not None}
    if not change:
        raise UsageError("say what it should be: --subject, --predicate, --object, --value, --modality, --negated, --since …")
    with open_case(case) as book:
        _recorded(case, book, book.correct(claim, by=by, why=why, viewer=viewer, **change), viewer, as_json)


@app.command()
@CASE
@click.argument("document")
@click.argument("quote")
@click.argument("subject")
@click.argument("predicate")
@click.argument("target", metavar="OBJECT")
@how_it_is_said
@PERSON
@WHY
@AS
@JSON
def claim(
    case: Path, document: str, quote: str, subject: str, predicate: str, target: str, said_by: str | None, by: str, why: str,
    viewer: str, as_json: bool, **parts: Any,
) -> None:  # fmt: skip
    """Add a claim that DOCUMENT makes in the words of QUOTE, and no rule found. OBJECT is a name or a value."""
    from entramado.case.correcting import End, Said

    linking = bool(vocabulary().predicate(predicate).pairs)
    said = Said(
        End.parse(subject),
        predicate,
        End.parse(target) if linking else None,
        None if linking else target,
        speaker=End.parse(said_by) if said_by else None,
        **{name: value for name, value in parts.items() if value is not None},
    )
    with open_case(case) as book:
        found = _document(book, document, viewer)
        _recorded(case, book, book.read(found, quote, said, by=by, why=why, viewer=viewer), viewer, as_json)


@app.command("take-back")
@CASE
@click.argument("claim")
@PERSON
@WHY
@AS
@JSON
def take_back(case: Path, claim: str, by: str, why: str, viewer: str, as_json: bool) -> None:
    """Undo what NAME last said of how CLAIM was read (review, correction, claim by hand), with all of the same act."""
    with open_case(case) as book:
        done = book.take_back(claim, by=by, why=why, viewer=viewer)
        if as_json:
            print_json({"claims": done.claims, "recipients_to_tell": done.recipients})
        else:
            click.echo(f"{by} says of {', '.join(done.claims)} again what was said before.")
            remind(case, done.recipients)


def _document(book: Case, wanted: str, viewer: str) -> str:
    """The id of a document given by id or by file name. Raises NotFound, UsageError when several have that name."""
    view = book.view(viewer, reason="a claim by hand", through="claim")
    found = [d.id for d in view.documents() if wanted in (d.id, d.name, d.name.rpartition("/")[2])]
    if not found:
        raise NotFound(f"no document {wanted}: `entramado documents` lists them")
    if len(found) > 1:
        raise UsageError(
            f"{len(found)} documents are called {wanted}: give the id of one, as `entramado documents --json` has it"
        )
    return found[0]


def _recorded(case: Path, book: Case, made: Corrected, viewer: str, as_json: bool) -> None:
    from entramado.cli.render import clean, say
    from entramado.share.exhibit import Exhibits
    from entramado.share.review_queue import claimed

    view = book.view(viewer, reason="what was read by hand", through="correct")
    network = view.network()
    exhibit = Exhibits(view, network).of(made.claim)
    if as_json:
        print_json({"claim": exhibit.as_json(), "misread": made.misread, "recipients_to_tell": made.recipients})
        return
    say(f"{clean(claimed(network, exhibit))}: {clean(exhibit.review.words())}, claim {made.claim}")
    if made.misread:
        say(f"{made.misread} was read there before, and is found misread.")
    remind(case, made.recipients)
