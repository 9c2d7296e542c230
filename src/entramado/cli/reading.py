"""Commands that read a case. Each takes `--as VIEWER` and `--json`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from entramado.cli.app import app, open_view, print_json, reading
from entramado.model.errors import UsageError


@app.command()
@reading
@click.argument("name")
@click.option("--quotes", is_flag=True, help="Print the sentence under each line.")
def show(case: Path, viewer: str, as_json: bool, name: str, quotes: bool) -> None:
    """Who, what, with whom, when, by whom said: all that the map has on NAME."""
    from entramado.cli import render
    from entramado.share import records
    from entramado.share.exhibit import Exhibits
    from entramado.share.find import find
    from entramado.share.profile import profile

    with open_view(case, viewer) as view:
        network = view.network()
        asked = find(network, name)
        view.account(asked, "show")
        found = profile(network, asked)
        exhibits = Exhibits(view, network)
        if as_json:
            print_json(records.profile(network, found, exhibits))
        else:
            render.profile(network, found, exhibits, quotes)


@app.command()
@reading
@click.argument("name")
@click.argument("other", required=False)
def explain(case: Path, viewer: str, as_json: bool, name: str, other: str | None) -> None:
    """Why the map ties NAME to OTHER: claims, quotes, grades. With one NAME, why its mentions are one entity."""
    from entramado.cli import render
    from entramado.share import records
    from entramado.share.exhibit import Exhibits
    from entramado.share.explain import between, merges_of
    from entramado.share.find import find
    from entramado.share.review_queue import misread_about

    with open_view(case, viewer) as view:
        network = view.network()
        exhibits = Exhibits(view, network)
        one = find(network, name)
        view.account(one, "explain")
        if other is None:
            merges = merges_of(network, one)
            if as_json:
                print_json({"entity": records.entity(one), "merges": [records.merge(m) for m in merges]})
            else:
                render.merges(network, one, merges, view)
            return
        two = find(network, other)
        view.account(two, "explain")
        found = between(network, exhibits, one, two)
        if as_json:
            wrong = records.misread(network, misread_about(network, exhibits, [one, two]))
            listed = [records.grounds(network, ground) for ground in found]
            print_json({"from": records.entity(one), "to": records.entity(two), "grounds": listed, "misread": wrong})
        else:
            render.between(network, exhibits, one, two, found)


@app.command()
@reading
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
def search(case: Path, viewer: str, as_json: bool, query: str, limit: int) -> None:
    """Entities of that name, and sentences that hold the words of QUERY."""
    from entramado.cli import render
    from entramado.share import records
    from entramado.share.find import candidates

    if not query.strip():
        raise UsageError('Say what to search for: entramado search CASE "road blockades"')
    with open_view(case, viewer) as view:
        entities = candidates(view.network(), query)
        hits = view.search(query, limit)
        names = {document.id: document.name for document in view.documents()}
        if as_json:
            listed = [
                {"document": h.doc, "file": names[h.doc], "start": h.start, "end": h.end, "snippet": h.snippet, "score": h.score}
                for h in hits
            ]
            print_json({"entities": [records.entity(e) for e in entities[:limit]], "hits": listed})
        else:
            render.hits(query, entities[:limit], hits, names)


@app.command()
@reading
@click.argument("name", required=False)
def disagreements(case: Path, viewer: str, as_json: bool, name: str | None) -> None:
    """What the sources disagree about, side by side: contradiction, estimate, revision, denial."""
    from entramado.cli import render
    from entramado.share import records
    from entramado.share.exhibit import Exhibits
    from entramado.share.find import find
    from entramado.share.profile import profile

    with open_view(case, viewer) as view:
        network = view.network()
        about = find(network, name) if name else None
        if about is not None:
            view.account(about, "disagreements")
        found = network.disagreements if about is None else profile(network, about).disagreements
        exhibits = Exhibits(view, network)
        if as_json:
            print_json([records.disagreement(network, d, exhibits) for d in found])
        else:
            render.disagreements(network, found, exhibits)


@app.command()
@reading
@click.argument("name", required=False)
def timeline(case: Path, viewer: str, as_json: bool, name: str | None) -> None:
    """Events in the order of their dates; with NAME, only those it takes part in."""
    from entramado.cli import render
    from entramado.share import records
    from entramado.share.exhibit import Exhibits
    from entramado.share.find import find
    from entramado.share.timeline import happenings

    with open_view(case, viewer) as view:
        network = view.network()
        about = find(network, name) if name else None
        if about is not None:
            view.account(about, "timeline")
        found = happenings(network, about.id if about else None)
        exhibits = Exhibits(view, network)
        if as_json:
            print_json([records.happening(network, h, exhibits) for h in found])
        else:
            render.timeline(network, found, exhibits, about)


@app.command()
@reading
def documents(case: Path, viewer: str, as_json: bool) -> None:
    """The documents of the case: source, date and where it was read from, grade, number of claims."""
    from collections import Counter

    from entramado.cli import render

    with open_view(case, viewer) as view:
        sources = {source.id: source for source in view.sources()}
        counts = Counter(claim.doc for claim in view.claims())
        listed = []
        for document in view.documents():
            source = sources.get(document.source or "")
            listed.append(
                {
                    "id": document.id,
                    "file": document.name,
                    "title": document.title,
                    "source": source.name if source else None,
                    "published": str(document.published) if document.published else None,
                    "published_from": document.published_from,
                    "grade": (source.reliability if source else "F") + document.credibility,
                    "language": document.lang,
                    "media_type": document.media_type,
                    "marking": document.marking,
                    "sha256": document.sha256,
                    "characters": len(document.text),
                    "claims": counts[document.id],
                }
            )
        if as_json:
            print_json(listed)
        else:
            render.documents(listed)


@app.command()
@reading
def problems(case: Path, viewer: str, as_json: bool) -> None:
    """What was refused or read with doubts, file by file, and what to do about it."""
    from entramado.cli import render
    from entramado.share import records

    with open_view(case, viewer) as view:
        found = list(view.problems())
        if as_json:
            print_json([records.problem(p) for p in found])
        else:
            render.problems(found)


@app.command()
@reading
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The page to write.")
@click.option("--title", help="Heading of the page; the case's name by default.")
def html(case: Path, viewer: str, as_json: bool, output: Path, title: str | None) -> None:
    """One self-contained page: chart, table, evidence. Opens anywhere, asks no other host for anything."""
    from entramado.share.page import write_page

    with open_view(case, viewer) as view:
        network = view.network()
        with output.open("w", encoding="utf-8") as out:
            write_page(view, network, out, title or case.stem)
        size = output.stat().st_size
        if as_json:
            print_json({"file": str(output), "bytes": size, "entities": len(network.entities)})
        else:
            click.echo(f"Wrote {output} ({size / 1024:.0f} kB): {len(network.entities)} entities. Open it in a browser.")


@app.command()
@reading
@click.option("--format", "form", type=click.Choice(["claims", "ftm", "graphml", "gexf", "csv", "geojson"]), required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    required=True,
    help="File to write, - for standard output.",
)
def export(case: Path, viewer: str, as_json: bool, form: str, output: Path) -> None:
    """The map in a format of others: claims (all evidence), ftm, graphml, gexf, csv, geojson."""
    from entramado.share.exports import EXPORTERS

    with open_view(case, viewer) as view:
        network = view.network()
        if str(output) == "-":
            EXPORTERS[form](view, network, sys.stdout)
            return
        with output.open("w", encoding="utf-8", newline="") as out:
            EXPORTERS[form](view, network, out)
        if as_json:
            print_json({"file": str(output), "format": form, "bytes": output.stat().st_size})
        else:
            click.echo(f"Wrote {output} ({form}).")
