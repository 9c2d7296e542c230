"""What the findings on key people say about themselves: method, assumptions, limits, sources, questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from entramado.analyse.findings import Chart, Findings, Source, Table
from entramado.analyse.ground import Ground
from entramado.analyse.key.measured import MEASURES
from entramado.analyse.key.options import LEADING_UP_TO, KeyPeople, several

if TYPE_CHECKING:
    from entramado.analyse.key.analysis import Outcome

FIRM: Final = 0.9
"""The chance from which one is said to be among the first."""
QUESTION: Final = "Which people and groups hold the network together, and how sure is that?"
METHOD: Final = (
    "Nodes are ranked in many possible worlds. In each, a known link is there with the probability of its belief, and unseen "
    "links are added: as many as the assumed share missing leaves out, and where links are found missing when known ones are "
    "hidden again. The interval holds the rank with the stated probability; its tails are set by trials on this very network, "
    "in which known links are hidden and the ranks of the whole looked up."
)
SOURCES: Final = (
    Source("Borgatti, Carley and Krackhardt, Social Networks 28 (2006)", "how measures fare when links are missing"),
    Source("Smith and Moody, Social Networks 35 (2013); Smith, Moody and Morgan, 48 (2017)", "missing nodes and links"),
    Source("Efron and Tibshirani, An Introduction to the Bootstrap (1993)", "trials that set the tails: the double bootstrap"),
    Source("Zhou, Lü and Zhang, European Physical Journal B 71 (2009)", "where links close triangles: resource allocation"),
    Source("Freeman, Sociometry 40 (1977); Brandes, J. Mathematical Sociology 25 (2001)", "betweenness"),
    Source("Burt, Structural Holes (1992)", "constraint and effective size"),
    Source("Gould and Fernandez, Sociological Methodology 19 (1989)", "brokerage roles"),
    Source("Borgatti, Computational and Mathematical Organization Theory 12 (2006)", "sets of key players"),
    Source("Traag, Waltman and van Eck, Scientific Reports 9 (2019)", "communities (Leiden)"),
    Source("Lorrain and White, J. Mathematical Sociology 1 (1971)", "structural equivalence"),
)
LEADING: Final = (
    Source("Morselli, Inside Criminal Networks (2009)", "leaders broker: high betweenness, few contacts"),
    Source("Calderoni and Superchi, Crime, Law and Social Change 72 (2019)", "betweenness tells leaders best"),
    Source("Gill et al., International Interactions 40 (2014)", "the networks that the probability of leading was set on"),
)
LIMITS: Final = (
    "A position in the network, not guilt or danger. A contact is no member, and who is named often may only be watched more.",
    "People whom no source names are in no world: the intervals are about unseen links among known people.",
    "Links are taken to be missing by chance. Where a source looked at some more than at others, they rank too high.",
    "An interval holds its share of ranks over all nodes; of the very first it may hold fewer.",
)


def nobody(ground: Ground, options: KeyPeople) -> Findings:
    """Of a network in which nobody may be listed."""
    why = "The network is empty." if not ground.graph.size else "Nobody in this network may be listed, so nobody is ranked."
    return Findings(
        "key", QUESTION, why, METHOD, assumptions(options), [*LIMITS, *ground.notes], [], sources=SOURCES,
        reads=ground.projection, seed=options.seed, extra={"ranked": 0},
    )  # fmt: skip


def assumptions(options: KeyPeople) -> list[str]:
    return [
        (
            "From 10 to 30 % of all true ties are not on the map, any share as likely (option missing)."
            if options.missing is None
            else f"{options.missing:.0%} of all true ties are not on the map (option missing)."
        ),
        "Beliefs in links are right, and independent of each other.",
        "Unseen links lie where links are found missing when known ones are hidden again.",
    ]


def told(outcome: Outcome, tables: Sequence[Table]) -> Findings:
    """The findings, with every caveat that this run gave reason for."""
    ground, options, sure = outcome.ground, outcome.options, outcome.sure
    graph = ground.graph
    limits = list(LIMITS)
    if not (graph.belief > 0).any():
        limits.insert(0, "No link of this network is believed at all: all nodes rank alike, and nothing follows from it.")
    elif max(options.rates) > 0 and sure.unseen and not sure.plan.trials:
        limits.append("The network is too large for trials: the tails of the intervals are those of the worlds, untried.")
    if sure.plan.sources < graph.size and any(MEASURES[name].paths for name in options.measures):
        limits.append(f"Shortest paths are followed from {sure.plan.sources} nodes of each world; intervals include that error.")
    if options.size and not outcome.players and (graph.belief > 0).any():
        limits.append("The network is too large to search for sets of key players: see `dismantle`.")
    if options.leading and len(graph.pairs) > LEADING_UP_TO:
        limits.append("The network is too large to assess from structure who may lead.")
    if options.top >= len(outcome.nodes):
        limits.append(f"Only {len(outcome.nodes)} may be listed: all are. Chances are of being among the first {outcome.first}.")
    charts = [
        Chart(f"ranks_{name}", f"{MEASURES[name].title}: ranks", f"rank_{name}", "range", "name", "rank",
              note="From the lowest to the highest rank of the interval; the mark is the middle.")
        for name in dict.fromkeys(options.measures)
    ]  # fmt: skip
    return Findings(
        "key",
        QUESTION,
        _answer(outcome),
        METHOD,
        assumptions(options),
        [*limits, *ground.notes],
        tables,
        charts,
        (*SOURCES, *(LEADING if options.leading else ())),
        _questions(outcome),
        ground.projection,
        options.seed,
        _extra(outcome),
    )


def _answer(outcome: Outcome) -> str:
    options, first = outcome.options, outcome.first
    if not (outcome.ground.graph.belief > 0).any():
        return "Nobody is tied to anybody, as far as is believed: no one ranks before another."
    if len(outcome.nodes) == 1:
        return "Only one may be listed: there is nobody to rank before or after."
    measures, names = list(dict.fromkeys(options.measures)), outcome.ground.names
    least = np.min([outcome.ranks[name].chance for name in measures], axis=0)
    known = np.max([outcome.ranks[name].chance for name in measures], axis=0)
    firm = [names[outcome.nodes[place]] for place in np.flatnonzero(least >= FIRM)]
    by = "by every measure" if len(measures) > 1 else f"by {MEASURES[measures[0]].title.lower()}"
    if firm:
        said = f"Among the first {first} {by}, with a chance of 90 % or more: {several(sorted(firm)[:12])}."
    else:
        place = int(np.argmax(np.round(least, 9)))
        nearest = f"{names[outcome.nodes[place]]} comes nearest, with {100 * least[place]:.0f} %"
        said = f"Nobody is among the first {first} {by} with a chance of 90 % or more: {nearest}."
    return said + f" {int((known >= 0.1).sum())} of {len(known)} have a chance of 10 % or more by some measure."


def _questions(outcome: Outcome) -> list[str]:
    """About whom one more link would settle most: those whose place among the first is least sure."""
    names = outcome.ground.names
    found = []
    for name in dict.fromkeys(outcome.options.measures):
        one = outcome.ranks[name]
        doubt = one.chance * (1 - one.chance)
        place = int(np.argmax(np.round(doubt, 9)))
        if doubt[place] > 0.1:
            found.append(names[outcome.nodes[place]])
    open_place = f"It is open whether that is a place among the first {outcome.first}."
    return [f"Whom else does {name} deal with? {open_place}" for name in dict.fromkeys(found)]


def _extra(outcome: Outcome) -> dict[str, Any]:
    options, sure = outcome.options, outcome.sure
    return {
        "ranked": len(outcome.nodes),
        "worlds": sure.plan.worlds,
        "trials": sure.plan.trials,
        "sources": sure.plan.sources,
        "missing": list(options.rates),
        "closing": [round(each.closing, 4) for each in sure.unseen],
        "tails": {
            name: [round(float(side.mean()), 4) for side in (outcome.ranks[name].tails.low, outcome.ranks[name].tails.high)]
            for name in dict.fromkeys(options.measures)
        },
    }
