"""Analyses of what a viewer sees, and of graphs from files: the verbs of Python's interface, which the command line uses too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from entramado.case.opened import CaseView, Opened, PathLike
from entramado.model.errors import InputError
from entramado.model.view import Viewer
from entramado.store import OWNER

if TYPE_CHECKING:
    from entramado.analyse.findings import Findings
    from entramado.analyse.ground import Ground
    from entramado.analyse.progress import Progress

_SQLITE: Final = b"SQLite format 3\0"
"""How a case file begins."""


class Analysing(Opened):
    """Verbs of a case for its analyses. Options are those of the analysis, by name; entities are given by name or id.

    All raise UsageError for what cannot be asked, NotFound and Ambiguous for names, and what ``progress`` raises to stop.
    """

    def analyse(
        self,
        name: str,
        *,
        viewer: str | Viewer = OWNER.name,
        as_of: int | None = None,
        reason: str | None = None,
        about: Sequence[str] = (),
        former: bool = False,
        progress: Progress | None = None,
        **options: Any,
    ) -> Findings:
        """Run one of `ANALYSES` on what ``viewer`` sees. With ``about`` only the rows about these are given; ``former`` takes in
        ties that held once and no longer.
        """
        view = self.view(viewer, as_of, reason=reason)
        return analyse_view(view, name, options, about=about, former=former, progress=progress)

    def key_people(self, **options: Any) -> Findings:
        """Who holds the network together, with the interval of each rank."""
        return self.analyse("key", **options)

    def change(self, **options: Any) -> Findings:
        """Who came and went, who rose and fell between two dates."""
        return self.analyse("change", **options)

    def whatif(self, **options: Any) -> Findings:
        """What a removal would change, and what may follow."""
        return self.analyse("whatif", **options)

    def dismantle(self, **options: Any) -> Findings:
        """The smallest sets whose removal takes the network apart."""
        return self.analyse("dismantle", **options)

    def forecast(self, **options: Any) -> Findings:
        """How the groups grow and shrink under scenarios."""
        return self.analyse("forecast", **options)

    def gaps(self, **options: Any) -> Findings:
        """What is not known, and which answer would change most."""
        return self.analyse("gaps", **options)


def analyse_view(
    view: CaseView,
    name: str,
    options: Mapping[str, Any],
    *,
    about: Sequence[str] = (),
    former: bool = False,
    progress: Progress | None = None,
    through: str = "python",
) -> Findings:
    """Run one of `ANALYSES` on what a view shows; who is asked for by name is put on the record of reads."""
    from entramado.analyse.progress import QUIET
    from entramado.share.analyses.asked import analysis_of, asked_for
    from entramado.share.analyses.asking import ask
    from entramado.share.analyses.grounding import ground
    from entramado.share.exhibit import Exhibits
    from entramado.share.told import Told

    analysis, network = analysis_of(name), view.network()
    for entity in asked_for(analysis, options, network, about):
        view.account(entity, through)
    told = Told(network, Exhibits(view, network))
    return ask(analysis, ground(told, analysis.reads, former=former), options, network, progress or QUIET, about)


def analyse_graph(
    path: PathLike, name: str, *, about: Sequence[str] = (), progress: Progress | None = None, **options: Any,
) -> Findings:  # fmt: skip
    """Run one of `ANALYSES` on a graph from a file: an edge list, or a folder with tables of groups.

    Nodes are given by their names in the file. Raises InputError for a file that cannot be read, UsageError.
    """
    from entramado.analyse.progress import QUIET
    from entramado.share.analyses.asked import analysis_of
    from entramado.share.analyses.asking import ask

    return ask(analysis_of(name), ground_of_file(Path(path)), options, None, progress or QUIET, about)


def ground_of_file(path: Path) -> Ground:
    """The graph of an edge list, or of a folder with tables of groups. Raises InputError."""
    from entramado.share.analyses.files import edges, groups

    if path.is_dir():
        return groups(path)
    if is_case(path):
        raise InputError(f"{path} is a case: open it with entramado.open")
    return edges(path)


def is_case(path: Path) -> bool:
    """Whether a file is a case (or another database), and no table."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
