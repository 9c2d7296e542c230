"""`entramado proposals`: what rules leave to a person to judge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from entramado.cli.app import app, open_view, print_json, reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from entramado.model.claim import Document
    from entramado.model.network import Network
    from entramado.resolve.proposals import Proposal


@app.command()
@reading
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Pairs that are listed.")
def proposals(case: Path, viewer: str, as_json: bool, limit: int) -> None:
    """Pairs that may be one and were not joined, with what speaks for and against it; the nearest first."""
    from entramado.share.proposals import claims_of, record

    with open_view(case, viewer) as view:
        network = view.network()
        found = view.proposals()
        documents = {document.id: document for document in view.documents()}
        claims = claims_of(network)
        if as_json:
            listed = [record(network, proposal, documents, claims) for proposal in found[:limit]]
            print_json({"proposals": len(found), "pairs": listed})
        else:
            _show(network, found, documents, claims, limit, case)


def _show(
    network: Network,
    found: Sequence[Proposal],
    documents: Mapping[str, Document],
    claims: Mapping[str, int],
    limit: int,
    case: Path,
) -> None:
    from entramado.cli.render import clean, counted, say
    from entramado.share.proposals import BASES, against, sides

    if not found:
        say("Nothing is proposed: no two entities are near enough to be one.")
        return
    say(f"{counted(len(found), 'pair')} that may be one. None is joined: that is for a person to say.")
    for basis, heading in BASES.items():
        here = [proposal for proposal in found[:limit] if proposal.basis == basis]
        if here:
            say(f"\n[bold underline]{heading[0].upper()}{heading[1:]}[/bold underline]")
        for proposal in here:
            both = sides(network, proposal)
            names = [f"{clean(e.name)} [dim]({e.type.lower()}, {counted(claims[e.id], 'claim')})[/dim]" for e in both]
            say(f"{names[0]}  and  {names[1]}  score {proposal.score:.2f}", 2)
            for reason in proposal.reasons:
                say(f"[dim]{reason.weight:+.2f}[/dim] {clean(reason.words)}", 6)
            if proposal.against is not None:
                say(f"[red]but[/red] {clean(against(proposal.against, documents))}", 6)
            if proposal.judgement is not None:
                say(f"unsure: {clean(proposal.judgement.why)} [dim]({clean(proposal.judgement.by)})[/dim]", 6)
            say(f"[dim]{both[0].id} {both[1].id}[/dim]", 6)
    say(f"\nentramado merge {case} NAME OTHER --why REASON   (or different, unsure; names or ids)")
