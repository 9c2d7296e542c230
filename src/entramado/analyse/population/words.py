"""What every forecast says about itself: method, assumptions, limits, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from entramado.analyse.findings import Source
from entramado.analyse.population.field import ONE_FIGURE, RANKING, UNKNOWN
from entramado.analyse.population.groups import HELD, UP_TO

if TYPE_CHECKING:
    from entramado.analyse.population.forecasting import Outcome

METHOD: Final = (
    "Each group gains recruits in proportion to its members, and loses members to arrests (a fixed number a week, shared out by "
    "size), to deaths in conflict with every other group (more with rivals, fewer the stronger its alliances), and to saturation "
    "(more leave the larger a group is). Weekly steps, 52 to a year (Prieto-Curiel, Campedelli and Hope 2023). The best estimate "
    "uses the published rates; the interval comes from draws of rates, sizes, ranks and relations."
)
LIMITS: Final = (
    (
        "The rates were fitted to Mexico's homicides, missing persons and arrests of 2012 to 2021, and to one network of 2020. "
        "Whether they hold for other groups or other years is not known."
    ),
    "Alliances, rivalries and groups stay as they are but for what a scenario changes: no group is born, none changes sides.",
    "Arrests do not differ by group, place or rank, and nobody returns from prison.",
    "Deaths are members killed by other groups. Victims outside the groups are not counted.",
    "The interval holds the doubt about rates, sizes and relations. It does not hold the doubt about the model itself.",
)
SOURCES: Final = (
    Source(
        "Prieto-Curiel, R., Campedelli, G. M. and Hope, A. (2023). Reducing cartel recruitment is the only way to lower violence "
        "in Mexico. Science 381(6664), 1312–1316.",
        "the model, its rates, the scenarios; data and code are published with it",
    ),
    Source(
        "Caulkins, J. P., Kilmer, B. and Reuter, P. (2023). Science 381(6664), 1291–1293.",
        "the discussion that accompanies it: estimating a hidden population, and what such a model can tell policy",
    ),
)
SCENARIOS: Final = (
    "A study for review by people. The scenarios are what-ifs of lawful policy, not predictions; they differ from each other "
    "more surely than any one of them is right."
)
GROUPS: Final = "Where no source states a size, it follows from the group's rank by alliances and rivalries."
ALONE: Final = (
    "What the model's terms do with one group fewer or broken. How a group came to end is outside the model: see the analysis "
    "`whatif` for what follows the loss of persons."
)
PARAMETERS_NOTE: Final = "One at a time, the others at their best values."
BAND: Final = "Line: the best estimate. Band: the interval from draws."


def assumptions(outcome: Outcome) -> list[str]:
    """What this run took for granted."""
    groups, options = outcome.groups, outcome.options
    stated = int(np.isfinite(groups.low).sum())
    total = float(outcome.before.members[0][0])
    made = [
        (
            "All groups clash to some extent, allies included, as the published matrix has it; rivals do more by the weight of "
            "their rivalry, and a group loses fewer members the more and stronger its alliances are."
        ),
        f"Sizes are stated for {stated} of {len(groups)} groups"
        + (
            f": drawn between the least and the most that sources state (one figure alone: {ONE_FIGURE:.0%} either way; "
            f'"up to" alone: down to 1 in {UP_TO:g}); the '
            f"others from their rank by the same line, up to {UNKNOWN:g} times more or less (assumed)."
            if stated
            else f"; {total:,.0f} members are shared out as one over the rank by alliances and rivalries."
        ),
        f"Ranks are drawn with a deviation of {RANKING:g} in the logarithm of the strength (assumed).",
        (
            f"{len(groups.allies.pairs)} alliances and {len(groups.rivals.pairs)} rivalries: in the best estimate where the "
            f"belief is {HELD:g} or more, in a draw as often as believed."
        ),
        f"Each parameter is drawn between its ends (triangular); {options.draws} draws, {options.level:.0%} intervals.",
    ]
    if options.scaled and abs(outcome.scale - 1.0) > 0.005:
        made.append(
            f"The rates were fitted for 115,000 members and are scaled to {total:,.0f}: the same arrests, deaths and departures "
            "per member. The scale is assumed."
        )
    if options.remove:
        made.append(f"The members of a group that ends are {options.members}.")
    return [*made, *groups.notes]
