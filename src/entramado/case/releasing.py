"""What leaves a case for partners and comes from them: release, recall, receive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from entramado.case.opened import Opened, PathLike
from entramado.model.errors import UsageError
from entramado.store import OWNER
from entramado.store.releases import Dissemination, Recall, disseminations, last_change, recalls

if TYPE_CHECKING:  # what these need (cryptography, bagit, rfc8785) is an extra: a case opens without
    from entramado.case.preview import Preview
    from entramado.case.receive import Received
    from entramado.case.release import Released
    from entramado.case.tearline import Tearline
    from entramado.share.package.keys import PublicKey, SigningKey
    from entramado.share.package.verify import Verdict


class Releasing(Opened):
    """What goes to partners and comes from them. ``by`` is who acts, for the audit trail."""

    def preview(self, to: str, subjects: Sequence[str] | None = None, *, reason: str | None = None) -> Preview:
        """What a release to ``to`` would hold and what would stay; all that he may see when ``subjects`` is None.

        A name that the case does not keep gets what everyone may have. ``reason`` says why one looks, where the case demands it.
        Raises NotFound, Ambiguous, UsageError.
        """
        from entramado.case.preview import preview

        if to == OWNER.name:
            raise UsageError("the owner has everything: release to a viewer (`entramado viewers`)")
        kept = {viewer.name for viewer in self.viewers()}
        state = last_change(self._store)
        owner = self.view(reason=reason, through="release")
        return preview(self._store, owner, self._view(to), subjects, kept=to in kept, state=state)

    def release(
        self,
        preview: Preview,
        target: PathLike,
        *,
        key: SigningKey,
        purpose: str = "",
        authority: str = "",
        why: str = "",
        by: str = OWNER.name,
        dossier: bool = True,
        encrypt_to: Sequence[str] = (),
    ) -> Released:
        """Write what was previewed as a signed package (``.zip``, ``.age`` or a folder), and log that it went.

        Purpose and authority that nobody gave stand in it as "not stated". Raises PackageFault, KeyFault, and UsageError when
        the case has changed since the preview.
        """
        from entramado.case.release import release

        return release(
            self._store, preview, Path(target), key=key, purpose=purpose, authority=authority, why=why, by=by, dossier=dossier,
            age=encrypt_to,
        )  # fmt: skip

    def disseminations(self, to: str | None = None) -> Sequence[Dissemination]:
        """What went to whom, when, why, on whose authority, oldest first."""
        return disseminations(self._store, to)

    def recalls(self, to: str | None = None, *, pending: bool = True) -> Sequence[Recall]:
        """Claims that recipients have and are to use no longer: those they were not yet told of, or all."""
        return recalls(self._store, to, pending=pending)

    def recall(
        self,
        folder: PathLike,
        *,
        key: SigningKey,
        to: str | None = None,
        why: str = "",
        by: str = OWNER.name,
        encrypt_to: Sequence[str] = (),
    ) -> Sequence[Released]:
        """Write a signed notice for each recipient who was not yet told, into a folder that is there."""
        from entramado.case.release import recall

        return recall(self._store, Path(folder), key=key, recipient=to, why=why, by=by, age=encrypt_to)

    def check(self, package: PathLike, trusted: Iterable[PublicKey], *, identity: str | Path | None = None) -> Verdict:
        """What is wrong with a package, if anything, and whether it is meant for this case and new to it."""
        from entramado.case.receive import check

        return check(Path(package), trusted, self._store, identity)

    def receive(
        self,
        package: PathLike,
        trusted: Iterable[PublicKey],
        *,
        identity: str | Path | None = None,
        by: str = OWNER.name,
    ) -> Received:
        """Check a package and take it in, whole or not at all; again, it changes nothing. Raises PackageFault."""
        from entramado.case.receive import receive

        return receive(self._store, Path(package), trusted, identity=identity, by=by)

    def tearline(
        self,
        claim: str,
        text: str,
        marking: str,
        *,
        subject: str | None = None,
        object: str | None = None,  # noqa: A002 - the claim's, as everywhere
        value: str | None = None,
        why: str = "",
        by: str = OWNER.name,
    ) -> Tearline:
        """Write a claim for release, marked lower, in place of ``claim``: the text says no more than may go.

        ``subject``, ``object`` and ``value`` say how the text calls the ends, where not as the original does ("a commander in
        Jalisco"). Raises NotFound, UsageError, VocabularyError, MarkingError; then nothing is kept.
        """
        from entramado.case.tearline import Wording, tearline

        wording = Wording(subject, object, value)
        return tearline(self._store, self._view(), claim, text, marking, wording, by=by, why=why, at=datetime.now(UTC))
