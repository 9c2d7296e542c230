"""What the comparison of two dates says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from entramado.analyse.change import tables
from entramado.analyse.change.options import Between
from entramado.analyse.findings import Chart, Findings, Source, Table
from entramado.analyse.ground import Ground
from entramado.analyse.key.measured import MEASURES

if TYPE_CHECKING:
    from entramado.analyse.change.analysis import Outcome

QUESTION: Final = "What is different between two dates?"
UNDATED: Final = "No tie of this network has a date, so no two dates can be compared."
METHOD: Final = (
    "A tie stands from the day that is stated for it, or else from the day on which it is first told of, to the day stated for "
    "its end, or else to the first report that it held once. Ties of both dates are drawn together in possible worlds: a tie "
    "that is believed or not is so at both dates. Unseen ties are added as in `key`, and come and go as known ones do. Ranks are "
    "among those who may be listed and are tied at both dates, so that nobody falls because others came."
)
LIMITS: Final = (
    "What is first told of after the earlier date may have been there before: who came may only have become known.",
    "Few reports say that a tie has ended. Who went is seen where sources tell of ends, or with a window.",
    "Beliefs, weights and who may be listed are those of today's map, at both dates.",
)
SOURCES: Final = (
    Source("Snijders, T. A. B., van de Bunt, G. G. and Steglich, C. E. G. (2010). Social Networks 32, 44–60",
           "the share of ties in both of two waves (Jaccard) as a measure of stability"),
    Source("Morselli, C. (2009). Inside Criminal Networks. Springer", "criminal networks compared from phase to phase"),
    Source("Smith, J. A. and Moody, J. (2013). Social Networks 35, 652–668", "what missing data does to measures"),
)  # fmt: skip


def nothing(ground: Ground, options: Between) -> Findings:
    """Where no tie has a date."""
    how = "An edge list needs a column date, since or until." if not ground.ids else "Reports without a date tell of no time."
    return Findings(
        "change", QUESTION, f"{UNDATED} {how}", METHOD, _assumptions(options), [*LIMITS, *ground.notes], [], reads="times",
        sources=SOURCES, seed=options.seed,
    )  # fmt: skip


def told(outcome: Outcome, found: list[Table]) -> Findings:
    options = outcome.options
    charts = [
        Chart(key, title, key, "range", "name", "places")
        for key, title in (
            ("rose", "Places gained by those who rose"),
            ("fell", "Places gained by those who fell (below 0: lost)"),
        )
        if next(each for each in found if each.key == key).rows
    ]
    return Findings(
        "change",
        QUESTION,
        _answer(outcome, {each.key: each for each in found}),
        METHOD,
        _assumptions(options),
        [*LIMITS, *_dating(outcome), *outcome.ground.notes],
        found,
        charts,
        SOURCES,
        _questions(outcome, {each.key: each for each in found}),
        "times",
        options.seed,
        _extra(outcome),
    )


def stability(outcome: Outcome) -> float:
    """Jaccard's index: the share of ties of either date that stand at both. 1 when neither has any."""
    new, gone = tables.changed(outcome)
    every = int((outcome.belief > 0).any(axis=0).sum())
    return 1.0 - int(new.sum() + gone.sum()) / every if every else 1.0


def _answer(outcome: Outcome, found: dict[str, Table]) -> str:
    first, second = (tables.written(day) for day in outcome.days)
    new, gone = tables.changed(outcome)
    came, went = len(found["came"].rows), len(found["went"].rows)
    whole = (
        f"From {first} to {second}, as far as is told, {came} came and {went} went of those who may be listed; {int(new.sum())} "
        f"ties are new, {int(gone.sum())} are gone, and {stability(outcome):.0%} of all ties stand at both dates."
    )
    said = [whole]
    measure = MEASURES[outcome.options.measure].title.lower()
    for key, verb in (("rose", "rose"), ("fell", "fell")):
        sure = [str(row.cells["name"]) for row in found[key].rows if _chance(row.cells["chance"]) >= 0.8]
        if sure:
            said.append(f"By {measure} {', '.join(sure[:5])} {verb}, in 80 % or more of the possible worlds.")
    if len(said) == 1:
        said.append(f"By {measure} nobody rose or fell in 80 % or more of the possible worlds.")
    return " ".join(said)


def _chance(cell: object) -> float:
    return float(cell) if isinstance(cell, (int, float)) else 0.0


def _dating(outcome: Outcome) -> list[str]:
    spells = outcome.ground.spells
    undated = sum(not each.dated for each in spells)
    reported = sum(each.dated and not each.stated for each in spells)
    held = "hold at both dates" if outcome.options.undated == "both" else "hold at neither date"
    made = [f"Of {len(spells):,} ties {reported:,} have no stated date: the day of the first report stands for it."]
    if undated:
        made.append(f"Of {len(spells):,} ties {undated:,} have no date at all: they are taken to {held}.")
    if len(outcome.nodes) and not tables.changed(outcome)[0].any() and not tables.changed(outcome)[1].any():
        made.append("The same ties stand at both dates: all that is shown to have moved is chance.")
    return made


def _assumptions(options: Between) -> list[str]:
    missing = "10 to 30 % (option missing)" if options.missing is None else f"{options.missing:.0%}"
    window = (
        f"Only what is told of within {options.window} days up to each date holds on it (option window)."
        if options.window
        else "A tie holds until its end is told."
    )
    return [
        f"The share of all true ties that no source has told of: {missing}.",
        window,
        "Ties without any date hold at " + ("both dates." if options.undated == "both" else "neither date."),
        "Unseen ties come and go as known ones do.",
    ]


def _questions(outcome: Outcome, found: dict[str, Table]) -> list[str]:
    asked = [f"Did {row.cells['name']} come, or only become known?" for row in found["came"].rows[:2]]
    asked += [f"Do the ties of {row.cells['name']} still hold?" for row in found["went"].rows[:2]]
    return asked


def _extra(outcome: Outcome) -> dict[str, Any]:
    new, gone = tables.changed(outcome)
    return {
        "since": tables.written(outcome.days[0]),
        "until": tables.written(outcome.days[1]),
        "ties_new": int(new.sum()),
        "ties_gone": int(gone.sum()),
        "stability": round(stability(outcome), 4),
        "ties_undated": sum(not each.dated for each in outcome.ground.spells),
        "worlds": len(outcome.ranks),
    }
