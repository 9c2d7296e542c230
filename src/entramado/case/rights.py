"""Time limits and the rights of those whom a case speaks of: reviews, purges, answers to who asks what is held on him."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from entramado.case.opened import Opened
from entramado.case.purging import Planned, plan_claim, plan_documents, plan_overdue, plan_subject
from entramado.model.errors import NotFound, UsageError
from entramado.store.forgotten import Forgotten
from entramado.store.purge import Done, past, purge
from entramado.store.retention import Kept, keep, retention


class Rights(Opened):
    """What the keeper of a case owes to the law and to those in it. ``by`` is a person's name: nobody acts here by default."""

    def retention(self, due: date | None = None) -> Sequence[Kept]:
        """Documents with the day by which each is to be reviewed (those up to ``due``), soonest first."""
        return retention(self._store, due)

    def keep(self, documents: Iterable[str], until: date, *, by: str, why: str) -> None:
        """Record a review: these documents (ids or file names) are still needed until a day at most five years on.

        Raises UsageError for a later day, a past one, no name or no reason; NotFound.
        """
        named: dict[str, list[str]] = {}
        for kept in self.retention():
            named.setdefault(kept.name, []).append(kept.document)
        ids = []
        for each in dict.fromkeys(documents):
            found = named.get(each, [each])
            if len(found) > 1:
                raise UsageError(f"{len(found)} documents are called {each!r}: give the id of one ({', '.join(sorted(found))})")
            ids += found
        keep(self._store, ids, until, by=by, why=why)

    def plan_purge(
        self,
        *,
        documents: Iterable[str] = (),
        claim: str | None = None,
        subject: str | None = None,
        overdue: bool = False,
        whole: bool = False,
    ) -> Planned:
        """What a purge would take, of one kind: documents (ids or file names), a claim, an entity, or what is overdue.

        With ``whole`` documents that speak of the subject go whole. Raises NotFound, Ambiguous, UsageError.
        """
        listed = list(documents)
        if sum((bool(listed), claim is not None, subject is not None, overdue)) != 1:
            raise UsageError("say what is to go: --document, --claim, --subject or --overdue, one of them")
        if whole and subject is None:
            raise UsageError("--whole goes with --subject: the other kinds take whole documents, or one claim")
        view = self.view()
        if listed:
            return plan_documents(self._store, view, listed)
        if claim is not None:
            return plan_claim(self._store, view, claim)
        if subject is not None:
            return plan_subject(self._store, view, view.network(), subject, whole=whole)
        return plan_overdue(self._store, view)

    def purge(self, planned: Planned, *, authority: str, by: str, why: str) -> Done:
        """Delete for good what `plan_purge` found. Raises UsageError, NotFound, CaseBusy."""
        if not planned.rows and not planned.masked:
            raise NotFound("there is nothing to purge")
        return purge(self._store, planned.doomed, authority=authority, by=by, why=why)

    def purged(self) -> Sequence[Forgotten]:
        """Purges that there were: when, by whom, on what authority."""
        return past(self._store)
