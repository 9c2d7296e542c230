"""The link chart over HTTP: who stands on it, what the filter leaves, paths, and charts kept in the case."""

import math
import time

import pytest


def columns(chart):
    nodes = chart["nodes"]
    return {name: number for number, name in enumerate(nodes["name"])}


def test_a_chart_has_every_tied_entity_and_its_links_in_columns(page):
    chart = page.get("/chart")
    nodes, links = chart["nodes"], chart["links"]
    assert len({len(column) for column in nodes.values()}) == 1
    assert len({len(column) for column in links.values()}) == 1
    assert len(nodes["id"]) == chart["chosen"] == chart["entities"] > 2
    assert all(math.isfinite(value) for value in (*nodes["x"], *nodes["y"]))
    for a, b in zip(links["a"], links["b"], strict=True):
        assert nodes["id"][a] < nodes["id"][b]
        assert page.get(f"/pairs/{nodes['id'][a]}~{nodes['id'][b]}")["lines"]
    assert all(chart["says"][number] for number in links["says"])


def test_the_filter_hides_and_moves_nothing(page):
    whole = page.get("/chart")
    at = dict(zip(whole["nodes"]["id"], zip(whole["nodes"]["x"], whole["nodes"]["y"], strict=True), strict=True))
    green = next(source.id for source in page.desk.case.view().sources() if "green" in source.name)
    some = page.get("/chart", hide_source=green)
    assert 0 < len(some["links"]["a"]) < len(whole["links"]["a"])
    assert some["hidden_links"] == len(whole["links"]["a"]) - len(some["links"]["a"])
    assert some["hidden_nodes"] == len(whole["nodes"]["id"]) - len(some["nodes"]["id"])
    for node, x, y in zip(some["nodes"]["id"], some["nodes"]["x"], some["nodes"]["y"], strict=True):
        assert at[node] == (x, y)
    assert page.get("/chart", belief=1)["links"]["a"] == []


def test_a_focus_shows_what_is_around_it_and_expanding_brings_more(page):
    whole = page.get("/chart")
    focus = whole["nodes"]["id"][0]
    near = page.get("/chart", focus=focus)
    around = {hit["entity"]["id"] for hit in page.get(f"/entities/{focus}/surroundings")["items"]}
    assert set(near["nodes"]["id"]) == around | {focus}
    far = page.get("/chart", focus=focus, expand=sorted(around))
    assert set(near["nodes"]["id"]) <= set(far["nodes"]["id"])
    places = dict(zip(far["nodes"]["id"], zip(far["nodes"]["x"], far["nodes"]["y"], strict=True), strict=True))
    for node, x, y in zip(near["nodes"]["id"], near["nodes"]["x"], near["nodes"]["y"], strict=True):
        assert places[node] == (x, y)
    page.get("/chart", 404, focus="e0")
    assert page.get("/chart", add="e0")["gone"] == ["e0"]


def test_a_path_has_a_step_for_each_pair_with_its_lines(page):
    chart = page.get("/chart")
    ids, links = chart["nodes"]["id"], chart["links"]
    a, b = ids[links["a"][0]], ids[links["b"][0]]
    found = page.get("/paths", a=a, b=b)["paths"][0]
    assert [node["id"] for node in found["nodes"]] == [a, b]
    assert found["steps"][0]["pair"] == f"{a}~{b}"
    assert found["steps"][0]["lines"][0]["claims"] >= 1
    assert page.get("/paths", a=a, b=b, belief=1)["paths"] == []
    assert page.get("/paths", a=a, b=a)["paths"] == []
    page.get("/paths", 404, a=a, b="e0")


def drawing(page, name="The coast", **more):
    nodes = page.get("/chart")["nodes"]
    standing = [
        {"entity": node, "x": 10.0 * number, "y": -5.0, "pinned": number == 0, "hidden": number == 1}
        for number, node in enumerate(nodes["id"])
    ]
    notes = [{"text": "See the harbour", "x": 1, "y": 2}, {"text": "Who?", "at": f"entity:{nodes['id'][0]}"}]
    return {"name": name, "nodes": standing, "notes": notes, "group": "community", "filter": "belief=0.2"} | more


def test_a_chart_is_kept_opened_changed_and_deleted(page):
    first = drawing(page)
    made = page.post("/charts", first)["id"]
    opened = page.get(f"/charts/{made}")
    assert opened["gone"] == 0
    assert opened["kept"]["by"] == "Inés Ejemplo"
    assert opened["drawing"]["nodes"] == first["nodes"]
    assert opened["drawing"]["notes"] == [
        {"text": "See the harbour", "x": 1, "y": 2, "at": None},
        {"text": "Who?", "x": 0, "y": 0, "at": first["notes"][1]["at"]},
    ]
    shown = page.get("/chart", chart=made)["nodes"]
    assert dict(zip(shown["id"], shown["x"], strict=True)) == {node["entity"]: node["x"] for node in first["nodes"]}
    page.put(f"/charts/{made}", drawing(page, "The harbour"))
    assert [kept["name"] for kept in page.get("/charts")["items"]] == ["The harbour"]
    versions = page.get(f"/charts/{made}/versions")["items"]
    assert [kept["name"] for kept in versions] == ["The harbour", "The coast"]
    assert page.get(f"/charts/{made}", version=versions[1]["version"])["drawing"]["name"] == "The coast"
    page.delete(f"/charts/{made}")
    assert page.get("/charts")["items"] == []
    page.get(f"/charts/{made}", 404)
    assert page.get("/charts", as_of=versions[0]["version"])["items"][0]["id"] == made
    assert page.desk.case.verify() == []


