"""What every what-if says about itself: method, assumptions, limits, sources, charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from entramado.analyse.findings import Chart, Source
from entramado.analyse.whatif.chain import FEW, LARGE, MOST
from entramado.analyse.whatif.recovery import LOCAL

if TYPE_CHECKING:
    from entramado.analyse.whatif.study import Study

SWAYED: Final = 10
"""People below whose number the simulation is not told of in the answer: one contact more or less sways it."""
METHOD: Final = (
    "In each possible world every link, arrow of command and holder of a step is there as often as it is believed; the same "
    "world is measured before and after. Parts, reach and efficiency are of the network of ties; command is reach along arrows; "
    "routes are a maximum flow in which each link carries one. What follows is simulated: those who lost a contact look for "
    "another, a successor may settle in or be contested, and the change in violence is drawn from what studies found."
)
LIMITS: Final = (
    (
        "A study for review by people, of lawful measures: arrest, prosecution, sanction, seizure. It says nothing of guilt or "
        "danger, and it is no recommendation."
    ),
    (
        "The map is incomplete. A step whose stated holders are gone may have others whom no source names; the same holds for "
        "commanders and successors."
    ),
    "The simulation's parameters are mostly assumed. Read how it answers when they change, not its middle value.",
    (
        "The studies of violence are of Mexico's war on drugs. They disagree with each other, and they do not tell one case from "
        "another."
    ),
    (
        "In a large network the largest connected part says little of a removal: it hardly changes even when all leaders are "
        "gone. Command, steps and routes tell more."
    ),
)
WORLDS_NOTE: Final = "Each number is the middle of the possible worlds, with the interval in which most of them lie."
COMMAND_NOTE: Final = (
    "Along stated lines of command alone: who leads whom, who reports to whom, a group and its parts and members."
)
CHAIN_NOTE: Final = (
    "Holders are taken to be independent of each other. That a step loses its last stated holder does not mean that nobody "
    "holds it."
)
STATED_NOTE: Final = "From sources, with their evidence. Whoever is only named as possible stands as a candidate."
POSITIONS_NOTE: Final = (
    "A place in a network, not a forecast: who shares most contacts with the removed. No source says that they would succeed, "
    "and it says nothing against them."
)
BREAKS_NOTE: Final = (
    "Succession counts as settled where a source names a successor in place or one stands well ahead by position. Jones (2013) "
    "saw conflict within where succession was in question, and none where respected successors were ready."
)
VIOLENCE_NOTE: Final = (
    "Of the places concerned as a whole, not of this case: drawn from what studies of Mexico found, told apart for leaders and "
    "for those between leaders and members. For others no study has a figure, and none is given. Phillips (2015) expects more "
    "violence in the longer term, Lindo and Padilla-Romo (2018) find large and sustained rises; Jones (2013) none with a "
    "successor ready."
)
PLACES_NOTE: Final = (
    "As sources state, and no forecast. The studies found the change in violence where a removal takes place and where else the "
    "group is present: of these places they speak. Where a group has struck, it could again."
)
PARAMETERS_NOTE: Final = "Drawn between low and high (triangular about the value). Set one with parameters, as in seek=0.2."

CHARTS: Final = (
    Chart("superiors", "Whose reach of command falls", "superiors", "range", "name", "change"),
    Chart("recovery", "Simulation: efficiency around the removal, before = 1", "recovery", "band", "week", "efficiency"),
    Chart("sensitivity", "Simulation: what sways the recovery", "sensitivity", "range", "parameter", "efficiency"),
    Chart("violence", "Simulation: change in lethal violence in six months", "violence", "range", "of", "change", "where"),
    Chart("steps", "Chance that a step loses its last stated holder", "steps", "bar", "step", "lost"),
)
SOURCES: Final = (
    Source(
        "Duijn, P. A. C., Kashirin, V. and Sloot, P. M. A. (2014). The relative ineffectiveness of criminal network disruption. "
        "Scientific Reports 4, 4238.",
        "those who lost somebody replace him by distance, by degree or at random; networks may grow stronger by it",
    ),
    Source(
        "Diviák, T. (2024). Structural resilience and recovery of a criminal network after disruption: a simulation study. "
        "Journal of Experimental Criminology; doi 10.1007/s11292-023-09563-z.",
        "mechanisms of recovery matter more than the removal: closure makes the network compact, loss of preferential attachment "
        "dissolves it",
    ),
    Source(
        "Manzi, D. and Calderoni, F. (2024). An agent-based model for assessing the resilience of drug trafficking organizations "
        "to law enforcement interventions (MADTOR). Journal of Artificial Societies and Social Simulation 27(3) 3.",
        "recovery grows harder as more are arrested, with diminishing returns: what to compare the simulation with",
    ),
    Source(
        "Calderón, G., Robles, G., Díaz-Cayeros, A. and Magaloni, B. (2015). The beheading of criminal organizations and the "
        "dynamics of violence in Mexico. Journal of Conflict Resolution 59(8), 1455–1485.",
        "violence in the six months after the capture or killing of leaders; of lieutenants, in strategic places alone",
    ),
    Source(
        "Lindo, J. M. and Padilla-Romo, M. (2018). Kingpin approaches to fighting crime and community violence: evidence from "
        "Mexico's drug war. Journal of Health Economics 58, 253–268; working paper 2015 (NBER 21171).",
        "homicide rates where a leader was captured, and where else the group was present; the sizes are those of 2015",
    ),
    Source(
        "Phillips, B. J. (2015). How does leadership decapitation affect violence? The case of drug trafficking organizations in "
        "Mexico. Journal of Politics 77(2), 324–336.",
        "a fall in the short term after arrests, more robust for mid-level leaders; more violence in the longer term",
    ),
    Source(
        "Jones, N. (2013). The unintended consequences of kingpin strategies: kidnap rates and the Arellano-Félix Organization. "
        "Trends in Organized Crime 16, 156–176.",
        "conflict within where succession is in question, none where respected successors are ready",
    ),
    Source(
        "Dickenson, M. (2014). The impact of leadership removal on Mexican drug trafficking organizations. Journal of "
        "Quantitative Criminology 30, 651–676.",
        "killing leaders is followed by more violence than capturing them",
    ),
    Source(
        "Latora, V. and Marchiori, M. (2001). Efficient behavior of small-world networks. Physical Review Letters 87, 198701.",
        "efficiency",
    ),
    Source("Edmonds, J. and Karp, R. M. (1972). Journal of the ACM 19(2), 248–264.", "separate routes as a maximum flow"),
)


def assumptions(study: Study) -> list[str]:
    """What this run took for granted."""
    graph, structure, options = study.ground.graph, study.structure, study.options
    made = [
        f"Links are there or not independently of each other; {len(structure.values)} possible worlds"
        + (" are enough, since nothing is in doubt." if len(structure.values) == 1 else f", {options.level:.0%} intervals."),
        "Nobody outside the map steps in: recruits and unknown contacts are left out.",
    ]
    if structure.sources < structure.remaining:
        made.append(
            f"Efficiency is measured in {len(structure.of('efficiency'))} worlds, in each from {structure.sources} nodes "
            "drawn anew, the same before and after."
        )
    if study.command is not None and study.command.sampled:
        made.append("So many are under the removed that lines of command are followed from a sample of them, and counts scaled.")
    if study.flows:
        made.append(
            f"Routes are counted up to {FEW}, in one world of the links that are more likely than not."
            if len(graph.ends) > LARGE
            else f"Routes are counted up to {MOST}."
        )
    if not study.steps:
        made.append("No source states who holds which step of the value chain here.")
    if study.ground.command is None or not len(study.ground.command.pairs):
        made.append("No lines of command are known here.")
    if study.recovery is None:
        made.append("The removal takes no contact from anybody who remains: there is nothing to recover.")
    elif not study.recovery.everybody:
        made.append(f"The simulation takes in the {study.recovery.people} people nearest to the removal, {LOCAL} at most.")
    return [*made, *study.ground.notes]


def recovery_note(people: int, *, everybody: bool) -> str:
    """Who takes part in the simulation."""
    who = "the whole network" if everybody else "those nearest to the removal"
    few = " So few that one contact more or less sways every figure." if people < SWAYED else ""
    return f"A simulation of {people} people, {who}.{few} The removed are not counted before either. Not a forecast of dates."
