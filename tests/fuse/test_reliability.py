import json
from pathlib import Path

import pytest

from benchmarks.reliability import table, tally, wilson


def test_wilson_interval_is_wide_for_few() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(9, 10)
    assert (low, high) == (pytest.approx(0.596, abs=0.001), pytest.approx(0.982, abs=0.001))
    assert wilson(90, 100)[0] > low


def line(predicate: str, subject: str, target: str | None = None, value: str | None = None, rule: str = "role.boss") -> dict:
    return {
        "kind": "claim",
        "subject": subject,
        "predicate": predicate,
        "object": target,
        "value": value,
        "negated": False,
        "modality": "stated",
        "readings": [{"by": f"rules@1:{rule}", "p": 0.9}],
    }


def test_readings_are_counted_by_rule(tmp_path: Path) -> None:
    labels = [
        {"kind": "entity", "id": "he", "type": "Person", "names": ["Nemesio Ficticio"]},
        {"kind": "entity", "id": "it", "type": "Organization", "names": ["Mirador Cartel"]},
        {"kind": "relation", "s": "he", "p": "leads", "o": "it"},
        {"kind": "attribute", "s": "he", "p": "age", "values": {"59": []}},
        {"kind": "event", "id": "raid", "type": "operation", "date": "2026-02-22", "roles": {"target": ["he"]}},
    ]
    export = [
        {"kind": "entity", "id": "e1", "type": "Person", "subtype": None, "name": "Nemesio Ficticio", "names": []},
        {"kind": "entity", "id": "e2", "type": "Organization", "subtype": None, "name": "Mirador Cartel", "names": []},
        {"kind": "entity", "id": "e3", "type": "Event", "subtype": "operation", "name": "a raid", "names": []},
        line("leads", "e1", "e2"),
        line("founded", "e1", "e2"),
        line("age", "e1", value="60", rule="age"),
        line("size", "e2", value="200", rule="size"),
        line("target", "e3", "e1", rule="raid"),
        line("date", "e3", value="2026-02-23", rule="raid"),
    ]
    for name, lines in (("gold", labels), ("map", export)):
        (tmp_path / name).write_text("\n".join(json.dumps(x) for x in lines), encoding="utf-8")
    found = tally([(str(tmp_path / "gold"), str(tmp_path / "map"))])
    assert {rule: (c.right, c.wrong, c.unjudged) for rule, c in found.items()} == {
        "role.boss": (1, 1, 0),
        "age": (0, 1, 0),
        "size": (0, 0, 1),
        "raid": (1, 1, 0),
    }
    assert "| `role.boss` | 2 | 1 | 0.50 |" in table(found)