def test_a_kept_chart_remembers_who_was_moved_within_his_group(page):
    whole = drawing(page)
    moved = [{"entity": whole["nodes"][0]["entity"], "x": 7.5, "y": -3}]
    made = page.post("/charts", whole | {"arranged": [*moved, {"entity": "e0", "x": 1, "y": 1}]})["id"]
    assert page.get(f"/charts/{made}")["drawing"]["arranged"] == moved


def test_the_filter_hides_on_a_kept_chart_what_it_hides_on_any(page):
    nodes = page.get("/chart")["nodes"]["id"]
    made = page.post("/charts", drawing(page))["id"]
    green = next(source.id for source in page.desk.case.view().sources() if "green" in source.name)
    some = page.get("/chart", chart=made, hide_source=green)
    assert set(some["nodes"]["id"]) == set(page.get("/chart", hide_source=green)["nodes"]["id"]) < set(nodes)
    assert some["hidden_nodes"] == len(nodes) - len(some["nodes"]["id"]) > 0
    alone = page.post("/charts", {"name": "One", "nodes": [{"entity": nodes[0], "x": 0, "y": 0}]})["id"]
    assert page.get("/chart", chart=alone, belief=1)["nodes"]["id"] == [nodes[0]]


@pytest.mark.parametrize(
    "wrong",
    [{"name": "  "}, {"name": "x" * 200}, {"group": "rank"}, {"notes": [{"text": "x" * 5000}]}],
)
def test_what_is_no_chart_is_refused(page, wrong):
    page.post("/charts", drawing(page, **wrong), 400)
    page.post("/charts", drawing(page, nodes=[{"entity": "e0", "x": 0, "y": 0}]), 404)
    page.post("/charts", drawing(page, nodes=[{"entity": "e0", "x": "far", "y": 0}]), 422)


def test_keeping_a_chart_makes_no_new_map_and_tells_the_trail_no_names(page):
    before = page.desk.case.state()
    page.post("/charts", drawing(page))
    assert page.desk.case.state() == before
    for _ in range(200):
        if not page.desk.updating:
            break
        time.sleep(0.02)
    else:
        pytest.fail("the page says for ever that the map is being made")
    entry = page.desk.case.audit()[-1]
    assert entry.action == "chart"
    assert set(entry.what) == {"chart", "nodes", "digest"}


def test_a_chart_of_what_a_viewer_may_not_see_is_not_there_for_him(page, opened):
    made = page.post("/charts", drawing(page))["id"]
    for viewer in ("nobody", *(viewer.name for viewer in page.desk.case.viewers() if not viewer.owner)):
        other = opened(viewer, by=None)
        if len(other.get("/chart")["nodes"]["id"]) < len(drawing(page)["nodes"]):
            assert other.get("/charts")["items"] == []
            other.get(f"/charts/{made}", 404)
            other.get(f"/charts/{made}/versions", 404)
            other.get("/chart", 404, chart=made)
            other.post("/charts", drawing(page), 403)
            break
    else:
        pytest.fail("every viewer sees all of the case")


def test_a_chart_is_hidden_once_what_stands_on_it_is_marked_higher(page, opened):
    case = page.desk.case
    standing = [{"entity": page.find(name), "x": 0, "y": 0} for name in ("Beto Ficticio", "Grupo Lejano")]
    made = page.post("/charts", {"name": "For all", "nodes": standing})["id"]
    other = opened("nobody", by=None)
    assert [kept["id"] for kept in other.get("/charts")["items"]] == [made]
    assert other.get("/chart", chart=made)["nodes"]["x"] == [0, 0]
    case.mark(next(d.id for d in case.view().documents() if d.name == "other.txt"), "TLP:RED", "kept closer", by="Inés Ejemplo")
    assert opened("nobody", by=None).get("/charts")["items"] == []
    assert [kept["id"] for kept in page.get("/charts")["items"]] == [made]


def test_a_purge_takes_every_version_on_which_what_goes_stands(page):
    case = page.desk.case
    beto, rest = page.find("Beto Ficticio"), page.find("Grupo Prueba")
    told = {"text": "Beto Ficticio was here", "x": 0, "y": 0}
    both = page.post("/charts", {"name": "Both", "nodes": [{"entity": each, "x": 0, "y": 0} for each in (beto, rest)]})["id"]
    page.put(f"/charts/{both}", {"name": "One left", "nodes": [{"entity": rest, "x": 0, "y": 0}], "notes": [told]})
    plan = case.plan_purge(subject="Beto Ficticio")
    assert plan.rows["chart"] == 1
    case.purge(plan, authority="order 7", why="by order", by="Inés Ejemplo")
    page.settle()
    assert [kept["name"] for kept in page.get(f"/charts/{both}/versions")["items"]] == ["One left"]
    left = page.get(f"/charts/{both}")["drawing"]
    assert left["notes"][0]["text"].endswith("was here")
    assert "Beto" not in left["notes"][0]["text"]
    assert case.verify() == []
