"""Charts of findings, as Altair draws them: PNG, SVG, and the pictures of the page. None of them asks any host for anything."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import isfinite
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from entramado.analyse.findings import Chart, Column, Findings, Form, Interval, Table
from entramado.model.errors import UsageError
from entramado.share.wording import plain

if TYPE_CHECKING:
    import altair as alt

MISSING: Final = "Charts need altair: pip install 'entramado[charts]', or write .json"
WIDTH: Final = 620
SHOWN: Final = 30
"""Bars, ranges and points of a chart; the table has the others."""
_ROW: Final = 20
_INK, _SOFT, _LINE = "#16202a", "#51606e", "#dbe1e6"
_COLOURS: Final = ("#12609f", "#b93f00", "#00704f", "#7a4ea3", "#b98900", "#51606e", "#a8326b", "#2a8c8c")
"""The page's own, told apart by who does not see red and green; dashes tell series apart besides."""
_DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [10, 3], [1, 3], [6, 2, 1, 2])
_ACROSS: Final = frozenset({"bar", "range", "point"})
"""Marks that are drawn one below the other where the x column has words, so that names can be read."""
_PERCENT: Final = frozenset({"share", "probability"})


def ready() -> None:
    """Raises UsageError when what draws charts is not installed."""
    _altair()
    _converter()


def picture(found: Findings, form: str) -> bytes:
    """All charts of some findings below each other: ``form`` is png or svg. Raises UsageError when there is none to draw."""
    spec = specification(found)
    converter = _converter()
    if form == "svg":
        return str(converter.vegalite_to_svg(json.dumps(spec))).encode()
    drawn: bytes = converter.vegalite_to_png(json.dumps(spec), scale=2)
    return drawn


def pictures(found: Findings) -> list[tuple[Chart, str]]:
    """Each chart that has anything to show, as SVG."""
    converter = _converter()
    charts = [chart for chart in found.charts if found.table(chart.table).rows]
    return [(chart, str(converter.vegalite_to_svg(json.dumps(_whole([_drawn(found, chart, titled=False)]))))) for chart in charts]


def specification(found: Findings) -> dict[str, Any]:
    """The Vega-Lite specification of all charts. Raises UsageError when there is none to draw, or no Altair."""
    drawn = [_drawn(found, chart, titled=True) for chart in found.charts if found.table(chart.table).rows]
    if not drawn:
        raise UsageError("There is no chart to draw: the findings have none, or their tables are empty. Write .json or .html.")
    return _whole(drawn)


def _whole(drawn: Sequence[alt.TopLevelMixin]) -> dict[str, Any]:
    draw = _altair()
    whole = draw.vconcat(*drawn, spacing=36).resolve_scale(color="independent", strokeDash="independent")
    label = {"labelFontSize": 12, "titleFontSize": 12, "labelColor": _INK, "titleColor": _SOFT, "titleFontWeight": "normal"}
    whole = whole.configure(font="Liberation Sans, Arial, sans-serif", background="white", padding=14)
    whole = whole.configure_axis(
        **label, gridColor=_LINE, domainColor=_SOFT, tickColor=_SOFT, labelLimit=300, labelSeparation=8, labelOverlap="greedy"
    )
    whole = whole.configure_legend(**label, symbolStrokeWidth=2, labelLimit=260)
    whole = whole.configure_title(anchor="start", color=_INK, fontSize=14, subtitleColor=_SOFT, subtitleFontSize=12)
    made: dict[str, Any] = whole.configure_view(stroke=None).to_dict()
    return made


def _drawn(found: Findings, chart: Chart, *, titled: bool) -> alt.TopLevelMixin:
    draw = _altair()
    table = found.table(chart.table)
    columns = {column.key: column for column in table.columns}
    x, y = columns[chart.x], columns[chart.y]
    rows = _rows(table, chart)
    across = chart.mark in _ACROSS and not _measured(x.form)
    if across:
        rows = rows[:SHOWN]
    base = draw.Chart(draw.Data(values=rows))
    series = columns[chart.series] if chart.series else None
    match chart.mark:
        case "line" | "band":
            layers = _lines(base, x, y, series, rows, banded=chart.mark == "band")
        case "heat":
            layers = [_heat(base, x, y, series)]
        case _:
            layers = _marks(base, chart, x, y, series, rows, across=across)
    height = max(_ROW * _places(rows, chart.x), 60) if across else 260
    note = _wrapped(plain(chart.note)) if chart.note else []
    told = {"title": draw.TitleParams(plain(chart.title), subtitle=note)} if titled else {}
    made: alt.TopLevelMixin = draw.layer(*layers).properties(width=WIDTH, height=height, **told)
    return made


def _lines(
    base: Any, x: Column, y: Column, series: Column | None, rows: Sequence[Mapping[str, Any]], *, banded: bool,
) -> list[Any]:  # fmt: skip
    draw = _altair()
    across, up = _axis(draw.X, x, x.key, over_time=True), _axis(draw.Y, y, y.key)
    colour = _colour(series, rows)
    layers = []
    if banded:
        low, high = _axis(draw.Y, y, f"{y.key}_low"), draw.Y2(f"{y.key}_high")
        layers.append(base.mark_area(opacity=0.18).encode(across, low, high, **colour))
    dash = {} if series is None else {"strokeDash": draw.StrokeDash(series.key, type="nominal", **_scale(series, rows, _DASHES))}
    return [*layers, base.mark_line(strokeWidth=2).encode(across, up, **colour, **dash)]


