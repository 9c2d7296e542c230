"""What persons say of claims: reviews of how they were read, and the category of a person with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from entramado.case.note import write
from entramado.case.opened import Opened
from entramado.model.claim import Document, Reading
from entramado.model.errors import UsageError
from entramado.model.marking import joined
from entramado.model.values import PartialDate
from entramado.model.view import Viewer
from entramado.model.vocabulary import vocabulary
from entramado.share.exhibit import Exhibits
from entramado.share.find import find
from entramado.store import OWNER
from entramado.store.reviews import review


class Reviewing(Opened):
    """What a person answers for with a name. ``by`` is that name: nobody reviews by default."""

    def review(
        self, claims: Iterable[str], *, right: bool, by: str, why: str = "", viewer: str | Viewer = OWNER.name,
    ) -> int:  # fmt: skip
        """Record that ``by`` found these claims read right or wrong; the last word of a person counts.

        Returns how many recipients are to be told that what they were sent is corrected. Raises NotFound for a claim that does
        not stand or that ``viewer`` may not see, UsageError without a name; then nothing is recorded.
        """
        listed = list(claims)
        view = self._view(viewer)
        for claim in listed:
            view.claim(claim)
        return review(self._store, listed, right=right, by=by, why=why)

    def categorise(
        self,
        name: str,
        category: str,
        *,
        by: str,
        text: str = "",
        evidence: Sequence[str] = (),
        date: str | None = None,
        reliability: str = "F",
        marking: str | None = None,
        viewer: str | Viewer = OWNER.name,
    ) -> Document:
        """Write a note that gives a person a category as of a day, with the quotes of the claims that are its evidence.

        Without ``marking`` it is handled like the evidence and all that speaks of the person. Raises NotFound, Ambiguous,
        UsageError, VocabularyError, MarkingError; then nothing is kept.
        """
        by = " ".join(by.split())
        if not by or by == OWNER.name:
            raise UsageError("say who decides it (--by NAME): a category is answered for by a person")
        if not text.strip() and not evidence:
            raise UsageError("say on what evidence: --evidence CLAIM, or --text with the reason")
        day = _day(date)
        view = self._view(viewer)
        network = view.network()
        person = find(network, name, ("Person",))
        word = vocabulary().normalise("category", category)
        exhibits = Exhibits(view, network)
        cited = [exhibits.of(view.claim(claim).id) for claim in evidence]
        lines = [f"{person.name}: {word}{f' as of {day}' if day else ''}.", text.strip()]
        lines += [f"Evidence: “{' '.join(e.quote.split())}” {e.citation()}, claim {e.claim.id}." for e in cited]
        markings = {document.id: document.marking for document in view.documents()}
        if marking is None:
            speaking = [markings[doc] for doc in sorted(person.documents) if doc in markings]
            marking = joined([*speaking, *(exhibit.marking for exhibit in cited), *(e.document.marking for e in cited)])
        note = write(
            "\n".join(filter(None, lines)), [(person.id, "category", word)], network, markings,
            person=by, reliability=reliability, at=datetime.now(UTC), marking=marking,
        )  # fmt: skip
        claims = tuple(replace(claim, valid_from=day) for claim in note.extraction.claims)
        extraction = replace(note.extraction, claims=claims, readings=tuple(Reading(c.id, f"person:{by}", 1.0) for c in claims))
        self._store.deposit(
            note.document, note.original, note.source, extraction, actor=by, holding=note.document.name, action="note",
            judgements=note.judgements,
        )  # fmt: skip
        return note.document


def _day(date: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(date) if date else None
    except ValueError as error:
        raise UsageError(f"{error}") from None
