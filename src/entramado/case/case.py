"""A case: the verbs of the Python API."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from entramado.case.analysing import Analysing
from entramado.case.build import BuildReport, Progress, build
from entramado.case.charting import Charting
from entramado.case.correcting import Correcting
from entramado.case.governing import Governing
from entramado.case.judging import grounds, handling, spokesman
from entramado.case.note import Note, Wording, document_of, marking_of, source_of, write
from entramado.case.opened import CaseView, PathLike
from entramado.case.releasing import Releasing
from entramado.case.review import Reviewing
from entramado.case.rights import Rights
from entramado.knowledge.tables import fold
from entramado.model.claim import Document, Judgement, Referent, Verdict
from entramado.model.errors import UsageError
from entramado.model.marking import Marking
from entramado.model.network import Entity, Network
from entramado.model.view import Viewer
from entramado.share.find import find
from entramado.store import OWNER

__all__ = ["Case", "CaseView", "open"]


class Case(Analysing, Charting, Correcting, Governing, Releasing, Reviewing, Rights):
    """One case file. Use as a context manager, or `close` it: closed, it is one file.

    ``knowledge`` is a file of reference rows of the user's own. ``by`` in the verbs below is who acts, for the audit trail and
    as the reader of claims by hand.
    """

    def build(
        self,
        paths: PathLike | Iterable[PathLike],
        progress: Progress | None = None,
        *,
        knowledge: PathLike | None = None,
        workers: int | None = None,
        by: str = OWNER.name,
    ) -> BuildReport:
        """Add the documents under ``paths`` (folders, files, archives) that the case lacks.

        ``workers`` is the number of processes that read; None is one a core when there is enough to read, 1 none but this.
        Raises CaseBusy while another process writes to the case; what is wrong with an input is in the report.
        """
        listed = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
        extra = Path(knowledge) if knowledge is not None else self._knowledge
        return build(
            self._store,
            [Path(path) for path in listed],
            actor=by,
            knowledge=extra,
            progress=progress,
            workers=workers,
        )

    def note(
        self,
        text: str,
        claims: Iterable[Wording] = (),
        *,
        by: str = OWNER.name,
        reliability: str = "F",
        marking: str | None = None,
        viewer: str | Viewer = OWNER.name,
    ) -> Document:
        """Keep an analyst's note: with ``claims`` they are read by the analyst, without any the rules read the text.

        A claim is (subject, predicate, object or value); names are those that ``viewer`` sees, and a new entity is named with
        its type (``Person:Ana``). Without ``marking`` the note is handled like all that it names. Raises UsageError,
        VocabularyError, MarkingError; then nothing is kept.
        """
        listed = list(claims)
        at = datetime.now(UTC)
        if listed:
            view = self._view(viewer)
            markings = {document.id: document.marking for document in view.documents()}
            note = write(text, listed, view.network(), markings, person=by, reliability=reliability, at=at, marking=marking)
        else:
            note = self._read(text, by, reliability, at, marking, viewer)
        self._store.deposit(
            note.document,
            note.original,
            note.source,
            note.extraction,
            actor=by,
            holding=note.document.name,
            action="note",
            judgements=note.judgements,
        )
        return note.document

    def merge(
        self,
        a: str,
        b: str,
        why: str,
        *,
        by: str = OWNER.name,
        marking: str | None = None,
        viewer: str | Viewer = OWNER.name,
    ) -> Sequence[Judgement]:
        """Say that two entities are one, of one type or not. Names or ids, as ``viewer`` sees them.

        Without ``marking`` it is handled like all that the two stand on, so that who may not see all of that sees two. Raises
        NotFound, Ambiguous, MarkingError, UsageError when they are one already.
        """
        view = self._view(viewer)
        network = view.network()
        first, second = find(network, a, whole=True), find(network, b, whole=True)
        if first.id == second.id:
            raise UsageError(f"{a!r} and {b!r} are one entity already: {first.name}")
        stand_on = grounds(view)
        handled = marking or handling((*first.referents, *second.referents), stand_on)
        pair = spokesman(first, handled, stand_on), spokesman(second, handled, stand_on)
        return self._judge([pair], "same", why, by, handled)

    def different(
        self,
        a: str,
        b: str,
        why: str,
        *,
        by: str = OWNER.name,
        marking: str | None = None,
        viewer: str | Viewer = OWNER.name,
    ) -> Sequence[Judgement]:
        """Say that two are not one: two entities, or two names (or referent ids) that were taken for one.

        Without ``marking`` it is handled like all that the two stand on.
        """
        return self._judge_apart(a, b, "different", why, by, marking, self._view(viewer))

    def unsure(
        self,
        a: str,
        b: str,
        why: str,
        *,
        by: str = OWNER.name,
        marking: str | None = None,
        viewer: str | Viewer = OWNER.name,
    ) -> Sequence[Judgement]:
        """Say that it cannot be told whether two are one: no rule joins these two names, and they are proposed no more as new.

        Named as for `different`.
        """
        return self._judge_apart(a, b, "unsure", why, by, marking, self._view(viewer))

    def undo(self, judgement: str | None = None, *, by: str = OWNER.name) -> Sequence[str]:
        """Undo a judgement by hand with all of the same act; the latest one when None. Returns their ids."""
        return self._store.undo(judgement, actor=by)

    def retract(self, claim: str, why: str, *, by: str = OWNER.name) -> int:
        """End a claim. It is not forgotten: a view as of an earlier transaction still has it. Raises NotFound.

        Returns how many recipients were sent it and are to be told (`recall`).
        """
        return self._store.retract(claim, actor=by, why=why)

    def _read(
        self,
        text: str,
        by: str,
        reliability: str,
        at: datetime,
        marking: str | None,
        viewer: str | Viewer,
    ) -> Note:
        """A note without claims by hand goes the way of every text."""
        from entramado.extract.pipeline import extract
        from entramado.knowledge import load

        if not text.strip():
            raise UsageError("a note needs a text: give it with --text or on standard input")
        source = source_of(by, reliability)
        document, original = document_of(text.strip(), (), by, source, at, marking or "TLP:CLEAR")
        (extraction,) = extract([document], load(self._knowledge))
        if marking is None:
            view = self._view(viewer)
            named = frozenset(fold(referent.name) for referent in extraction.referents if referent.name)
            document = replace(document, marking=marking_of(named, view.network(), {d.id: d.marking for d in view.documents()}))
        return Note(document, original, source, extraction, ())

    def _judge_apart(
        self, a: str, b: str, verdict: Verdict, why: str, by: str, marking: str | None, view: CaseView,
    ) -> Sequence[Judgement]:  # fmt: skip
        referents = {referent.id: referent for referent in view.referents()}
        first, second = (self._called(view.network(), name, referents) for name in (a, b))
        pairs = [(x, y) for x in sorted(first) for y in sorted(second) if x != y]
        if not pairs or first & second:
            hint = "give the ids of two referents, as `entramado explain CASE NAME` lists them"
            raise UsageError(f"{a!r} and {b!r} name the same thing in the same words: {hint}")
        return self._judge(pairs, verdict, why, by, marking or handling(first | second, grounds(view)))

    def _judge(
        self, pairs: Sequence[tuple[str, str]], verdict: Verdict, why: str, by: str, marking: str,
    ) -> Sequence[Judgement]:  # fmt: skip
        made = [Judgement(x, y, verdict, 1.0, why, f"person:{by}", str(Marking.parse(marking))) for x, y in pairs]
        self._store.judge(made, actor=by, why=why)
        return made

    @staticmethod
    def _called(network: Network, name: str, referents: dict[str, Referent]) -> set[str]:
        """The referents that bear a name, or else those of the entity that does."""
        if name in referents:
            return {name}
        entity: Entity = find(network, name, whole=True)
        bearing = {r for r in entity.referents if r in referents and fold(referents[r].name or "") == fold(name)}
        return bearing or {min(entity.referents)}


def open(path: PathLike, *, create: bool = True, knowledge: PathLike | None = None) -> Case:  # noqa: A001 - entramado.open
    """Open a case file, or make it when it is not there and ``create`` says so. Raises NotACase, NewerCase, CaseError."""
    return Case(path, create=create, knowledge=knowledge)
