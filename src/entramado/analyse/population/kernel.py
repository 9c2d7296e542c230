"""The weeks of the model, compiled: a thousand weeks of two hundred draws of a hundred groups in a fraction of a second."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Floats, Ints
from entramado.analyse.jit import kernel


@kernel
def grow(
    members: Floats, starts: Ints, right: Ints, weight: Floats, allies: Floats, rates: Floats, totals: Floats, moved: Floats
) -> None:
    """Carry ``members``, shape (draws, groups), through as many weeks as ``moved`` has, in place.

    The rivals of group i are ``right[starts[i]:starts[i + 1]]``, each in each draw with a ``weight``, shape (draws, 2 m);
    ``allies`` has shape (draws, groups), ``rates`` (4, draws) in the order of `model.FLOWS`. Put the members of all groups into
    ``totals``, shape (weeks + 1, draws), and each week's flows into ``moved``, shape (weeks, 4, draws).
    """
    draws, size = members.shape
    new = np.empty(size)
    for draw in range(draws):
        now = members[draw]
        total = now.sum()
        totals[0, draw] = total
        for week in range(len(moved)):
            for group in range(size):
                here = now[group]
                met = total - here
                for place in range(starts[group], starts[group + 1]):
                    met += weight[draw, place] * now[right[place]]
                recruits = rates[0, draw] * here
                arrests = rates[1, draw] * here / total if total > 0.0 else 0.0
                deaths = rates[2, draw] * here * met / (allies[draw, group] + 1.0)
                leavers = rates[3, draw] * here * here
                leaving = arrests + deaths + leavers
                within = here / leaving if leaving > here else 1.0
                moved[week, 0, draw] += recruits
                moved[week, 1, draw] += arrests * within
                moved[week, 2, draw] += deaths * within
                moved[week, 3, draw] += leavers * within
                new[group] = here + recruits - leaving * within
            total = 0.0
            for group in range(size):
                now[group] = max(0.0, new[group])
                total += now[group]
            totals[week + 1, draw] = total
