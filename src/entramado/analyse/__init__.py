"""What the shape of a map tells: functions over numbered nodes and arrays of links, without a case, a viewer or a screen.

`ANALYSES` is the table that command line, Python and the page's server are made from. A new analysis is one function
``run(ground, options, progress) -> Findings``, one line here, and one page that tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast, get_type_hints

if TYPE_CHECKING:
    from entramado.analyse.findings import Findings
    from entramado.analyse.ground import Ground
    from entramado.analyse.progress import Progress

    Run = Callable[[Ground, Any, Progress], Findings]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One line of the table. Its module is imported when it is first asked for: compiled code takes half a second to load."""

    name: str
    question: str
    """What it answers, as a reader would ask it."""
    words: str
    """What it does, in the sentence that help shows."""
    module: str
    """Where its `run` is."""
    reads: str = "ties"
    """The projection of the network that it reads: a key of `PROJECTIONS`."""
    nodes: tuple[str, ...] = ()
    """Options that hold numbers of nodes: they are asked for by name."""
    links: tuple[str, ...] = ()
    """Options that hold numbers of links: they are asked for by the names of both ends."""
    subject: bool = False
    """Whether a name may follow the case on the command line: what is found about it alone."""

    @property
    def run(self) -> Run:
        """The function itself."""
        return cast("Run", import_module(self.module).run)

    @property
    def options(self) -> type[Any]:
        """The dataclass of its options, as `run` is declared with it."""
        return cast("type[Any]", get_type_hints(self.run)["options"])


ANALYSES: Final[Mapping[str, Analysis]] = {
    each.name: each
    for each in (
        Analysis(
            "key",
            "Which people and groups hold the network together, and how sure is that?",
            "Who holds the network together: measures, ranks and sets of key players, each with its interval.",
            "entramado.analyse.key",
        ),
        Analysis(
            "change",
            "What is different between two dates?",
            "Who came and went, who rose and fell, and which ties are new or gone between two dates.",
            "entramado.analyse.change",
            reads="times",
        ),
        Analysis(
            "whatif",
            "What would happen after a removal?",
            "What a removal would change: command, roles, reach, and what may follow.",
            "entramado.analyse.whatif",
            nodes=("remove",),
            links=("cut",),
        ),
        Analysis(
            "dismantle",
            "How could the network be taken apart lawfully and with least effort?",
            "The smallest sets whose removal takes the network apart, with the expected curve.",
            "entramado.analyse.dismantle",
            nodes=("sources", "sinks"),
        ),
        Analysis(
            "forecast",
            "How many members will the groups have, and what would change that?",
            "How groups grow and shrink under scenarios, by the model of Prieto-Curiel, Campedelli and Hope (2023).",
            "entramado.analyse.population",
            reads="groups",
            nodes=("remove", "split"),
            links=("broken",),
        ),
        Analysis(
            "gaps",
            "What do we not know, and which answer would change most?",
            "Expected facts that are missing, probable unseen links, and what would be worth knowing.",
            "entramado.analyse.gaps",
            subject=True,
        ),
    )
}
