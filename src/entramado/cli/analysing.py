"""The commands of the analyses: one for each line of `ANALYSES`, its options made from the analysis's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from entramado.analyse import ANALYSES, Analysis
from entramado.cli.app import AS, JSON, REASON, app, open_view, print_json
from entramado.cli.stoppable import stoppable
from entramado.model.errors import UsageError

if TYPE_CHECKING:
    from entramado.analyse.findings import Findings
    from entramado.case.case import CaseView
    from entramado.share.analyses.asked import Option

ROWS: Final = 10
"""Rows of a table that are shown without --limit."""
_TYPES: Final[Mapping[str, click.ParamType[Any]]] = {"int": click.INT, "float": click.FLOAT}
_METAVARS: Final = {"entity": "NAME", "link": "NAME~NAME"}
_FILE: Final = click.Path(path_type=Path)


class _Command(click.Command):
    """Its options are made when they are first needed: the modules of analyses load compiled code."""

    def __init__(self, *given: Any, analysis: Analysis, **told: Any) -> None:
        self._analysis = analysis
        self._own = False
        super().__init__(*given, **told)

    @property
    def params(self) -> list[click.Parameter]:
        if not self._own:
            from entramado.share.analyses.asked import options

            self._own = True
            own = [_parameter(option) for option in options(self._analysis)]
            taken = {each.name for each in own}
            shared = [each for each in self._params if each.name not in taken]
            self._params[:] = sorted(
                [*own, *shared], key=lambda each: (not isinstance(each, click.Argument), each.name != "case")
            )
        return self._params

    @params.setter
    def params(self, shared: list[click.Parameter]) -> None:
        self._params = shared


def _parameter(option: Option) -> click.Parameter:
    kind = click.Choice(option.choices) if option.choices else _TYPES.get(option.sort, click.STRING)
    name = f"--{option.name.replace('_', '-')}"
    if option.sort == "flag":
        return click.Option([f"{name}/--no-{name[2:]}"], default=option.default, show_default=True, help=option.help)
    text = f"{option.help} May be repeated." if option.many else option.help
    shown = option.default not in (None, "", ())
    return click.Option(
        [name], type=kind, multiple=option.many, default=option.default if shown else None, show_default=shown,
        metavar=_METAVARS.get(option.sort), help=text,
    )  # fmt: skip


def _register(analysis: Analysis) -> None:
    grouped = analysis.reads == "groups"

    @click.argument("case", type=_FILE, required=not grouped)
    @AS
    @REASON
    @JSON
    @click.option("--former/--no-former", default=False, show_default=True, help="With ties that held once and no longer.")
    @click.option("--about", metavar="NAME", multiple=True, help="Only rows about this one; may be repeated.")
    @click.option("--table", metavar="KEY", help="Print this table alone.")
    @click.option("--limit", type=click.IntRange(0), default=ROWS, show_default=True, help="Rows of a table to print; 0: all.")
    @click.option(
        "-o", "--output", type=_FILE, metavar="FILE",
        help="Write a page (.html), its charts (.png, .svg) or everything for programs (.json).",
    )  # fmt: skip
    def command(
        case: Path | None, viewer: str, as_json: bool, former: bool, about: tuple[str, ...], table: str | None, limit: int,
        output: Path | None, groups: Path | None = None, subject: str | None = None, **given: Any,
    ) -> None:  # fmt: skip
        from entramado.share.analyses.asked import options

        source = groups or case
        if source is None or (groups and case):
            raise UsageError("give a case, or a folder of tables with --groups: one of the two")
        if output is not None:
            _checked(output)
        if any(option.name == "limit" for option in options(analysis)):
            given["limit"], limit = limit, 0  # its tables have as many rows as it was asked for
        about = (*about, *filter(None, [subject]))
        asked = {name: value for name, value in given.items() if value not in (None, ())}
        if groups is None and _holds_a_case(source):
            with open_view(source, viewer) as view:
                found = _of_case(analysis, view, asked, about, former=former)
                _answer(found, source, view, output, as_json=as_json, table=table, limit=limit)
        else:
            found = _of_file(analysis, source, asked, about)
            _answer(found, source, None, output, as_json=as_json, table=table, limit=limit)

    if analysis.subject:
        command = click.argument("subject", required=False)(command)
    if grouped:
        words = "A folder with tables of groups, alliances and rivalries, in place of a case."
        command = click.option("--groups", type=_FILE, metavar="FOLDER", help=words)(command)
    source = "CASE, or FOLDER with --groups" if grouped else "CASE is a case, or an edge list (.csv, .tsv, .txt, .edges; .gz too)"
    told = f"{analysis.question} {analysis.words}\n\n{source}."
    app.command(analysis.name, cls=_Command, analysis=analysis, help=told, short_help=analysis.words)(command)


def _of_case(
    analysis: Analysis, view: CaseView, asked: Mapping[str, Any], about: Sequence[str], *, former: bool,
) -> Findings:  # fmt: skip
    from entramado.case.analysing import analyse_view

    return stoppable(
        lambda progress: analyse_view(
            view, analysis.name, asked, about=about, former=former, progress=progress, through=analysis.name
        )
    )


def _of_file(analysis: Analysis, path: Path, asked: Mapping[str, Any], about: Sequence[str]) -> Findings:
    from entramado.case.analysing import analyse_graph

    return stoppable(lambda progress: analyse_graph(path, analysis.name, about=about, progress=progress, **asked))


def _holds_a_case(path: Path) -> bool:
    """Whether a path is that of a case; one that is not there and has no ending of a table is taken for one."""
    from entramado.case.analysing import is_case
    from entramado.share.analyses.files import ENDINGS

    if path.exists():
        return is_case(path)
    if path.suffix in ENDINGS:
        raise UsageError(f"There is no file at {path}. Give an edge list or a case that exists.")
    return True


def _checked(output: Path) -> None:
    """Before anything is computed: can it be written at all?"""
    from entramado.share.analyses.charts import ready
    from entramado.share.analyses.page import FORMS, NEEDING

    if output.suffix not in FORMS:
        raise UsageError(f"{output} is not written: its ending says the form, and must be {', '.join(FORMS)}")
    if not output.parent.is_dir():
        raise UsageError(f"There is no folder {output.parent}. Make it first, or name another file.")
    if output.suffix in NEEDING:
        ready()


def _answer(
    found: Findings, source: Path, view: CaseView | None, output: Path | None, *, as_json: bool, table: str | None, limit: int,
) -> None:  # fmt: skip
    from entramado.cli import findings
    from entramado.share.analyses import page, records

    network = view.network() if view is not None else None
    evidence = records.evidence(found, network) if network is not None else None
    marking = page.marking(view) if view is not None else None
    if output is not None:
        output.write_bytes(page.written(found, output.suffix, source.stem, evidence, marking))
        size = output.stat().st_size
        if not as_json:
            click.echo(f"Wrote {output} ({size / 1024:.0f} kB).")
    if as_json:
        print_json(records.findings(found, evidence, marking) | ({"file": str(output)} if output else {}))
    elif output is None:
        findings.show(found, source, network, table=table, limit=limit)
    else:
        findings.brief(found)


for _each in ANALYSES.values():
    _register(_each)
