"""Who may see what of a case, and what was done to it: viewers, markings, consents, settings, the audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from entramado.case.opened import Opened
from entramado.model.claim import Problem
from entramado.model.errors import UsageError
from entramado.model.marking import Marking
from entramado.model.view import Viewer
from entramado.store import OWNER, Entry
from entramado.store.consents import Consent, State, consents, record
from entramado.store.remark import Kind, mark
from entramado.store.settings import change, settings

if TYPE_CHECKING:
    from entramado.case.heads import Head, Proof, Verified
    from entramado.share.package.keys import PublicKey, SigningKey


@dataclass(frozen=True, slots=True)
class Marked:
    """A marking changed by hand."""

    kind: Kind
    id: str
    before: str
    after: str


class Governing(Opened):
    """What the keeper of a case decides. ``by`` is who acts, for the audit trail."""

    def add_viewer(self, viewer: Viewer, *, by: str = OWNER.name) -> None:
        """Keep a viewer under its name. Raises MarkingError for a clearance that is none."""
        self._store.add_viewer(viewer, actor=by)

    def revoke(self, name: str, *, by: str = OWNER.name) -> None:
        """Keep a viewer no longer; views that he has open raise Revoked. Raises NotFound."""
        self._store.revoke(name, actor=by)

    def mark(self, key: str, marking: str, why: str, *, by: str = OWNER.name) -> Marked:
        """Change the marking of a document or a source (id or name) or a claim (id). Raises NotFound, MarkingError.

        It counts at once, in views of the past too; claims that are marked apart from their document keep their own.
        """
        if not why.strip():
            raise UsageError("say why: a marking is changed for a reason")
        found = self._named(key)
        kind, before = mark(self._store, found, marking, actor=by, why=why)
        return Marked(kind, found, before, str(Marking.parse(marking)))

    def consents(self, recipient: str | None = None) -> Sequence[Consent]:
        """What originators were asked, and what they said."""
        return consents(self._store, recipient)

    def consent(
        self, key: str, recipient: str, state: State = "given", *, originator: str, why: str, by: str = OWNER.name,
    ) -> Consent:  # fmt: skip
        """Record what an originator says to one recipient's having a document (id or name) or claim.

        Raises NotFound, UsageError.
        """
        return record(self._store, self._named(key), recipient, state, originator=originator, why=why, actor=by)

    def _named(self, key: str) -> str:
        """The id of the document or source of that name; what nothing is called is an id itself."""
        view = self._view()
        named = {document.id for document in view.documents() if document.name == key}
        named |= {source.id for source in view.sources() if source.name == key}
        if len(named) > 1:
            listed = " or ".join(sorted(named))
            raise UsageError(f"{len(named)} documents or sources are called {key!r}: give one by its id, {listed}")
        return min(named, default=key)

    def settings(self) -> Mapping[str, str]:
        """What holds for the whole case (`entramado.store.settings.SETTINGS`)."""
        return settings(self._store)

    def change_settings(self, values: Mapping[str, str | None], *, by: str = OWNER.name) -> None:
        """Set some; None unsets. Raises UsageError for a name that is none."""
        change(self._store, values, actor=by)

    def problems(self, viewer: str | Viewer = OWNER.name, *, reason: str | None = None) -> list[Problem]:
        """What is wrong with inputs, by file."""
        return list(self.view(viewer, reason=reason).problems())

    def audit(self) -> Sequence[Entry]:
        """Who did what, oldest first."""
        return self._store.audit()

    def verify(self) -> Sequence[str]:
        """Faults of the audit trail and of what it vouches for; empty when the case is whole."""
        return self._store.verify()

    def named(self) -> Mapping[str, str]:
        """What the keyed ids of the audit trail stand for, as far as it is still there."""
        return self._store.named()

    def head(self, key: SigningKey) -> Head:
        """The signed head of the audit trail, to be given away (`entramado.case.heads`). Raises UsageError when it is empty."""
        from entramado.case.heads import sign

        return sign(self._store, key)

    def verify_heads(self, heads: Mapping[str, Head], keys: Mapping[str, PublicKey] | None = None) -> Verified:
        """`verify`, and that the trail begins with what each head signs. ``keys`` may have signed; None: those trusted."""
        from entramado.case.heads import verify

        return verify(self._store, heads, keys)

    def prove(self, entry: int, head: Head | None = None) -> Proof:
        """That an entry is in the trail that a head signs, for somebody without the case. Raises NotFound, UsageError."""
        from entramado.case.heads import prove

        return prove(self._store, entry, head)
