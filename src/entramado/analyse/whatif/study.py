"""The run of a what-if: the network before and after, then what may follow, which is simulated and told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from entramado.analyse.findings import Findings
from entramado.analyse.ground import Ground
from entramado.analyse.parameters import Parameter, given
from entramado.analyse.progress import QUIET, Progress
from entramado.analyse.whatif.aftermath import Aftermath, aftermaths_of
from entramado.analyse.whatif.chain import Flow, Step, flows_of, steps_of
from entramado.analyse.whatif.command import Command, command_of
from entramado.analyse.whatif.options import Plan, WhatIf, plan_of
from entramado.analyse.whatif.parameters import AFTERMATH, RECOVERY
from entramado.analyse.whatif.recovery import Recovery, recovery_of
from entramado.analyse.whatif.report import findings_of
from entramado.analyse.whatif.structure import Structure, structure_of
from entramado.analyse.whatif.succession import Succession, successions_of


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """Everything that was computed."""

    ground: Ground
    options: WhatIf
    plan: Plan
    structure: Structure
    command: Command | None
    """None where the removal touches no command."""
    steps: Sequence[Step]
    flows: Sequence[Flow]
    successions: Sequence[Succession]
    aftermaths: Sequence[Aftermath]
    recovery: Recovery | None
    """None where the removal takes no contact from anybody."""
    parameters: Mapping[str, Parameter]


def run(ground: Ground, options: WhatIf, progress: Progress = QUIET) -> Findings:
    """What an arrest, a removal or the seizure of a link would change, over possible worlds; and, simulated, what may follow.

    Raises UsageError for a target that is not in the network or against whom nothing lawful is simulated, and for options that
    contradict each other.
    """
    return findings_of(study_of(ground, options, progress))


def study_of(ground: Ground, options: WhatIf, progress: Progress = QUIET) -> Study:
    """The parts of `run` before they are put into words."""
    plan = plan_of(ground, options)
    parameters = given((*RECOVERY, *AFTERMATH), options.parameters)
    structure = structure_of(ground.graph, plan, options.worlds, options.seed, progress)
    command = command_of(ground, plan, options.worlds, options.top, options.seed, progress)
    steps = steps_of(ground, plan)
    flows = flows_of(ground, plan, steps, options.worlds, options.seed, progress)
    progress("successors", 0, 1)
    successions = successions_of(ground, plan, options.seed)
    aftermaths = aftermaths_of(ground, plan, options, successions, parameters)
    recovery = recovery_of(ground, plan, options, successions, parameters, progress)
    return Study(ground, options, plan, structure, command, steps, flows, successions, aftermaths, recovery, parameters)
