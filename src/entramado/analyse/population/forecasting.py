"""The run of a forecast: draws, scenarios, one group at a time, one parameter at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.analyse.findings import Findings
from entramado.analyse.graph import Floats
from entramado.analyse.ground import Ground
from entramado.analyse.parameters import Parameter, given
from entramado.analyse.population import field as fields
from entramado.analyse.population.field import Field
from entramado.analyse.population.groups import Groups, groups_of
from entramado.analyse.population.model import WEEKS, Course, Rates, follow
from entramado.analyse.population.parameters import PARAMETERS, Forecast
from entramado.analyse.population.tables import findings_of
from entramado.analyse.progress import QUIET, Progress
from entramado.model.errors import UsageError

TRIED: Final = 51
"""Rows in which one group at a time is taken away: the best estimate and 50 draws."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is different from the year of the change on."""

    name: str
    recruitment: float = 1.0
    arrests: float = 1.0
    changed: bool = False
    """Whether groups end or break apart, or alliances end, as the options say."""


@dataclass(frozen=True, slots=True)
class Sway:
    """What the current course leads to with one parameter at its low and at its high end: members, and a week's deaths."""

    parameter: Parameter
    members: tuple[float, float]
    deaths: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that was computed. Row 0 of each draw is the best estimate."""

    groups: Groups
    options: Forecast
    start: int
    scale: float
    parameters: Mapping[str, Parameter]
    before: Course
    """From the start to the year of the change."""
    courses: Mapping[str, Course]
    """Of each scenario, from the year of the change."""
    alone: Sequence[tuple[int, Course, Course]]
    """Of the largest groups: its number, the course without it, and the course with it broken apart."""
    swayed: Sequence[Sway]


def run(ground: Ground | Groups, options: Forecast, progress: Progress = QUIET) -> Findings:
    """Members, arrests and deaths of a set of groups under each scenario.

    Raises UsageError for options that contradict each other, and for a set of fewer than two groups.
    """
    groups = ground if isinstance(ground, Groups) else groups_of(ground)
    if len(groups) < 2:
        raise UsageError(f"a forecast needs two groups or more; this network has {len(groups)} that may be listed")
    options.checked(len(groups))
    return findings_of(outcome_of(groups, _links_of(ground, groups, options), options, progress))


def outcome_of(groups: Groups, broken: Sequence[tuple[int, int]], options: Forecast, progress: Progress = QUIET) -> Outcome:
    """``broken`` are the pairs of groups whose alliance ends."""
    parameters = given(PARAMETERS, options.parameters)
    rng = np.random.default_rng(options.seed)
    best = fields.at(parameters, 1)
    values = {name: np.concatenate([best[name], more]) for name, more in fields.between(parameters, options.draws, rng).items()}
    field = _joined(
        fields.estimate(groups, best, options.total),
        fields.drawn(groups, {name: each[1:] for name, each in values.items()}, options.total, rng),
    )
    scale = fields.scale_of(field, scaled=options.scaled)
    rates = fields.rates(values, scale)
    sized = bool(np.isfinite(groups.low).any())
    start = options.start if options.start is not None else options.change if sized else min(2012, options.change)
    weeks, later = (options.change - start) * WEEKS, (options.end - options.change) * WEEKS

    scenarios = _scenarios(options, broken)
    total = len(scenarios) + 2
    progress("up to the change", 0, total)
    before = follow(field.members, field.clash(), rates, weeks)
    now = _at(field, before.last)
    courses = {}
    for done, scenario in enumerate(scenarios, 1):
        progress(f"scenario: {scenario.name}", done, total)
        there = _changed(now, options, broken, groups) if scenario.changed else now
        changed = rates.times(recruitment=scenario.recruitment, arrests=scenario.arrests)
        courses[scenario.name] = follow(there.members, there.clash(), changed, later)
    progress("one group at a time", total - 1, total)
    few = slice(0, min(TRIED, options.draws + 1))
    alone = _one_at_a_time(now.rows(few), Rates(*(getattr(rates, name)[few] for name in Rates.__slots__)), options, later)
    progress("one parameter at a time", total, total)
    swayed = _sensitivity(groups, parameters, options, scale, weeks, later)
    return Outcome(groups, options, start, scale, parameters, before, courses, alone, swayed)


def _links_of(ground: Ground | Groups, groups: Groups, options: Forecast) -> list[tuple[int, int]]:
    """The pairs of groups whose alliance ends; raises UsageError for a group or an alliance that is not there."""
    nodes = groups.nodes or tuple(range(len(groups)))
    for node in (*options.remove, *options.split):
        if node not in nodes:
            raise UsageError(f"number {node} is not one of the groups that may be listed here")
    pairs = []
    allied = {(int(a), int(b)) for a, b in groups.allies.pairs}
    for link in options.broken:
        if isinstance(ground, Groups):
            known = range(len(groups.allies.pairs))
            pair = tuple(int(end) for end in groups.allies.pairs[link]) if link in known else ()
        else:
            known = range(len(ground.graph.pairs))
            ends = sorted(int(end) for end in ground.graph.pairs[link]) if link in known else []
            pair = tuple(nodes.index(end) for end in ends if end in nodes)
        if len(pair) != 2 or pair not in allied:
            raise UsageError(f"link {link} is no alliance between two groups that may be listed here")
        pairs.append((pair[0], pair[1]))
    return pairs


def _scenarios(options: Forecast, broken: Sequence[tuple[int, int]]) -> list[Scenario]:
    more, less = f"arrests × {options.arrests:g}", f"recruitment × {options.recruitment:g}"
    made = [
        Scenario("current course"),
        Scenario(more, arrests=options.arrests),
        Scenario(less, recruitment=options.recruitment),
        Scenario("both", options.recruitment, options.arrests),
    ]
    if options.remove or options.split or broken:
        made += [
            Scenario("groups changed", changed=True),
            Scenario("groups changed, and both", options.recruitment, options.arrests, changed=True),
        ]
    return made


def _changed(now: Field, options: Forecast, broken: Sequence[tuple[int, int]], groups: Groups) -> Field:
    nodes = groups.nodes or tuple(range(len(groups)))
    for one, other in broken:
        now = now.unallied(one, other)
    for node in dict.fromkeys(options.split):
        now = now.split(nodes.index(node), options.parts, options.feud)
    for node in dict.fromkeys(options.remove):
        now = now.without(nodes.index(node), options.members)
    return now


def _one_at_a_time(now: Field, rates: Rates, options: Forecast, weeks: int) -> list[tuple[int, Course, Course]]:
    largest = np.argsort(-now.members[0], kind="stable")[: options.top]
    found = []
    for group in largest:
        ended = now.without(int(group), options.members)
        apart = now.split(int(group), max(options.parts, 2), options.feud)
        without = follow(ended.members, ended.clash(), rates, weeks)
        found.append((int(group), without, follow(apart.members, apart.clash(), rates, weeks)))
    return found


def _sensitivity(
    groups: Groups, parameters: Mapping[str, Parameter], options: Forecast, scale: float, weeks: int, later: int
) -> list[Sway]:
    """Each parameter at both its ends, the others at their best values; and the alliances and rivalries all there, or none."""
    names = [name for name, each in parameters.items() if each.low < each.high]
    relations = [("alliances", "Alliances: none, or all"), ("rivalries", "Rivalries: none, or all")]
    rows = 2 * (len(names) + len(relations))
    values = fields.at(parameters, rows)
    for place, name in enumerate(names):
        values[name][2 * place : 2 * place + 2] = parameters[name].low, parameters[name].high
    field = fields.estimate(groups, values, options.total)
    for place, there in enumerate((field.ally_there, field.rival_there), len(names)):
        there[2 * place], there[2 * place + 1] = 0.0, 1.0
    rates = fields.rates(values, scale)
    now = follow(field.members, field.clash(), rates, weeks)
    course = follow(now.last, field.clash(), rates, later)
    made = [parameters[name] for name in names]
    made += [
        Parameter(name, title, np.nan, 0.0, 1.0, "share of the relations that the sources state; both ends are extremes")
        for name, title in relations
    ]
    ends: Floats = course.members[-1].reshape(-1, 2)
    deaths: Floats = course.deaths[-1].reshape(-1, 2)
    return [
        Sway(each, (float(ends[place, 0]), float(ends[place, 1])), (float(deaths[place, 0]), float(deaths[place, 1])))
        for place, each in enumerate(made)
    ]


def _at(field: Field, members: Floats) -> Field:
    return Field(members, field.rivals, field.rival_there, field.allies, field.ally_there)


def _joined(best: Field, more: Field) -> Field:
    return Field(
        np.concatenate([best.members, more.members]),
        best.rivals,
        np.concatenate([best.rival_there, more.rival_there]),
        best.allies,
        np.concatenate([best.ally_there, more.ally_there]),
    )
