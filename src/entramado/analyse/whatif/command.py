"""Who can still command whom: directed reach, before and after, for those alone whom the removal can touch.

An order passes along arrows, from superior to subordinate, a group to its members included. A pair of commander and commanded can
be lost only if the commanded is below a removed node (or a cut arrow). So they alone are walked up from. Who leads a group takes
no orders from it, though he may be its member.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.ground import Directed, Flags, Ground
from entramado.analyse.progress import QUIET, Progress
from entramado.analyse.whatif.options import Plan

Rows = tuple[Ints, Numbers, Numbers]
"""``starts``, ``ends`` and ``links`` as in `Graph`, of arrows."""

BELOW: Final = 1_024
"""Subordinates who are walked up from; of more, so many are drawn, and counts are scaled."""
WORK: Final = 30_000_000
"""Ends of arrows that all worlds together may touch."""


@dataclass(frozen=True, slots=True, eq=False)
class Command:
    """Of each world. The removed themselves are not counted among those who command or are commanded afterwards."""

    under: Floats
    """Who was under the removed, directly or not, and remains: shape (worlds,)."""
    headless: Floats
    """Who of them had a person above and has none afterwards, shape (worlds, phases)."""
    pairs: Floats
    """Pairs of commander and commanded among those who remain and stand above and below the removed, shape (worlds, phases +
    1)."""
    superiors: Ints
    """Whose reach may fall: nodes, those who lose most first."""
    reach: Floats
    """How many each of them commands, before and after all phases: shape (worlds, superiors, 2)."""
    orphans: Ints
    """Direct subordinates of the removed: nodes."""
    orphaned: Floats
    """Whether each has no person above afterwards, shape (worlds, orphans)."""
    sampled: bool
    """Whether subordinates were drawn."""


def command_of(ground: Ground, plan: Plan, worlds: int, top: int, seed: int, progress: Progress = QUIET) -> Command | None:
    """None where no arrow of command touches the removal. ``top``: how many superiors to tell one by one."""
    from entramado.analyse.kernels.sharing import shared

    arrows = ground.command
    if arrows is None or not (arrows.belief > 0).any():
        return None
    touched = _touched(ground, arrows, plan)
    if touched is None:
        return None
    nodes, local, chosen, below = touched
    up = _rows(len(nodes), local.pairs[:, ::-1])
    rng = np.random.default_rng([seed, 1])
    some = below if len(below) <= BELOW else np.sort(rng.choice(below, BELOW, replace=False))
    gone = [flags[nodes] for flags in plan.gone]
    persons = np.array([not ground.kinds or ground.kinds[node] == "person" for node in nodes])
    direct = np.unique(local.pairs[gone[-1][local.pairs[:, 0]] | chosen, 1])
    orphans = direct[~gone[-1][direct]]
    scale = len(below) / max(len(some), 1)
    doubt = bool(((local.belief > 0) & (local.belief < 1)).any())
    cost = (len(local.pairs) + len(nodes)) * (len(some) // 64 + 1) * (len(gone) + 1)
    count = int(np.clip(WORK // max(cost, 1), min(8, worlds), worlds)) if doubt else 1

    def reach(rows: Rows) -> Ints:
        from entramado.analyse.kernels.distances import distance_sums

        far, near, reached = np.zeros(len(nodes), np.int64), np.zeros(len(nodes)), np.zeros(len(nodes), np.int64)
        distance_sums(rows[0], rows[1], some, far, near, reached)
        return reached

    def work(world: int) -> tuple[Floats, Floats]:
        """Counts, and each node's reach before and after."""
        from entramado.analyse.kernels.distances import distances
        from entramado.analyse.kernels.rows import thinned, without_nodes

        draw = np.random.default_rng([seed, 2, world])
        there = draw.random(len(local.belief)) < local.belief
        rows = thinned(*up, there)
        before = reach(rows)
        pairs, heads = local.pairs[there], local.pairs[chosen & there, 1]
        down = _rows(len(nodes), pairs)
        follows = distances(down[0], down[1], np.union1d(np.flatnonzero(gone[-1]), heads)) >= 0
        follows &= ~gone[-1]
        had, has = _led(len(nodes), pairs, persons), np.zeros(0, np.bool_)
        counts, headless = [before[~gone[-1]].sum() * scale], []
        rows, pairs = thinned(*rows, ~chosen), local.pairs[there & ~chosen]
        after = before
        for flags in gone:
            rows, pairs = without_nodes(*rows, flags), pairs[~flags[pairs].any(axis=1)]
            after = reach(rows)
            has = _led(len(nodes), pairs, persons & ~flags)
            counts.append(after[~gone[-1]].sum() * scale)
            headless.append(float((follows & had & ~has).sum()))
        lost = (had & ~has)[orphans].astype(np.float64)
        found = np.array([follows.sum(), *headless, *counts, *lost], np.float64)
        return found, np.stack([before, after], axis=1).astype(np.float64) * scale

    made = list(shared(work, range(count), progress, "command"))
    counts = np.stack([each[0] for each in made])
    loss = np.mean([each[1][:, 0] - each[1][:, 1] for each in made], axis=0)
    loss[gone[-1] | ~ground.listed[nodes]] = -1.0
    first = np.argsort(-loss, kind="stable")[:top]
    first = first[loss[first] > 0]
    phases = len(gone)
    return Command(
        counts[:, 0], counts[:, 1 : phases + 1], counts[:, phases + 1 : 2 * phases + 2],
        nodes[first], np.stack([each[1][first] for each in made]),
        nodes[orphans], counts[:, 2 * phases + 2 :], len(some) < len(below),
    )  # fmt: skip


