"""What the simulation of recovery and of what follows is run with.

Hardly any of these numbers has been measured. The papers tell of mechanisms and directions; where a size is theirs, the source
says so, and every other value is assumed, with a wide range.
"""

from __future__ import annotations

from typing import Final

from entramado.analyse.parameters import Parameter

_DUIJN: Final = "mechanism: Duijn, Kashirin and Sloot 2014"
_DIVIAK: Final = "mechanism: Diviák 2024"
_JONES: Final = "direction: Jones 2013"

RECOVERY: Final = (
    Parameter("quiet", "Weeks in which those who lost a contact lie low", 4.0, 0.0, 12.0, "assumed"),
    Parameter("replace", "Share of lost contacts that are sought again", 0.7, 0.4, 1.0, f"assumed; {_DUIJN}"),
    Parameter("seek", "Chance a week to find one", 0.08, 0.02, 0.25, "assumed"),
    Parameter(
        "closure", "Weight of turning to others who lost the same contact", 0.4, 0.1, 0.8,
        f"assumed; {_DIVIAK} (networks grow more compact as triads close more)",
    ),
    Parameter(
        "degree", "Weight of turning to those with many contacts", 0.2, 0.0, 0.6,
        f"assumed; {_DUIJN}, {_DIVIAK} (structure falls apart as this preference weakens)",
    ),
    Parameter("distance", "Weight of turning to contacts of contacts", 0.4, 0.1, 0.8, f"assumed; {_DUIJN}"),
    Parameter("drop", "Chance a week that one of them loses a further contact, in distrust", 0.001, 0.0, 0.005, "assumed"),
    Parameter("settle", "Chance a week that a successor is in place", 0.05, 0.01, 0.2, "assumed"),
    Parameter("follow", "Chance that a former contact of the removed follows the successor", 0.5, 0.2, 0.9, "assumed"),
)  # fmt: skip
"""In the order in which `kernels.rewire` takes them."""

AFTERMATH: Final = (
    Parameter(
        "lead", "How far ahead a successor must be for succession to be settled, as share of the contacts", 0.2, 0.05, 0.5,
        f"assumed; {_JONES} (a respected successor who is ready)",
    ),
    Parameter(
        "contest", "Chance that an open succession turns into a conflict within", 0.4, 0.1, 0.8,
        "assumed; Jones 2013 saw it where succession was in question, in one organisation",
    ),
    Parameter("apart", "Chance that branches without a tie between them go separate ways", 0.5, 0.2, 0.9, "assumed"),
    Parameter(
        "calm", "Share of the rise in violence that is left where succession is settled", 0.5, 0.0, 1.0, f"assumed; {_JONES}"
    ),
    Parameter(
        "leader", "Change in lethal violence where a leader was taken, in six months", 0.365, -0.1, 0.8,
        "value: +36.5 % in drug-related violence (Calderón et al. 2015, as its authors sum it up); high: +80 % in the homicide "
        "rate (Lindo and Padilla-Romo 2015); low: a fall after arrests of leaders (Phillips 2015), its size assumed",
    ),
    Parameter(
        "elsewhere", "Change where else the group is present, in six months", 0.15, 0.0, 0.3,
        "high: +30 % in neighbouring municipalities with the same group (Lindo and Padilla-Romo 2015); the rest is assumed",
    ),
    Parameter(
        "lieutenant", "Change where somebody between leader and members was taken, in six months", 0.1, -0.2, 0.365,
        "high: as for a leader, in strategic places (Calderón et al. 2015: lieutenants only there); low: a fall after arrests of "
        "mid-level leaders (Phillips 2015); sizes assumed",
    ),
)  # fmt: skip
"""For succession, fragmentation and violence."""
