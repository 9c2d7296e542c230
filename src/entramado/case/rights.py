"""Time limits and the rights of those whom a case speaks of: reviews, purges, answers to who asks what is held on him."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from entramado.case.opened import Opened
from entramado.case.purging import Planned, plan_claim, plan_documents, plan_overdue, plan_subject
from entramado.model.errors import NotFound, UsageError
from entramado.model.view import Viewer
from entramado.share.access import Answer, Term, Worksheet, answer, worksheet
from entramado.store import OWNER
from entramado.store.disclosure import sent, terms
from entramado.store.forgotten import Forgotten
from entramado.store.purge import Done, past, purge
from entramado.store.retention import Kept, keep, retention
from entramado.store.settings import settings

EVERYONE: Final = Viewer("everyone")
"""For whom an answer is made where no viewer is named: what is for everyone (TLP:CLEAR)."""


@dataclass(frozen=True, slots=True)
class Access:
    """A request for access, answered. The worksheet is the officer's and never goes with the answer."""

    answer: Answer
    worksheet: Worksheet


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
        reason: str | None = None,
    ) -> Planned:
        """What a purge would take, of one kind: documents (ids or file names), a claim, an entity, or what is overdue.

        With ``whole`` documents that speak of the subject go whole. It is a read, with its ``reason`` where the case demands
        one. Raises NotFound, Ambiguous, UsageError.
        """
        listed = list(documents)
        if sum((bool(listed), claim is not None, subject is not None, overdue)) != 1:
            raise UsageError("say what is to go: --document, --claim, --subject or --overdue, one of them")
        if whole and subject is None:
            raise UsageError("--whole goes with --subject: the other kinds take whole documents, or one claim")
        view = self.view(reason=reason, through="purge")
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

    def subject_access(
        self,
        name: str,
        *,
        viewer: str | Viewer = EVERYONE,
        requester: str | None = None,
        recipients: bool = False,
        by: str = OWNER.name,
    ) -> Access:
        """What is held on a person: what may be told, out of what ``viewer`` may see, and all of it for the officer.

        ``recipients`` tells to what kinds of bodies it was given. That it was asked is kept, ``requester`` with it. Raises
        Ambiguous; a name that nothing bears, or that only hidden claims do, gives the same answer.
        """
        if not name.strip():
            raise UsageError("say whom it is about")
        today = datetime.now(UTC).date()
        who = viewer if isinstance(viewer, Viewer) else self._viewer(viewer)
        kept = {doc: Term(*term) for doc, term in terms(self._store).items()}
        given = sent(self._store)
        view = self._view(who)
        network, owner = view.network(), self._view()
        keeper = settings(self._store)
        told = answer(
            view, network, name, kept, prepared_on=today, keeper=keeper.get("organisation"), requester=requester, recipients=()
        )
        bodies = {body for claim in told.claims for body in given.get(claim, ())}
        kinds = tuple(sorted({self._body(body, keeper.get("country")) for body in bodies})) if recipients else None
        told = replace(told, recipients=kinds)
        sheet = worksheet(owner, owner.network(), name, told, who, kept, prepared_on=today, sent=given)
        with self._store.act(by, "subject-access", requester or "") as act:
            act.what |= {"told": len(told.items), "held": len(sheet.rows), "withheld": sheet.withheld}
        return Access(told, sheet)

    def _body(self, recipient: str, home: str | None) -> str:
        """What kind of body a recipient is: who exactly is its own matter."""
        country = self._viewer(recipient).country
        if country is None or home is None:
            return "another body"
        return "a body of the same country" if country == home else "a body of another country"