def _touched(ground: Ground, arrows: Directed, plan: Plan) -> tuple[Ints, Directed, Flags, Ints] | None:
    """Who is below the removal, with all who are above any of them: their nodes, the arrows among them in their numbers, which of
    those are cut, and who may be below (in the same numbers, nobody removed).
    """
    from entramado.analyse.kernels.distances import distances

    size = ground.graph.size
    held = (arrows.belief > 0) & ~_backward(ground, arrows)
    pairs, cut = arrows.pairs[held].astype(np.int64), plan.arrows[held]
    gone = np.flatnonzero(plan.all_gone)
    starts = np.unique(np.concatenate([gone, pairs[cut].ravel()]))
    if not np.isin(pairs, starts).any():
        return None
    down, up = _rows(size, pairs), _rows(size, pairs[:, ::-1])
    below = distances(down[0], down[1], starts) >= 0
    nodes = np.flatnonzero(distances(up[0], up[1], np.flatnonzero(below)) >= 0)
    number = np.full(size, -1, np.int64)
    number[nodes] = np.arange(len(nodes))
    kept = (number[pairs] >= 0).all(axis=1)
    local = Directed(number[pairs[kept]].astype(np.int32), arrows.belief[held][kept])
    return nodes, local, cut[kept], number[np.flatnonzero(below & ~plan.all_gone)]


def _backward(ground: Ground, arrows: Directed) -> Flags:
    """The arrows from a group to a person who leads it."""
    if not ground.kinds:
        return np.zeros(len(arrows.pairs), np.bool_)
    size = ground.graph.size
    group = np.array([kind == "group" for kind in ground.kinds])
    pairs = arrows.pairs.astype(np.int64)
    up = group[pairs[:, 1]] & ~group[pairs[:, 0]] & (arrows.belief > 0)
    led = pairs[up, 1] * size + pairs[up, 0]
    down = group[pairs[:, 0]] & ~group[pairs[:, 1]]
    return np.asarray(down & np.isin(pairs[:, 0] * size + pairs[:, 1], led))


def _led(size: int, pairs: Numbers | Ints, persons: Flags) -> Flags:
    """Who has a person above, directly or not. Shape (nodes,)."""
    from entramado.analyse.kernels.distances import distances

    starts, ends, _ = _rows(size, pairs)
    headed = distances(starts, ends, np.flatnonzero(persons)) >= 0
    led = np.zeros(size, np.bool_)
    led[pairs[headed[pairs[:, 0]], 1]] = True
    return led


def _rows(size: int, pairs: Numbers | Ints) -> Rows:
    """The arrows from each node, in compressed rows."""
    order = np.argsort(pairs[:, 0], kind="stable")
    starts = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(pairs[:, 0], minlength=size), out=starts[1:])
    return starts, np.ascontiguousarray(pairs[order, 1], np.int32), order.astype(np.int32)
