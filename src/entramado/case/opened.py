"""A case that is open: where it is, how it is read, how it is closed. What else can be done with it builds on this."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from entramado.case import reads
from entramado.model.claim import Claim, Document, Judged, Reading
from entramado.model.network import Entity, Network
from entramado.model.view import Hit, Viewer
from entramado.store import OWNER, Store, StoreView
from entramado.store.history import arrivals, judged
from entramado.store.search import Index
from entramado.store.standing import latest_change

if TYPE_CHECKING:
    from entramado.resolve.proposals import Comparison, Proposal
    from entramado.resolve.scoring import Reason

PathLike = str | os.PathLike[str]
Row = TypeVar("Row")


class CaseView(StoreView):
    """What one viewer sees: the rows of the store's view, and the network that they make."""

    knowledge: Path | None = None
    """A user's own reference tables, besides the shipped ones."""
    _texts: Index | None = None
    record: reads.Record | None = None
    """Where reads of this view are kept; None where the case demands no reason."""

    def documents(self) -> Iterator[Document]:
        return iter(self._once("documents", super().documents))

    def claims(self, doc: str | None = None) -> Iterator[Claim]:
        return iter(self._once("claims", super().claims)) if doc is None else super().claims(doc)

    def readings(self) -> Iterator[Reading]:
        return iter(self._once("readings", super().readings))

    def _once(self, rows: str, read: Callable[[], Iterator[Row]]) -> Sequence[Row]:
        """All rows of a kind, read again only after an act: the map, its evidence and its screens each go through all of them."""
        act = self.look()
        known = self._whole.get(rows)
        if known is None or known[0] != act:
            known = self._whole[rows] = act, list(read())
        return known[1]

    @cached_property
    def _whole(self) -> dict[str, tuple[int, Sequence[Any]]]:
        """Rows by kind, and the act after which they were read."""
        return {}

    def network(self) -> Network:
        """The map, computed once a view. Raises Revoked when the viewer was changed or withdrawn since."""
        self.check()
        return self._network

    def prepare(self) -> None:
        """Index the texts, for many searches of one view; a single one is faster without."""
        self._texts = Index(self.documents())

    def search(self, query: str, limit: int = 20) -> Sequence[Hit]:
        if self._texts is None:
            return super().search(query, limit)
        self.check()
        return self._texts.search(query, limit)

    def account(self, entity: Entity, through: str) -> None:
        """Put on the record that this subject is asked for by name, where the case demands a reason of its readers."""
        if self.record is not None:
            self.record.looked_at(entity, through)

    def proposals(self) -> Sequence[Proposal]:
        """Pairs of entities that may be one and were not joined, for a person to judge; computed once a view."""
        self.check()
        return self._proposals

    def reasons(self, a: str, b: str) -> Sequence[Reason]:
        """What speaks for and against two referents being one, as the map stands."""
        self.check()
        return self._comparison.reasons(a, b)

    @cached_property
    def _proposals(self) -> Sequence[Proposal]:
        return self._comparison.proposals()

    @cached_property
    def _comparison(self) -> Comparison:
        from entramado.knowledge import load
        from entramado.resolve.proposals import Comparison

        return Comparison(self, self._network, load(self.knowledge))

    @cached_property
    def _network(self) -> Network:
        from entramado.fuse import network
        from entramado.knowledge import load

        return network(self, load(self.knowledge), self.repeats())


class Opened:
    """One case file. Use as a context manager, or `close` it: closed, it is one file."""

    def __init__(self, path: PathLike, *, create: bool = True, knowledge: PathLike | None = None) -> None:
        self._store = Store(Path(path), create=create)
        self._knowledge = Path(knowledge) if knowledge is not None else None
        self._state: tuple[int, tuple[int, int]] | None = None

    @property
    def path(self) -> Path:
        return self._store.path

    def view(
        self,
        viewer: str | Viewer = OWNER.name,
        as_of: int | None = None,
        *,
        reason: str | None = None,
        through: str = "python",
    ) -> CaseView:
        """What ``viewer`` sees, as of transaction ``as_of`` (now when None).

        A name that the case does not keep sees what is for everyone (TLP:CLEAR). Where the case demands it, ``reason`` says why
        he looks, and that he does, ``through`` which program, is kept. Raises UsageError without one, CaseError when it
        cannot be kept.
        """
        who = viewer if isinstance(viewer, Viewer) else self._viewer(viewer)
        record = reads.begin(self._store, who, reason, through)
        made = self._view(who, as_of)
        made.record = record
        return made

    def _view(self, viewer: str | Viewer = OWNER.name, as_of: int | None = None) -> CaseView:
        """For what goes on the record itself, as every act does."""
        made = CaseView(self._store.engine, self.path, viewer if isinstance(viewer, Viewer) else self._viewer(viewer), as_of)
        made.knowledge = self._knowledge
        return made

    def state(self) -> tuple[int, int]:
        """Numbers that are others once something that a view shows was changed, or something was purged: to compare only."""
        known, beat = self._state, self._store.beat()
        if known is None or known[0] != beat:
            with self._store.reading() as connection:
                known = self._state = beat, latest_change(connection)
        return known[1]

    def arrivals(self) -> Mapping[str, str]:
        """When each document came into the case, by its id; for the owner."""
        return arrivals(self._store)

    def judged(self) -> Sequence[Judged]:
        """Every judgement by hand that was ever made, with when, and when it was taken back; the latest first. For the owner."""
        return judged(self._store)

    def viewers(self) -> Sequence[Viewer]:
        """The owner, then the viewers kept in the case, by name."""
        return self._store.viewers()

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _viewer(self, name: str) -> Viewer:
        """The viewer kept under that name; anybody else may see what everyone may, and nothing more."""
        kept = {viewer.name: viewer for viewer in self.viewers()}
        return kept.get(name) or Viewer(name)
