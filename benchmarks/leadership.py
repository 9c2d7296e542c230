"""Who leads, told from structure: AUC against known leaders. And what each seizure changed in the Caviar network.

`python -m benchmarks.published leadership` prints it.

Leaders are `senior` in five periods of the Provisional IRA (Gill et al. 2014), ranking 1 or 2 of 5 in the London gang (Grund and
Densley 2015), and in Caviar the two main coordinators and the lieutenant (N1, N12, N3: Morselli 2009). No order is fitted on
them: the position of a node is the mean of three standings (entramado.analyse.key.leading). Lines told apart: ties of the period
alone; with units (brigades) as nodes beside them, as a case's memberships are; with all earlier periods' ties as well. Periods
share people: 3 of the seniors are senior in all five. The two numbers of the probability are fitted on these periods; its log
loss is measured with numbers fitted on the four others.

The periods 2 to 5 of the file have one column (a sixth brigade) more than its header names: columns are read by their place.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from benchmarks.figures import Figure, Skipped
from benchmarks.intervals import COVERT, periods
from entramado.analyse.graph import Graph
from entramado.analyse.key.change import change
from entramado.analyse.key.leading import ONE_NETWORK, WITH_EARLIER, position, standing
from entramado.analyse.key.measured import MEASURES, Rows
from entramado.analyse.key.ranks import mid_ranks

PHASES: Final = {1: 2, 2: 5, 3: 6, 4: 7, 5: 8, 6: 9, 8: 11, 9: 12, 10: 3, 11: 4}
"""Phase of the Caviar case to the number in the file, which has all phases together as 1, then 1, 10, 11, 2, 3 … as their names
sort. What stands in the place of phase 7 are the links of phase 9 under other people's names: it is left out. The share of links
that two phases have in common bears this order out.
"""
SEIZED: Final = {
    4: "300 kg marijuana", 6: "30 kg marijuana, 2 kg cocaine", 7: "401 kg marijuana", 8: "9 kg cocaine",
    9: "500 kg marijuana, 2 kg cocaine", 10: "2,200 kg marijuana", 11: "23 kg cocaine",
}  # fmt: skip
"""By phase (Morselli, Inside Criminal Networks, 2009)."""


ALL_KNOWN: Final = "ties, and with units, earlier too"
"""The most that a case knows, which is what the target is for."""


@dataclass(frozen=True, slots=True)
class Period:
    graph: Graph
    names: list[str]
    senior: np.ndarray
    units: list[tuple[int, int]]
    """(person, brigade): brigades are told apart within the file's columns."""


def pira() -> dict[int, Period]:
    rows: dict[int, list[list[str]]] = {}
    with (COVERT / "pira_periods_nodes.csv").open(newline="") as file:
        for row in csv.reader(file):
            if row[0].isdigit():
                rows.setdefault(int(row[0]), []).append(row)
    found = {}
    for number, (graph, names) in periods("pira_periods").items():
        of = rows[number]
        brigades = range(7, 12 if len(of[0]) == 21 else 13)
        # the sixth, which the later periods have, stands before the last of the first five
        kinds = range(6) if len(brigades) == 6 else (0, 1, 2, 3, 5)
        unit = dict(zip(brigades, kinds, strict=True))
        units = [(person, unit[column]) for person, row in enumerate(of) for column in brigades if row[column] == "1.0"]
        senior = np.array([row[brigades.stop + 3] == "1.0" for row in of])
        found[number] = Period(graph, names, senior, units)
    return found


def auc(scores: np.ndarray, positive: np.ndarray) -> float:
    """The chance that one of the positive scores above one of the others; equal scores count half."""
    ranks, _ = mid_ranks(-scores)
    count = int(positive.sum())
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * (len(positive) - count)))


def cumulative(found: dict[int, Period], number: int) -> tuple[Graph, list[tuple[int, int]], np.ndarray]:
    """Ties and units of the periods up to one, as one network: its own people are the nodes given last."""
    at: dict[str, int] = {}
    pairs, units = set(), set()
    for earlier in sorted(found):
        if earlier <= number:
            period = found[earlier]
            own = [at.setdefault(name, len(at)) for name in period.names]
            pairs |= {(own[a], own[b]) for a, b in period.graph.pairs.tolist()}
            units |= {(own[person], unit) for person, unit in period.units}
    listed = np.zeros(len(at), np.bool_)
    listed[[at[name] for name in found[number].names]] = True
    return Graph.of(len(at), np.array(sorted({(min(p), max(p)) for p in pairs}))), sorted(units), listed


def with_units(graph: Graph, units: Sequence[tuple[int, int]]) -> Graph:
    """The network with a node for each unit, tied to its people."""
    extra = np.array([(person, graph.size + unit) for person, unit in units]).reshape(-1, 2)
    return Graph.of(graph.size + 6, np.concatenate([graph.pairs, extra]))


def single(graph: Graph, name: str) -> np.ndarray:
    rows = Rows.of(graph.size, graph.pairs, graph.weight, graph.size, np.random.default_rng(0))
    return MEASURES[name].of(rows) * (-1 if MEASURES[name].low_first else 1)


def measure() -> Iterator[Figure | Skipped]:
    if not COVERT.is_dir():
        yield Skipped("who leads, told from structure", "the covert networks are not beside the checkout")
        return
    yield from leadership()
    yield from london()
    yield from caviar()