def _marks(
    base: Any, chart: Chart, x: Column, y: Column, series: Column | None, rows: Sequence[Mapping[str, Any]], *, across: bool,
) -> list[Any]:  # fmt: skip
    """Bars, points and ranges; with names down the left side when ``across``."""
    draw = _altair()
    names, measure, second = (draw.Y, draw.X, draw.X2) if across else (draw.X, draw.Y, draw.Y2)
    where, what = _axis(names, x, x.key), _axis(measure, y, y.key)
    if across:
        where = where.title(None)
    if chart.mark != "bar":
        what = what.scale(zero=False)
    low, high = _axis(measure, y, f"{y.key}_low"), second(f"{y.key}_high")
    colour = _colour(series, rows)
    ranged = base.mark_rule(strokeWidth=2).encode(where, low, high, **colour)
    spans = any(f"{y.key}_low" in row for row in rows)
    if chart.mark == "bar":
        thick = {"height": {"band": 0.7}} if across else {}
        bars = base.mark_bar(opacity=0.85, **thick).encode(where, what, **colour)
        return [bars, base.mark_rule(strokeWidth=1.5, color=_INK).encode(where, low, high)] if spans else [bars]
    points = base.mark_point(filled=True, size=60, opacity=1).encode(where, what, **colour)
    return [ranged, points] if spans else [points]


def _heat(base: Any, x: Column, y: Column, series: Column | None) -> Any:
    """Rectangles of x and y; the depth of colour is the number in the column of the series."""
    draw = _altair()
    assert series is not None, "a heat chart names its numbers as its series"
    shade = draw.Color(
        series.key, type="quantitative", title=plain(series.title), scale=draw.Scale(range=["#e3eff9", _COLOURS[0]])
    )
    return base.mark_rect().encode(draw.X(x.key, **_typed(x)), draw.Y(y.key, **_typed(y)), shade)


def _colour(series: Column | None, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    draw = _altair()
    if series is None:
        return {"color": draw.value(_COLOURS[0])}
    return {"color": draw.Color(series.key, type="nominal", **_scale(series, rows, _COLOURS))}


def _scale(series: Column, rows: Sequence[Mapping[str, Any]], through: Sequence[Any]) -> dict[str, Any]:
    """One colour or dash for each word of a series, in the order of the table."""
    draw = _altair()
    words = list(dict.fromkeys(row[series.key] for row in rows))
    scale = draw.Scale(domain=words, range=[through[place % len(through)] for place in range(len(words))])
    return {"scale": scale, "title": plain(series.title), "legend": draw.Legend(orient="bottom", columns=2, symbolOpacity=1)}


def _axis(of: Any, column: Column, field: str, *, over_time: bool = False) -> Any:
    return of(field, **_typed(column, over_time=over_time))


def _typed(column: Column, *, over_time: bool = False) -> dict[str, Any]:
    draw = _altair()
    told: dict[str, Any] = {"title": plain(column.title)}
    if column.form in _PERCENT:
        return {**told, "type": "quantitative", "axis": draw.Axis(format="~%")}
    if _measured(column.form):
        return {**told, "type": "quantitative"}
    if over_time and column.form == "date":
        return {**told, "type": "temporal", "scale": draw.Scale(type="utc")}
    return {**told, "type": "ordinal" if column.form == "date" else "nominal", "sort": None}


def _measured(form: Form) -> bool:
    return form not in ("text", "date")


def _rows(table: Table, chart: Chart) -> list[dict[str, Any]]:
    """The cells that a chart draws; an interval goes as its middle, with ``_low`` and ``_high`` beside it."""
    wanted = [key for key in (chart.x, chart.y, chart.series) if key]
    made = []
    for row in table.rows:
        cells: dict[str, Any] = {}
        for key in wanted:
            value = row.cells.get(key)
            if isinstance(value, Interval):
                cells |= {key: _plain(value.mid), f"{key}_low": _plain(value.low), f"{key}_high": _plain(value.high)}
            else:
                cells[key] = _plain(value)
        if cells.get(chart.x) is not None and cells.get(chart.y) is not None:
            made.append(cells)
    return made


def _plain(value: str | float | tuple[str, ...] | None) -> str | float | None:
    """As a drawing takes it: what is no finite number is not drawn."""
    if isinstance(value, tuple):
        return ", ".join(map(plain, value))
    if isinstance(value, str) or value is None:
        return plain(value) if value is not None else None
    return float(value) if isfinite(value) else None


def _places(rows: Sequence[Mapping[str, Any]], key: str) -> int:
    return len({row[key] for row in rows})


def _wrapped(text: str, width: int = 96) -> list[str]:
    return wrap(text, width)


def _altair() -> Any:
    try:
        import altair as alt
    except ImportError as error:
        raise UsageError(MISSING) from error
    return alt


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise UsageError(MISSING) from error
    return vl_convert
