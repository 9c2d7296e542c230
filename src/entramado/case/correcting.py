"""What persons read out of documents by hand: a claim in place of one that was misread, a claim that no rule found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entramado.case.byhand import ByHand, End, Reader, Said, find_quote
from entramado.case.opened import Opened
from entramado.model.claim import Claim, Span
from entramado.model.errors import UsageError
from entramado.model.view import Viewer
from entramado.store import OWNER
from entramado.store.corrections import TakenBack, correct, take_back

__all__ = ["Corrected", "Correcting", "End", "Said", "Span", "TakenBack"]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A claim as a person reads it, the one it stands in for, and how many recipients had that and are to be told."""

    claim: str
    document: str
    misread: str | None
    recipients: int


class Correcting(Opened):
    """A person's reading stands beside the machine's, never over it. ``by`` is the person's name; `take_back` undoes each."""

    def correct(
        self,
        claim: str,
        *,
        by: str,
        why: str = "",
        viewer: str | Viewer = OWNER.name,
        **change: Any,
    ) -> Corrected:
        """Read the sentence of a claim otherwise, and say that the claim was misread: one act.

        ``change`` gives the parts of `Said` that differ; all others stay. Nothing is taken off the record. Raises NotFound,
        Ambiguous, UsageError (without a name; when nothing would change), VocabularyError; then nothing is recorded.
        """
        by, view = _person(by), self._view(viewer)
        original = view.claim(claim)
        reader = Reader(view, original.doc, by, why)
        quote = original.spans[0] if original.spans else Span(0, len(reader.document.text))
        made = reader.read(quote, _changed(original, change), original)
        if made.claim.id == original.id:
            raise UsageError("the claim says just that already; where the document does say so, review it as read right")
        return self._record(made, original.id, by=by, action="correct", why=why)

    def read(
        self,
        document: str,
        quote: Span | str,
        said: Said,
        *,
        by: str,
        why: str = "",
        viewer: str | Viewer = OWNER.name,
    ) -> Corrected:
        """Read a claim out of a document: ``quote`` is the words that say it, or where they stand.

        It is handled like its document. The same claim read by a rule is one claim with two readings. Raises as `correct`.
        """
        by, view = _person(by), self._view(viewer)
        reader = Reader(view, document, by, why)
        span = find_quote(reader.document, quote) if isinstance(quote, str) else quote
        return self._record(reader.read(span, said), None, by=by, action="claim", why=why)

    def take_back(self, claim: str, *, by: str, why: str = "", viewer: str | Viewer = OWNER.name) -> TakenBack:
        """Undo what ``by`` last said of how a claim was read, with all of the same act.

        Each claim is then read as before: one that he had reviewed stands as reviewed then, one that he alone had read is gone.
        Raises NotFound when he has said nothing of it.
        """
        by = _person(by)
        self._view(viewer).claim(claim)
        return take_back(self._store, claim, by=by, why=why)

    def _record(self, made: ByHand, misread: str | None, *, by: str, action: str, why: str) -> Corrected:
        wrong = [misread] if misread else []
        told = correct(self._store, made.extraction, wrong, made.judgements, by=by, action=action, why=why)
        return Corrected(made.claim.id, made.claim.doc, misread, told)


def _person(by: str) -> str:
    by = " ".join(by.split())
    if not by or by == OWNER.name:
        raise UsageError("say who read it (--by NAME): a reading is answered for by a person")
    return by


def _changed(claim: Claim, change: Mapping[str, Any]) -> Said:
    """What the claim says, but for what is changed. A new object or value takes the place of either."""
    if {"object", "value"} <= change.keys():
        raise UsageError("a claim has an object or a value, not both")
    now: dict[str, Any] = {
        "subject": End(known=claim.subject),
        "predicate": claim.predicate,
        "object": End(known=claim.object) if claim.object else None,
        "value": _worded(claim),
        "modality": claim.modality,
        "negated": claim.negated,
        "since": str(claim.valid_from or ""),
        "until": str(claim.valid_to or ""),
        "said_by": claim.said_by,
        "qualifiers": claim.qualifiers,
    }
    if {"object", "value"} & change.keys():
        now |= {"object": None, "value": None}
    if "speaker" in change:
        now["said_by"] = ()
    return Said(**{**now, **change})


def _worded(claim: Claim) -> str | None:
    """A value as a person would type it, bounds and all."""
    figure = claim.figure
    if claim.value is None or figure is None or figure.bound == "exact" or not claim.value.isdigit():
        return claim.value
    if figure.bound == "range":
        return f"{figure.low} to {figure.high}"
    return f"{figure.bound.replace('_', ' ')} {figure.number}"