def leadership() -> Iterator[Figure]:
    found = pira()
    lines: dict[str, list[float]] = {}
    given: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {"one network": [], "earlier too": []}
    for number, period in sorted(found.items()):
        everybody = np.ones(period.graph.size, np.bool_)
        for name in ("degree", "betweenness", "harmonic", "pagerank", "constraint", "effective_size"):
            lines.setdefault(f"{name} alone", []).append(auc(single(period.graph, name), period.senior))
        ties = position([period.graph], everybody)
        lines.setdefault("ties", []).append(auc(ties, period.senior))
        one = with_units(period.graph, period.units)
        lines.setdefault("ties with units", []).append(auc(position([one], everybody), period.senior))
        both = position([period.graph, one], everybody)
        lines.setdefault("ties, and with units", []).append(auc(both, period.senior))
        whole, units, listed = cumulative(found, number)
        order = {name: place for place, name in enumerate(_names(found, number, listed))}
        own = np.array([order[name] for name in period.names])
        for title, graphs in (("ties, earlier too", [whole]), (ALL_KNOWN, [whole, with_units(whole, units)])):
            scores = position(graphs, listed)[own]
            lines.setdefault(title, []).append(auc(scores, period.senior))
        given["one network"].append((ties, period.senior))
        given["earlier too"].append((scores, period.senior))
    best = lines.pop(ALL_KNOWN)
    told = {number: "; ".join(f"{title} {of[number]:.3f}" for title, of in lines.items()) for number in range(len(best))}
    for number, value in enumerate(best):
        note = f"{ALL_KNOWN}; {told[number]}; betweenness in the published comparison 0.69 to 0.98"
        yield Figure(f"Provisional IRA, period {number + 1}, seniors: AUC", value, "", 0.85, "at least", note)
    everything = np.concatenate([period.senior for period in found.values()])
    base = log_loss(np.full(len(everything), everything.mean()), everything)
    for title, shipped in (("one network", ONE_NETWORK), ("earlier too", WITH_EARLIER)):
        out = []
        for left_out in range(len(given[title])):
            slope, start = fitted([one for number, one in enumerate(given[title]) if number != left_out])
            scores, senior = given[title][left_out]
            out.append((1 / (1 + np.exp(-(start + slope * log_odds(scores)))), senior))
        loss = log_loss(*(np.concatenate(part) for part in zip(*out, strict=True)))
        again = tuple(round(number, 2) for number in fitted(given[title]))
        note = f"log loss of the base rate {base:.4f}; shipped {shipped}, fitted again {again}"
        yield Figure(f"the probability of leading, {title}: log loss", loss, "", base, note=note)


def log_odds(scores: np.ndarray) -> np.ndarray:
    share = standing(mid_ranks(scores)[0])
    return np.log(share / (1 - share))


def log_loss(chance: np.ndarray, happened: np.ndarray) -> float:
    return float(-np.where(happened, np.log(chance), np.log1p(-chance)).mean())


def fitted(cases: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[float, float]:
    """Slope and start of a logistic regression on the log-odds of the standing, by Newton's method."""
    along = np.concatenate([log_odds(scores) for scores, _ in cases])
    happened = np.concatenate([senior for _, senior in cases]).astype(float)
    given = np.stack([along, np.ones(len(along))], axis=1)
    numbers = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-given @ numbers))
        numbers += np.linalg.solve((given * (chance * (1 - chance))[:, None]).T @ given, given.T @ (happened - chance))
    return float(numbers[0]), float(numbers[1])


def _names(found: dict[int, Period], number: int, listed: np.ndarray) -> list[str]:
    at: dict[str, int] = {}
    for earlier in sorted(found):
        if earlier <= number:
            for name in found[earlier].names:
                at.setdefault(name, len(at))
    return [name for name, place in sorted(at.items(), key=lambda each: each[1]) if listed[place]]


def london() -> Iterator[Figure]:
    ((graph, _),) = periods("london_gang_attributes").values()
    with (COVERT / "london_gang_attributes_nodes.csv").open(newline="") as file:
        leads = np.array([float(row["Ranking"]) <= 2 for row in csv.DictReader(file)])
    note = ", ".join(f"{name} {auc(single(graph, name), leads):.3f}" for name in ("degree", "betweenness", "effective_size"))
    of = f"London gang, ranking 1 or 2 ({leads.sum()} of {len(leads)}): AUC"
    yield Figure(of, auc(position([graph], np.ones(graph.size, np.bool_)), leads), "", note=note)


def caviar() -> Iterator[Figure]:
    """Phase by phase: who came, went, rose and fell, beside what had been seized."""
    found = periods("caviar_phases")
    whole, names = found[1]
    scores, leads = position([whole], np.ones(whole.size, np.bool_)), np.isin(names, ("1", "3", "12"))
    first = ", ".join(f"N{names[node]}" for node in np.argsort(-scores)[:5])
    yield Figure(f"Caviar, N1, N12 and N3 of {whole.size}: AUC", auc(scores, leads), "", note=f"first by position: {first}")
    for (one, before), (other, after) in pairwise((phase, found[number]) for phase, number in PHASES.items()):
        made = change(before, after)
        rose = ", ".join(f"N{moved.name} {moved.rise:+.2f}" for moved in made.moved[:3] if moved.rise > 0)
        fell = ", ".join(f"N{moved.name} {moved.rise:+.2f}" for moved in made.moved[::-1][:3] if moved.rise < 0)
        seized = "; ".join(SEIZED[phase] for phase in range(one, other) if phase in SEIZED) or "nothing"
        note = (
            f"seized before: {seized}; {len(made.moved)} stay, {len(made.came)} came, {len(made.went)} went;"
            f" by betweenness rose {rose or 'none'}; fell {fell or 'none'}"
        )
        yield Figure(f"Caviar, phase {one} to {other}: links kept", made.stability, "", note=note)
