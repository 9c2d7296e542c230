"""Charts kept in the case: who stands where, what was pinned, hidden, filtered and grouped, and what was written on them.

A chart is handled like all that stands on it: it is shown to whoever may see all of that, and for anybody else it is not there.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from entramado.case.judging import grounds, handling
from entramado.case.opened import CaseView, Opened
from entramado.model.errors import NotFound, UsageError
from entramado.model.marking import Marking, joined
from entramado.model.network import Network
from entramado.store import OWNER
from entramado.store import charts as store
from entramado.store.charts import Sheet

MOST: Final = 60_000
"""Nodes on one chart."""
_NOTES, _LONG, _NAME = 500, 4000, 120


@dataclass(frozen=True, slots=True)
class Standing:
    """A node: an entity, where it stands, and whether it was pinned or hidden by hand."""

    entity: str
    x: float
    y: float
    pinned: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a node was put by hand while the chart is grouped; its own place is that of its `Standing`."""

    entity: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words on a chart: at a place, or `at` an entity ("entity:ID") or a pair ("pair:A~B"), then `x` and `y` are offsets."""

    text: str
    x: float = 0.0
    y: float = 0.0
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is on a chart. ``group`` is none, community or region; ``filter`` the filter as in an address.

    ``arranged`` are nodes that were moved while it was grouped; those that do not stand on it are left out.
    """

    name: str
    nodes: Sequence[Standing]
    notes: Sequence[Annotation] = ()
    group: str = "none"
    filter: str = ""
    arranged: Sequence[Placed] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A chart as it was kept, without what is on it."""

    id: str
    name: str
    by: str
    at: str
    version: int
    """The transaction that it was kept in."""
    marking: str
    nodes: int


@dataclass(frozen=True, slots=True)
class Hung:
    """A chart that is opened: entities are those of the map as it is now."""

    kept: Kept
    drawing: Drawing
    gone: int
    """Nodes that the map has no longer."""


class Charting(Opened):
    """Verbs of a case for charts. ``by`` is who acts, for the audit trail."""

    def charts(self, view: CaseView, as_of: int | None = None) -> Sequence[Kept]:
        """The charts that this viewer may see, by name."""
        return [_kept(sheet) for sheet in self._shown(view, store.sheets(self._store, as_of))]

    def chart_history(self, view: CaseView, chart: str) -> Sequence[Kept]:
        """A chart each time that it was kept, the latest first. Raises NotFound."""
        return [_kept(sheet) for sheet in self._versions(view, chart)]

    def chart(self, view: CaseView, chart: str, version: int | None = None) -> Hung:
        """A chart, or what it was at an earlier version. Raises NotFound, as for one that is hidden."""
        found = [sheet for sheet in self._versions(view, chart) if version in (None, sheet.tx)]
        if version is None:
            standing = {sheet.tx for sheet in store.sheets(self._store) if sheet.id == chart}
            found = [sheet for sheet in found if sheet.tx in standing]
        if not found:
            raise NotFound(f"no chart {chart}")
        return _opened(found[0], view.network())

    def keep_chart(self, drawing: Drawing, view: CaseView, chart: str | None = None, *, by: str = OWNER.name) -> str:
        """Keep a chart of what the owner sees in ``view``, in place of what it was when ``chart`` is given. Returns its id.

        Raises NotFound, UsageError.
        """
        checked = _checked(drawing)
        network = view.network()
        content, notes, entities = _written(checked, network)
        stand_on = grounds(view)
        referents = [referent for entity in entities for referent in network.entities[entity].referents]
        marking = handling(referents, stand_on) if referents else "TLP:CLEAR"
        if chart is not None:
            marking = joined([marking, *(sheet.marking for sheet in store.sheets(self._store) if sheet.id == chart)])
        return store.keep(self._store, chart, checked.name, content, notes, marking, actor=by)

    def drop_chart(self, chart: str, *, by: str = OWNER.name) -> None:
        """End a chart; its versions stay on the record. Raises NotFound."""
        store.drop(self._store, chart, actor=by)

    def _versions(self, view: CaseView, chart: str) -> Sequence[Sheet]:
        found = self._shown(view, store.history(self._store, chart))
        if not found:
            raise NotFound(f"no chart {chart}")
        return found

    def _shown(self, view: CaseView, sheets: Iterable[Sheet]) -> list[Sheet]:
        """Those that the viewer may see: as they were marked when they were kept, and as what stands on them is marked now."""
        viewer = view.viewer
        some = [sheet for sheet in sheets if Marking.parse(sheet.marking).visible_to(viewer)]
        if viewer.owner or not some:
            return some
        stand_on = grounds(self._view())
        found = []
        for sheet in some:
            left = [referent for referent in sheet.referents if referent in stand_on]
            if Marking.parse(handling(left, stand_on) if left else "TLP:CLEAR").visible_to(viewer):
                found.append(sheet)
        return found


def _kept(sheet: Sheet) -> Kept:
    return Kept(sheet.id, sheet.name, sheet.by, sheet.at, sheet.tx, sheet.marking, len(sheet.referents))


def _checked(drawing: Drawing) -> Drawing:
    name = " ".join(drawing.name.split())
    placed: list[Standing | Annotation | Placed] = [*drawing.nodes, *drawing.notes, *drawing.arranged]
    numbers = [number for each in placed for number in (each.x, each.y)]
    if not name or len(name) > _NAME:
        raise UsageError(f"give the chart a name of up to {_NAME} letters")
    longest = max((len(note.text) for note in drawing.notes), default=0)
    if max(len(drawing.nodes), len(drawing.arranged)) > MOST or len(drawing.notes) > _NOTES or longest > _LONG:
        raise UsageError(f"a chart holds {MOST} nodes and {_NOTES} notes of {_LONG} letters")
    if not all(math.isfinite(number) and abs(number) < 1e9 for number in numbers):
        raise UsageError("a position on a chart is a number")
    if drawing.group not in ("none", "community", "region"):
        raise UsageError("a chart is grouped by none, community or region")
    return replace(drawing, name=name, filter=drawing.filter[:_LONG])


def _written(drawing: Drawing, network: Network) -> tuple[str, str, list[str]]:
    """Content and notes as they are kept, entities by their first referent; and the entities. Raises NotFound."""
    first: dict[str, str] = {}
    for node in drawing.nodes:
        entity = network.entities.get(node.entity)
        if entity is None:
            raise NotFound(f"no entity {node.entity}: reload the chart, the map has changed")
        first[node.entity] = min(entity.referents)
    nodes = [[first[n.entity], round(n.x, 2), round(n.y, 2), n.pinned * 1 + n.hidden * 2] for n in drawing.nodes]
    arranged = [[first[n.entity], round(n.x, 2), round(n.y, 2)] for n in drawing.arranged if n.entity in first]
    content = {"nodes": nodes, "group": drawing.group, "filter": drawing.filter, "arranged": arranged}
    notes = [[note.text, round(note.x, 2), round(note.y, 2), _translated(note.at, first)] for note in drawing.notes]
    return _json(content), _json(notes), list(first)


def _opened(sheet: Sheet, network: Network) -> Hung:
    content = json.loads(sheet.content)
    now: dict[str, str] = {}
    nodes: dict[str, Standing] = {}
    for referent, x, y, marks in content["nodes"]:
        entity = network.entity_of.get(referent)
        if entity is not None:
            now[referent] = entity
            nodes.setdefault(entity, Standing(entity, x, y, bool(marks & 1), bool(marks & 2)))
    notes = [Annotation(text, x, y, _translated(at, now)) for text, x, y, at in json.loads(sheet.notes)]
    # Charts that were kept before this was say nothing of it.
    arranged = [Placed(now[referent], x, y) for referent, x, y in content.get("arranged", ()) if referent in now]
    drawing = Drawing(sheet.name, list(nodes.values()), notes, content["group"], content["filter"], arranged)
    return Hung(_kept(sheet), drawing, len(content["nodes"]) - len(now))


def _translated(at: str | None, names: Mapping[str, str]) -> str | None:
    """What a note is at, in other ids; None when that is not on the chart."""
    kind, _, ids = (at or "").partition(":")
    ends = [names.get(each) for each in ids.split("~")]
    known = [end for end in ends if end is not None]
    if len(known) != len(ends) or (kind, len(known)) not in (("entity", 1), ("pair", 2)):
        return None
    return f"{kind}:{'~'.join(sorted(known))}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
