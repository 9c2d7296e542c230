"""What a forecast found, as tables and charts with their intervals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from entramado.analyse.findings import Chart, Column, Findings, Interval, Row, Table
from entramado.analyse.graph import Floats
from entramado.analyse.population import words
from entramado.analyse.population.model import FLOWS, WEEKS, Course

if TYPE_CHECKING:
    from entramado.analyse.population.forecasting import Outcome

CURRENT: Final = "current course"
STEP: Final = WEEKS // 2
"""Weeks between two points of a chart."""


def findings_of(outcome: Outcome) -> Findings:
    """The outcome in words, tables and charts."""
    options = outcome.options
    tables = [_scenarios(outcome), _over_time(outcome), _flows(outcome), _groups(outcome), _alone(outcome), _parameters(outcome)]
    return Findings(
        analysis="forecast",
        question="How many members will the groups have, and what would change that?",
        answer=_answer(outcome),
        method=words.METHOD,
        assumptions=words.assumptions(outcome),
        limits=words.LIMITS,
        tables=tables,
        charts=[
            Chart("members", "Members of all groups", "over_time", "band", "date", "members", "scenario", words.BAND),
            Chart("deaths", "Deaths a week between groups", "over_time", "band", "date", "deaths", "scenario", words.BAND),
            Chart("outcomes", f"Change in members by {options.end}", "scenarios", "range", "scenario", "members_change"),
            Chart(
                "sensitivity", f"Members in {options.end} as one parameter goes from its low to its high end", "parameters",
                "range", "parameter", "members", None, "The current course, all other parameters at their best values.",
            ),
            Chart("alone", "Change in members without one group", "one_group", "range", "group", "members_without"),
        ],
        sources=words.SOURCES,
        questions=_questions(outcome),
        reads="groups",
        seed=options.seed,
        extra=_extra(outcome),
    )  # fmt: skip


def interval(values: Floats, level: float) -> Interval:
    """Of draws whose first is the best estimate; it always lies within."""
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    best = float(values[0])
    return Interval(min(float(low), best), best, max(float(high), best), level)


def _change(after: Floats, before: Floats) -> Floats:
    """The share by which it changed, shape (draws,). 0 where there was nothing."""
    return np.divide(after, before, out=np.ones_like(after), where=before > 0) - 1.0


def _weekly(course: Course, week: int) -> Floats:
    """A week's deaths at a point in time: those of the week that ends there."""
    found: Floats = course.deaths[max(week - 1, 0)]
    return found


def _now(outcome: Outcome) -> tuple[Floats, Floats]:
    """Members and a week's deaths when the scenarios begin."""
    weeks = len(outcome.before.deaths)
    first = outcome.courses[CURRENT]
    return first.members[0], _weekly(outcome.before, weeks) if weeks else first.deaths[0]


def _scenarios(outcome: Outcome) -> Table:
    level, (members, deaths) = outcome.options.level, _now(outcome)
    rows = []
    for name, course in outcome.courses.items():
        more, killed = _change(course.members[-1], members), _change(_weekly(course, len(course.deaths)), deaths)
        rows.append(
            Row({
                "scenario": name,
                "members": interval(course.members[-1], level),
                "members_change": interval(more, level),
                "falls": float((more < 0).mean()),
                "deaths": interval(_weekly(course, len(course.deaths)), level),
                "deaths_change": interval(killed, level),
                "deaths_fall": float((killed < 0).mean()),
                "all_deaths": interval(course.deaths.sum(axis=0), level),
            })
        )  # fmt: skip
    change, end = outcome.options.change, outcome.options.end
    columns = [
        Column("scenario", "Scenario"),
        Column("members", f"Members in {end}", "count"),
        Column("members_change", f"Change since {change}", "share"),
        Column("falls", "Chance that members fall", "probability", "Share of draws with fewer members than before."),
        Column("deaths", f"Deaths a week in {end}", "number", "Members killed in conflict between the groups."),
        Column("deaths_change", f"Change since {change}", "share"),
        Column("deaths_fall", "Chance that deaths fall", "probability", "Share of draws with fewer deaths a week."),
        Column("all_deaths", f"Deaths {change} to {end}", "count"),
    ]
    return Table("scenarios", "Scenarios", columns, rows, words.SCENARIOS)


