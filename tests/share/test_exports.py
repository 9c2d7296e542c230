"""Every exporter writes something its format's readers accept; nothing of a document can act in a page."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from lxml import etree, html

from entramado.share.exports import EXPORTERS
from entramado.share.page import write_page


def exported(small_map, form: str) -> str:
    out = io.StringIO()
    EXPORTERS[form](small_map.view, small_map.network, out)
    return out.getvalue()


def test_claims_are_json_lines_in_the_order_of_kinds_and_quote_the_text(small_map):
    lines = [json.loads(line) for line in exported(small_map, "claims").splitlines()]
    kinds = [line["kind"] for line in lines]
    assert kinds == sorted(kinds, key=["document", "entity", "claim", "disagreement"].index)
    texts = {line["id"]: line["text"] for line in lines if line["kind"] == "document"}
    entities = {line["id"] for line in lines if line["kind"] == "entity"}
    for claim in (line for line in lines if line["kind"] == "claim"):
        assert texts[claim["document"]][claim["start"] : claim["end"]] == claim["quote"]
        assert claim["subject"] in entities
        assert claim["object"] is None or claim["object"] in entities
    killed = next(line for line in lines if line.get("predicate") == "killed")
    assert (killed["value"], killed["qualifiers"]["bound"]) == ("5", "at_least")


def test_csv_holds_no_formula(small_map):
    rows = list(csv.DictReader(io.StringIO(exported(small_map, "csv"))))
    assert len(rows) == len(small_map.view.claim_list)
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert any(row["said_by"].startswith("'=cmd") for row in rows)


@pytest.mark.parametrize(("form", "node", "edge"), [("graphml", "node", "edge"), ("gexf", "node", "edge")])
def test_graphs_are_xml_whose_edges_end_at_nodes(small_map, form, node, edge):
    root = etree.fromstring(exported(small_map, form).encode())
    nodes = {n.get("id") for n in root.iter(f"{{*}}{node}")}
    edges = list(root.iter(f"{{*}}{edge}"))
    assert nodes == set(small_map.network.entities)
    assert len(edges) == sum(a.object is not None for a in small_map.network.edges)
    assert all({e.get("source"), e.get("target")} <= nodes for e in edges)


def test_geojson_puts_longitude_first_and_names_its_claims(small_map):
    found = json.loads(exported(small_map, "geojson"))
    assert {f["properties"]["type"] for f in found["features"]} == {"Place", "Event"}
    assert all(f["properties"]["claims"] for f in found["features"])
    assert all(len(f["geometry"]["coordinates"]) == 2 for f in found["features"])


def test_the_page_is_self_contained_and_a_hostile_document_is_only_text(small_map):
    out = io.StringIO()
    write_page(small_map.view, small_map.network, out, "Case <b>one</b>")
    page = out.getvalue()
    assert page.count("<script") == 2
    assert "<b>one</b>" not in page
    assert "alert(1)</script>" not in page
    assert "\u202e" not in page
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    policy = html.fromstring(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL).group(1))
    assert "</script><script>alert(1)</script>" in data["exhibits"][small_map.view.claim_list[1].id]["quote"]
    assert {e["id"] for e in data["entities"]} == set(small_map.network.entities)
