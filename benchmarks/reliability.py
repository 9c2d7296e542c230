"""How often each extraction rule reads right, on labelled text: the table of docs/reference/rules-reliability.md.

usage: python -m benchmarks.reliability GOLD.jsonl EXPORT.jsonl [GOLD EXPORT ...]

GOLD holds entities, relations, attributes and events as labelled by hand, EXPORT is what `entramado export --format claims`
writes of the same texts. A claim can be judged when the gold knows what it speaks of: a relation between two known
entities, an attribute of a predicate labelled for its subject, a part of an event that has a counterpart. The others are
counted as unjudged. The interval is Wilson's, at 95 %.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any, Final

from entramado.knowledge.folding import fold

Line = dict[str, Any]
SYMMETRIC: Final = frozenset({"family_of", "associate_of", "allied_with", "rival_of"})
FREE_TEXT: Final = frozenset({"alias", "description"})
"""Values that the labels do not list in full: what is not among them is not wrong."""


WEIGHT: Final = 8
"""Readings that a family's share counts for when a rule has few of its own."""
OVERALL: Final = 0.75
"""The share assumed before anything is judged: below what development texts show, for they flatter."""


@dataclass(slots=True)
class Tally:
    right: int = 0
    wrong: int = 0
    unjudged: int = 0
    stated: list[float] = field(default_factory=list)
    """The probability that the rule claims for itself."""


def wilson(right: int, total: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927). (0, 1) when nothing was counted."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, right / total
    middle = share + z * z / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return (middle - spread) / (1 + z * z / total), (middle + spread) / (1 + z * z / total)


def shrunk(right: int, total: int, family: float) -> float:
    """A rule's share drawn towards its family's, as if the family had been judged `WEIGHT` times more (beta-binomial mean)."""
    return (right + WEIGHT * family) / (total + WEIGHT)


def families(found: dict[str, Tally]) -> dict[str, float]:
    """Family (the rule id up to its first dot) to the share of its judged readings that are right, drawn towards `OVERALL`."""
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for rule, count in found.items():
        family = rule.partition(".")[0]
        right[family] += count.right
        total[family] += count.right + count.wrong
    return {family: shrunk(right[family], total[family], OVERALL) for family in total}


def load(path: str) -> list[Line]:
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class Gold:
    """Labels, and which entity of an export each stands for: by a shared name and the same type."""

    def __init__(self, labels: Iterable[Line], export: Iterable[Line]) -> None:
        labels, export = list(labels), list(export)
        by_name: dict[tuple[str, str], str] = {}
        for label in labels:
            if label["kind"] == "entity":
                for name in label["names"]:
                    by_name.setdefault((label["type"], fold(name)), label["id"])
        self.gold_of: dict[str, str] = {}
        for entity in export:
            if entity["kind"] == "entity":
                found = [by_name.get((entity["type"], fold(n))) for n in (entity["name"], *entity["names"])]
                known = [f for f in found if f]
                # substances, activities and assets have no labels of their own: relations name them plainly
                self.gold_of[entity["id"]] = max(sorted(set(known)), key=known.count) if known else "=" + fold(entity["name"])
        self.known = {label["id"] for label in labels if label["kind"] == "entity"}
        self.relations = {self._relation(r["s"], r["p"], r["o"]) for r in labels if r["kind"] == "relation"}
        self.known |= {o for _, s, o in self.relations if o.startswith("=")}
        self.values: dict[tuple[str, str], set[str]] = defaultdict(set)
        for label in labels:
            if label["kind"] == "attribute":
                self.values[label["s"], label["p"]] |= {fold(v) for v in label["values"]}
        self.events = self._match([label for label in labels if label["kind"] == "event"], export)

    def _match(self, labelled: list[Line], export: Iterable[Line]) -> dict[str, dict[str, set[str]]]:
        """Entity id of an event to what the labels say of its parts: of the same kind, the one that shares most with it."""
        kinds = {e["id"]: e["subtype"] for e in export if e["kind"] == "entity" and e["type"] == "Event"}
        said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for claim in export:
            if claim["kind"] == "claim" and claim["subject"] in kinds and not claim["negated"]:
                said[claim["subject"]][claim["predicate"]].add(self._part(claim))
        found: dict[str, dict[str, set[str]]] = {}
        for event, parts in said.items():
            near = [
                (sum(len(right[p] & parts[p]) for p in right), label["id"], right)
                for label in labelled
                if label["type"] == kinds[event] and (right := _labelled_parts(label))
            ]
            if near and (best := max(near, key=lambda n: n[:2]))[0]:
                found[event] = best[2]
        return found

    def _part(self, claim: Line) -> str:
        return self.gold_of.get(claim["object"], "") if claim["object"] is not None else str(claim["value"])

    def _relation(self, subject: str, predicate: str, target: str) -> tuple[str, str, str]:
        target = target if target in self.known else "=" + fold(target)
        if predicate in SYMMETRIC and target < subject:
            subject, target = target, subject
        return predicate, subject, target

    def judge(self, claim: Line) -> bool | None:
        """Whether a claim is read right, or None when the labels do not say."""
        if claim["negated"] or claim["modality"] in ("predicted", "hypothetical"):
            return None
        if claim["subject"] in self.events:
            right = self.events[claim["subject"]].get(claim["predicate"])
            return None if right is None else self._part(claim) in right
        subject = self.gold_of.get(claim["subject"], "")
        if claim["object"] is not None:
            target = self.gold_of.get(claim["object"], "")
            if subject not in self.known or target not in self.known or claim["predicate"] == "located_in":
                return None
            predicate = claim["predicate"]
            if predicate in SYMMETRIC and target < subject:
                subject, target = target, subject
            return (predicate, subject, target) in self.relations
        values = self.values.get((subject, claim["predicate"]))
        if values is None or claim["predicate"] in FREE_TEXT:
            return None
        said = fold(str(claim["value"]))
        if re.search(r"\d", said):
            return said in values
        return any(f" {v} " in f" {said} " or f" {said} " in f" {v} " for v in values)