def _over_time(outcome: Outcome) -> Table:
    level, options = outcome.options.level, outcome.options
    rows = []

    def points(course: Course, first: int, scenario: str) -> Iterator[Row]:
        for week in range(0, len(course.members), STEP):
            yield Row({
                "scenario": scenario,
                "date": f"{first + week // WEEKS}-{'01' if week % WEEKS == 0 else '07'}",
                "members": interval(course.members[week], level),
                "deaths": interval(_weekly(course, week), level) if len(course.deaths) else None,
            })  # fmt: skip

    if len(outcome.before.deaths):
        rows += [*points(outcome.before, outcome.start, "before")]
    for name, course in outcome.courses.items():
        rows += points(course, options.change, name)
    columns = [
        Column("scenario", "Scenario"),
        Column("date", "Date", "date"),
        Column("members", "Members", "count"),
        Column("deaths", "Deaths a week", "number"),
    ]
    return Table("over_time", "Over time", columns, rows)


def _flows(outcome: Outcome) -> Table:
    level, rows = outcome.options.level, []
    periods = [("before", outcome.before)] if len(outcome.before.deaths) else []
    for name, course in [*periods, *outcome.courses.items()]:
        sums = course.flows.sum(axis=0)
        cells: dict[str, Interval | str] = {"scenario": name, "start": interval(course.members[0], level)}
        cells |= {flow: interval(sums[place], level) for place, flow in enumerate(FLOWS)}
        rows.append(Row(cells | {"end": interval(course.members[-1], level)}))
    columns = [
        Column("scenario", "Scenario"),
        Column("start", "Members at first", "count"),
        Column("recruitment", "Recruited", "count"),
        Column("arrests", "Arrested", "count"),
        Column("deaths", "Killed", "count"),
        Column("saturation", "Left", "count", "Saturation: more leave a group the larger it is."),
        Column("end", "Members in the end", "count", "In each draw: at first + recruited - arrested - killed - left."),
    ]
    return Table("flows", "Who joins and who leaves, over the whole period", columns, rows)


def _groups(outcome: Outcome) -> Table:
    groups, level = outcome.groups, outcome.options.level
    last = outcome.courses[CURRENT].last
    first = outcome.before.last
    allies, rivals = (np.bincount(each.pairs.ravel(), minlength=len(groups)) for each in (groups.allies, groups.rivals))
    rows = [
        Row(
            {
                "group": groups.names[group],
                "now": interval(first[:, group], level),
                "end": interval(last[:, group], level),
                "change": interval(_change(last[:, group], first[:, group]), level),
                "allies": int(allies[group]),
                "rivals": int(rivals[group]),
            },
            groups.about(group),
            groups.lines(group) + tuple(_relation_lines(outcome, group)),
        )
        for group in (int(each) for each in np.argsort(-first[0], kind="stable")[: outcome.options.top])
    ]
    columns = [
        Column("group", "Group"),
        Column("now", f"Members in {outcome.options.change}", "count"),
        Column("end", f"Members in {outcome.options.end}", "count"),
        Column("change", "Change", "share"),
        Column("allies", "Allies", "count"),
        Column("rivals", "Rivals", "count"),
    ]
    return Table("groups", "The largest groups on the current course", columns, rows, words.GROUPS)


def _relation_lines(outcome: Outcome, group: int) -> Iterator[str]:
    for relations in (outcome.groups.allies, outcome.groups.rivals):
        for place in np.flatnonzero((relations.pairs == group).any(axis=1)):
            yield from relations.lines[place] if relations.lines else ()


def _alone(outcome: Outcome) -> Table:
    level, current, rows = outcome.options.level, outcome.courses[CURRENT], []
    for group, without, apart in outcome.alone:
        few = without.members.shape[1]
        members, deaths = current.members[-1][:few], _weekly(current, len(current.deaths))[:few]
        rows.append(
            Row(
                {
                    "group": outcome.groups.names[group],
                    "members_without": interval(_change(without.members[-1], members), level),
                    "deaths_without": interval(_change(_weekly(without, len(without.deaths)), deaths), level),
                    "members_apart": interval(_change(apart.members[-1], members), level),
                    "deaths_apart": interval(_change(_weekly(apart, len(apart.deaths)), deaths), level),
                },
                outcome.groups.about(group),
                outcome.groups.lines(group) + tuple(_relation_lines(outcome, group)),
            )
        )
    end, parts = outcome.options.end, max(outcome.options.parts, 2)
    columns = [
        Column("group", "Group"),
        Column("members_without", f"Members in {end} if it ended", "share", f"Its members {outcome.options.members}."),
        Column("deaths_without", "Deaths a week", "share"),
        Column("members_apart", f"Members in {end} if it broke into {parts}", "share"),
        Column("deaths_apart", "Deaths a week", "share"),
    ]
    return Table("one_group", "One group ends or breaks apart, against the current course", columns, rows, words.ALONE)


