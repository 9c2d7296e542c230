"""`entramado review` and `entramado category`: what a person answers for with a name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entramado.cli.app import app, open_case, open_view, print_json, reading
from entramado.model.errors import UsageError

if TYPE_CHECKING:
    from entramado.model.network import Network
    from entramado.share.exhibit import Exhibit
    from entramado.share.review_queue import Waiting


@app.command()
@reading
@click.argument("claims", nargs=-1)
@click.option("--right/--wrong", "right", default=None, help="The document says so; or it does not.")
@click.option("--by", metavar="NAME", help="Who reviewed; in the list, leaves out what NAME has reviewed or written.")
@click.option("--why", default="", help="The reason, in words.")
@click.option("--about", metavar="NAME", help="List what is about one entity, and what was found misread of it.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Claims that are listed.")
def review(
    case: Path, viewer: str, as_json: bool, claims: tuple[str, ...], right: bool | None, by: str | None, why: str,
    about: str | None, limit: int,
) -> None:  # fmt: skip
    """Say whether CLAIMs were read --right or --wrong; without any, list what waits for review, what matters first."""
    if not claims:
        if right is not None:
            raise UsageError("say which claims: entramado review CASE CLAIM --right --by NAME; without any, the list has the ids")
        _list(case, viewer, about, by, limit, as_json=as_json)
        return
    if right is None:
        raise UsageError("say --right when the document says so, --wrong when it does not")
    if by is None:
        raise UsageError("say who reviewed it (--by NAME): a review is answered for by a person")
    from entramado.share.exhibit import Exhibits

    with open_case(case) as book:
        recalled = book.review(claims, right=right, by=by, why=why, viewer=viewer)
    with open_view(case, viewer) as view:
        network = view.network()
        exhibits = Exhibits(view, network)
        found = [exhibits.of(claim) for claim in dict.fromkeys(claims)]
        if as_json:
            print_json({"reviewed": [e.as_json() for e in found], "recipients_to_tell": recalled})
        else:
            _recorded(network, found, recalled, case)


def _recorded(network: Network, found: Sequence[Exhibit], recalled: int, case: Path) -> None:
    from entramado.cli.render import clean, counted, say
    from entramado.share.review_queue import claimed

    for exhibit in found:
        left_out = "; the map leaves it out" if exhibit.review.level == "misread" else ""
        say(f"{clean(claimed(network, exhibit))}: {clean(exhibit.review.words())}{left_out}")
    if recalled:
        say(f"{counted(recalled, 'recipient')} had it: `entramado recall {case}` writes what tells them.")


def _list(case: Path, viewer: str, about: str | None, by: str | None, limit: int, *, as_json: bool) -> None:
    from entramado.share import records
    from entramado.share.exhibit import Exhibits
    from entramado.share.find import find
    from entramado.share.review_queue import misread_about, queue

    with open_view(case, viewer) as view:
        network = view.network()
        exhibits = Exhibits(view, network)
        entity = find(network, about) if about else None
        if entity is not None:
            view.account(entity, "review")
        waiting = queue(network, exhibits, entity, by)
        wrong = misread_about(network, exhibits, [entity] if entity else [])
        if as_json:
            listed = [_waiting(each) for each in waiting[:limit]]
            print_json({"waiting": len(waiting), "claims": listed, "misread": records.misread(network, wrong)})
        else:
            _show(network, waiting, wrong, limit, case)


def _waiting(found: Waiting) -> dict[str, object]:
    from entramado.share.review_queue import STAKES

    return {
        "says": found.says, "need": found.need, "p": round(found.p, 4), "stands_on_it": STAKES[found.stake], "alone": found.alone,
        **found.exhibit.as_json(),
    }  # fmt: skip


def _show(network: Network, waiting: Sequence[Waiting], wrong: Sequence[Exhibit], limit: int, case: Path) -> None:
    from entramado.cli.render import clean, counted, misread, say
    from entramado.share.review_queue import STAKES

    if not waiting:
        say("Nothing waits for review here.")
    else:
        say(f"{counted(len(waiting), 'claim')} to review; first what matters, then what is read least surely.")
    for stake, heading in enumerate(STAKES):
        here = [each for each in waiting[:limit] if each.stake == stake]
        if here:
            say(f"\n[bold underline]On it stands {heading}[/bold underline]")
        for each in here:
            alone = ", nothing else says so" if each.alone else ""
            say(f"{clean(each.says)}  [dim]read right {each.p:.2f}{alone}; {each.need}[/dim]", 2)
            say(f"“{clean(' '.join(each.exhibit.quote.split()))}”", 6)
            say(f"[dim]{clean(each.exhibit.citation())}; {each.exhibit.claim.id}[/dim]", 6)
    if waiting:
        say(f"\nentramado review {case} CLAIM --right --by NAME   (or --wrong)")
    misread(network, wrong)


@app.command()
@reading
@click.argument("name")
@click.argument("category")
@click.option("--evidence", metavar="CLAIM", multiple=True, help="A claim that it stands on; may be repeated.")
@click.option("--text", default="", help="The reason, in words.")
@click.option("--date", metavar="DATE", help="Since when or when it was so, as in 2026-02-22.")
@click.option("--by", metavar="NAME", required=True, help="Who decides it; answers for it.")
@click.option("--reliability", default="F", show_default=True, help="Admiralty grade of that person as a source, A to F.")
@click.option("--marking", help="Handling of the note; by default that of the evidence and of all that names the person.")
def category(
    case: Path, viewer: str, as_json: bool, name: str, category: str, evidence: tuple[str, ...], text: str, date: str | None,
    by: str, reliability: str, marking: str | None,
) -> None:  # fmt: skip
    """Give a person a CATEGORY with its evidence: suspect, convicted, associate, victim, witness, official, journalist, child."""
    with open_case(case) as book:
        kept = book.categorise(
            name,
            category,
            by=by,
            text=text,
            evidence=evidence,
            date=date,
            reliability=reliability,
            marking=marking,
            viewer=viewer,
        )
        made = [claim.id for claim in book.view(reason="what was noted", through="category").claims(kept.id)]
        if as_json:
            print_json({"document": kept.id, "name": kept.name, "claims": made})
        else:
            click.echo(f"Kept {kept.name!r}: {kept.text.splitlines()[0]} Another person reviews it with:")
            click.echo(f"entramado review {case} {made[0]} --right --by NAME")