def _labelled_parts(label: Line) -> dict[str, set[str]]:
    """Date, place, roles and counts of a labelled event, by predicate."""
    parts = {role: set(who) for role, who in label.get("roles", {}).items()}
    parts |= {count: set(by) for count, by in label.get("counts", {}).items()}
    if label.get("date"):
        parts["date"] = {label["date"]}
    places = {label["place"]} if label.get("place") else set(label.get("places", ()))
    return parts | ({"place": places} if places else {})


def tally(pairs: Iterable[tuple[str, str]]) -> dict[str, Tally]:
    """Rule id to its count over several pairs of labels and export."""
    found: dict[str, Tally] = defaultdict(Tally)
    for labels, exported in pairs:
        export = load(exported)
        gold = Gold(load(labels), export)
        for claim in export:
            if claim["kind"] != "claim":
                continue
            verdict = gold.judge(claim)
            for reading in claim["readings"]:
                count = found[reading["by"].partition(":")[2] or reading["by"]]
                count.stated.append(reading["p"])
                if verdict is None:
                    count.unjudged += 1
                elif verdict:
                    count.right += 1
                else:
                    count.wrong += 1
    return found


def table(found: dict[str, Tally]) -> str:
    """Markdown, most judged rules first."""
    rows = ["| rule | judged | right | share | 95 % interval | shrunk | states | unjudged |", "|---|---|---|---|---|---|---|---|"]
    means = families(found)
    for rule, count in sorted(found.items(), key=lambda item: (-(item[1].right + item[1].wrong), item[0])):
        total = count.right + count.wrong
        low, high = wilson(count.right, total)
        share = f"{count.right / total:.2f} | {low:.2f} to {high:.2f}" if total else "– | –"
        stated = sum(count.stated) / len(count.stated)
        drawn = shrunk(count.right, total, means[rule.partition(".")[0]])
        rows.append(f"| `{rule}` | {total} | {count.right} | {share} | {drawn:.2f} | {stated:.2f} | {count.unjudged} |")
    return "\n".join(rows)


def main() -> None:
    paths = sys.argv[1:]
    if not paths or len(paths) % 2:
        sys.exit(__doc__)
    print(table(tally(zip(paths[::2], paths[1::2], strict=True))))


if __name__ == "__main__":
    main()