def _parameters(outcome: Outcome) -> Table:
    current = outcome.courses[CURRENT]
    best, deaths = float(current.members[-1][0]), float(_weekly(current, len(current.deaths))[0])

    def spread(ends: tuple[float, float], mid: float) -> Interval:
        return Interval(min(*ends, mid), mid, max(*ends, mid), 1.0)

    swayed = sorted(outcome.swayed, key=lambda sway: -abs(sway.members[1] - sway.members[0]))
    rows = [
        Row({
            "parameter": sway.parameter.title,
            "value": float(sway.parameter.value) if np.isfinite(sway.parameter.value) else None,
            "low": sway.parameter.low,
            "high": sway.parameter.high,
            "members": spread(sway.members, best),
            "deaths": spread(sway.deaths, deaths),
            "rises": "more members" if sway.members[1] > sway.members[0] else "fewer members",
            "source": sway.parameter.source,
        })
        for sway in swayed
    ]  # fmt: skip
    end = outcome.options.end
    columns = [
        Column("parameter", "Parameter"),
        Column("value", "Value", "number"),
        Column("low", "Low", "number"),
        Column("high", "High", "number"),
        Column("members", f"Members in {end}", "count", "From the lesser to the greater outcome."),
        Column("deaths", f"Deaths a week in {end}", "number"),
        Column("rises", "When it rises"),
        Column("source", "Source"),
    ]
    return Table("parameters", "Parameters, and what each sways", columns, rows, words.PARAMETERS_NOTE)


def _answer(outcome: Outcome) -> str:
    options, (members, deaths) = outcome.options, _now(outcome)
    current = outcome.courses[CURRENT]

    def share(after: Floats, before: Floats) -> str:
        found = interval(_change(after, before), options.level)
        return f"{found.mid:+.0%} ({found.low:+.0%} to {found.high:+.0%})"

    end = interval(current.members[-1], options.level)
    total, parts = float(outcome.before.members[0][0]), []
    if not np.isfinite(outcome.groups.low).any():
        parts.append(f"No source states the size of any group: {total:,.0f} members in all are assumed in {outcome.start}.")
    parts.append(
        f"By this model the {len(outcome.groups)} groups go from {members[0]:,.0f} members in {options.change} to "
        f"{end.mid:,.0f} ({end.low:,.0f} to {end.high:,.0f}) in {options.end} on the current course, "
        f"{share(current.members[-1], members)}, and a week's deaths change by "
        f"{share(_weekly(current, len(current.deaths)), deaths)}."
    )
    others = [
        f"{name}: members {share(course.members[-1], members)}" for name, course in outcome.courses.items() if name != CURRENT
    ]
    parts.append(f"Since {options.change}, under {'; under '.join(others)}.")
    return " ".join(parts)


def _questions(outcome: Outcome) -> list[str]:
    groups, current = outcome.groups, outcome.courses[CURRENT]
    largest = [int(group) for group in np.argsort(-current.last[0], kind="stable")[:3]]
    asked = [
        f"How many members does {groups.names[group]} have? No source states it."
        for group in largest
        if not np.isfinite(groups.low[group])
    ]
    doubted = []
    for relations, word in ((groups.allies, "allied with"), (groups.rivals, "a rival of")):
        for place in np.argsort(np.abs(relations.belief - 0.5), kind="stable")[:1]:
            if 0.1 < relations.belief[place] < 0.9:
                one, other = (groups.names[int(end)] for end in relations.pairs[place])
                doubted.append(f"Is {one} {word} {other}? The sources leave it open ({relations.belief[place]:.0%}).")
    return asked + doubted


def _extra(outcome: Outcome) -> dict[str, object]:
    members, deaths = _now(outcome)
    return {
        "start": outcome.start,
        "change": outcome.options.change,
        "end": outcome.options.end,
        "scale": outcome.scale,
        "members_at_start": float(outcome.before.members[0][0]),
        "members_at_change": float(members[0]),
        "members_at_change_interval": [float(each) for each in np.quantile(members, [0.05, 0.95])],
        "scenarios": {
            name: {
                "members": float(course.members[-1][0]),
                "members_change": float(_change(course.members[-1], members)[0]),
                "deaths_change": float(_change(_weekly(course, len(course.deaths)), deaths)[0]),
            }
            for name, course in outcome.courses.items()
        },
    }
