"""`open`: the analyst's page."""

from __future__ import annotations

from pathlib import Path

import click

from entramado.cli.app import AS, CASE, REASON, app, given_reason, open_case


@app.command("open")
@CASE
@AS
@REASON
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Listen there; a free port without.")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Another address of this machine; no other is taken.")
@click.option("--no-browser", is_flag=True, help="Print the link and leave the browser alone.")
def open_page(case: Path, viewer: str, port: int, host: str, no_browser: bool) -> None:
    """Open the case in the browser: link chart, map, timeline, reader, subjects, review.

    The page is served on this machine alone until Ctrl-C. Its link works once.
    """
    import webbrowser

    from entramado.model.errors import NotFound
    from entramado.web.serve import serve

    def started(link: str) -> None:
        click.echo(f"{case.name} is open at {link}")
        click.echo("The link works once; Ctrl-C closes the case.", err=True)
        if not no_browser:
            webbrowser.open(link)

    with open_case(case) as opened:
        if viewer not in {kept.name for kept in opened.viewers()}:
            raise NotFound(f"{viewer!r} is no viewer of this case: `entramado viewers {case}` lists them")
        serve(opened, viewer, started=started, host=host, port=port, reason=given_reason())
