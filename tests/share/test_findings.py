"""Findings as people and programs read them: cells, JSON, charts, the page."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from entramado.analyse.findings import Chart, Column, Findings, Interval, Row, Source, Table
from entramado.model.errors import UsageError
from entramado.share.analyses import charts, page, records
from entramado.share.analyses.cells import brackets, cell, levels

HOSTILE = "</script><img src=x onerror=alert(1)>\u202egnp"


def made(name="Ana Ejemplo"):
    columns = [
        Column("who", "Who"),
        Column("rank", "Rank", "rank"),
        Column("chance", "Chance to be among the first ten", "probability"),
        Column("share", "Share that is left", "share"),
        Column("year", "Year", "date"),
        Column("with", "With"),
    ]
    first = {"rank": Interval(1, 2, 4), "chance": Interval(0.6, 0.7, 0.75), "share": 0.4, "year": "2024", "with": ("A", "B")}
    second = {"rank": Interval(1, 3, 9), "chance": 0.04, "share": float("nan"), "year": "2025", "with": None}
    rows = [Row({"who": name, **first}), Row({"who": "Luis Ejemplo", **second})]
    drawn = [
        Chart("ranks", "Ranks", "people", "range", "who", "rank", note="The lower the better."),
        Chart("shares", "Shares", "people", "line", "year", "share", "who"),
        Chart("bands", "Ranks over time", "people", "band", "year", "rank"),
        Chart("bars", "Chances", "people", "bar", "who", "chance"),
        Chart("points", "Two measures", "people", "point", "share", "rank", "who"),
        Chart("heat", "Heat", "people", "heat", "who", "year", "share"),
    ]
    return Findings(
        "key", "Who holds it together?", f"{name} does.", "Counting.", ["The map is whole."], ["It is not."],
        [Table("people", "People", columns, rows, "Read with care."), Table("none", "Nobody", columns, [])], drawn,
        [Source("Borgatti 2006", "key players")], ["Who pays?"], seed=7,
        extra={"auc": 0.25, "order": ["Ana", "Luis"], "answer": "no"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (3, "count", "3"),
        (3.4, "count", "3.4"),
        (1234.5, "count", "1,234"),
        (Interval(1, 3, 7), "rank", "3 (1–7)"),
        (Interval(1.5, 2.5, 4), "rank", "2.5 (1.5–4)"),
        (2.94e-79, "number", "0"),
        (Interval(0.4, 0.62, 0.8), "share", "62 % (40–80 %)"),
        (Interval(-0.3, 0.1, 0.4), "share", "10 % (-30 to 40 %)"),
        (Interval(0.6, 0.7, 0.75), "probability", "70 % (60–75 %), likely"),
        (Interval(0.3, 0.5, 0.9), "probability", "50 % (30–90 %), unlikely to very likely"),
        (0.01, "probability", "1 %, almost no chance"),
        (0.998, "share", "99.8 %"),
        (0.5, "share", "50 %"),
        (0.5, "text", "0.5"),
        (None, "count", "–"),
        (float("nan"), "number", "–"),
        (("a", "b"), "text", "a, b"),
        (150000, "currency", "150,000"),
        (0.0000123, "number", "1.23e-05"),
    ],
)
def test_a_cell_reads_as_its_form_says(value, form, shown):
    assert cell(value, form) == shown


def test_only_a_probability_is_put_in_a_word_and_no_word_speaks_of_confidence():
    for form in ("count", "number", "share", "rank"):
        assert "likely" not in cell(Interval(0.6, 0.7, 0.75), form)
    shown = json.dumps(records.findings(made()))
    assert "confidence" not in shown


def test_brackets_are_explained_by_their_level():
    assert brackets(levels(made())) == "Brackets hold 90 % of what is possible under the assumptions."
    assert not brackets(())


def test_json_has_plain_numbers_and_what_programs_want_at_the_top():
    told = json.loads(json.dumps(records.findings(made()), allow_nan=False))
    assert (told["auc"], told["order"]) == (0.25, ["Ana", "Luis"])
    assert told["answer"] == "Ana Ejemplo does."  # nothing of an analysis's own overrules it
    first, second = told["tables"][0]["rows"]
    assert first["cells"]["rank"] == {"low": 1, "mid": 2, "high": 4, "level": 0.9}
    assert first["shown"]["rank"] == "2 (1–4)"
    assert second["cells"]["share"] is None


def test_every_mark_is_drawn_and_asks_no_host():
    spec = charts.specification(made())
    assert len(spec["vconcat"]) == 6
    assert "http" not in json.dumps({name: part for name, part in spec.items() if name != "$schema"})


def test_pictures_hold_nothing_that_runs():
    few = replace(made(HOSTILE), charts=made().charts[:1])
    assert charts.picture(few, "png").startswith(b"\x89PNG")
    svg = charts.picture(few, "svg").decode()
    assert "<script" not in svg
    assert "\u202e" not in svg


def test_findings_without_a_chart_cannot_be_drawn():
    with pytest.raises(UsageError, match="no chart"):
        charts.specification(replace(made(), charts=[]))


def test_the_page_is_self_contained_and_nothing_of_a_document_is_markup():
    few = replace(made(HOSTILE), charts=made().charts[:2])
    text = page.page(few, "case", marking="TLP:AMBER")
    assert "<script" not in text
    assert "<img src=x" not in text
    assert not re.findall(r'(?:src|href)="(?!data:|#)', text)
    assert "TLP:AMBER" in text
    assert text.count("data:image/svg+xml") == 2
    for said in ("Counting.", "The map is whole.", "It is not.", "Who pays?", "Borgatti 2006", "seed 7"):
        assert said in text


def test_on_the_page_a_word_of_likelihood_may_go_to_the_next_line_and_a_number_not():
    text = page.page(replace(made(), charts=[]), "case")
    assert "2\N{NO-BREAK SPACE}(1–4)" in text
    assert "70\N{NO-BREAK SPACE}%\N{NO-BREAK SPACE}(60–75\N{NO-BREAK SPACE}%), likely" in text
    assert "nowrap" not in text


def test_a_file_of_another_form_is_refused():
    with pytest.raises(UsageError, match="html"):
        page.written(made(), ".docx", "case")


def test_without_altair_the_line_to_install_it_is_told(monkeypatch):
    import builtins

    real = builtins.__import__

    def missing(name, *args, **kwargs):
        if name in ("altair", "vl_convert"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match=r"pip install 'entramado\[charts\]'"):
        charts.ready()
