"""A claim laid open: its quote, who says so, how it is graded and how far it is believed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from entramado.model.claim import Claim, Document, Reading, Source, misread
from entramado.model.network import Network
from entramado.model.view import View
from entramado.share.review_status import Review, review
from entramado.share.wording import Language

_PLACES: Final[dict[Language, tuple[str, str, str, str, str]]] = {
    "en": ("sheet", "row", "column", "characters {} to {}", "place not shown"),
    "es": ("hoja", "fila", "columna", "caracteres {} a {}", "lugar reservado"),
}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One claim with everything a reader needs to judge it. ``speakers`` runs from who knows to who prints."""

    claim: Claim
    document: Document
    source: str | None
    source_grade: str
    information_grade: str
    marking: str
    speakers: tuple[dict[str, object], ...]
    quote: str
    belief: float | None
    origin: str | None
    readings: tuple[tuple[str, float], ...]
    analyst: bool = False
    """Whether it stands in an analyst's note: a judgement of ours, and no report."""
    review: Review = field(default_factory=Review)

    @property
    def start(self) -> int | None:
        return self.claim.spans[0].start if self.claim.spans else None

    @property
    def end(self) -> int | None:
        return self.claim.spans[0].end if self.claim.spans else None

    @property
    def place(self) -> str:
        """Where in the document it stands, in words: "characters 120 to 188"."""
        return self.placed("en")

    def placed(self, language: Language) -> str:
        """The same in a language."""
        sheet, row, column, characters, hidden = _PLACES[language]
        if self.claim.cell is not None:
            cell = self.claim.cell
            parts = (cell.sheet and f"{sheet} {cell.sheet}", f"{row} {cell.row}", cell.column and f"{column} {cell.column}")
            return ", ".join(filter(None, parts))
        return characters.format(self.start, self.end) if self.quote else hidden

    def quoted(self, width: int = 220) -> str:
        """The sentence between quotation marks, cut to about ``width`` characters, or why there is none."""
        quote = " ".join(self.quote.split())
        if not quote:
            return "(a value of a table)" if self.claim.cell is not None else "(the sentence is withheld)"
        return f"“{quote}”" if len(quote) <= width else f"“{quote[: width - 1].rsplit(' ', 1)[0]}…”"

    @property
    def grade(self) -> str:
        """The Admiralty grade as analysts write it: reliability of the source, credibility of the information."""
        return self.source_grade + self.information_grade

    @property
    def reviewed(self) -> bool:
        """Whether a person has read the claim out of the document, alone or after a rule, and none found it misread."""
        persons = [p >= 0.5 for by, p in self.readings if by.startswith("person:")]
        return bool(persons) and all(persons)

    def said(self) -> str:
        """The chain in words: "a former US official, Reuters"."""
        return ", ".join(str(speaker["name"]) for speaker in self.speakers) or "source not given"

    def citation(self) -> str:
        """Where it stands, in a line: who, which document, when, how graded."""
        published = str(self.document.published) if self.document.published else "undated"
        return f"{self.said()} ({self.document.name}, {published}, {self.grade})"

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "claim": self.claim.id,
            "document": self.document.id,
            "file": self.document.name,
            "published": str(self.document.published) if self.document.published else None,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "said_by": list(self.speakers),
            "modality": self.claim.modality,
            "negated": self.claim.negated,
            "grade": self.grade,
            "marking": self.marking,
            "belief": self.belief,
            "origin": self.origin,
            "readings": [{"by": by, "p": p} for by, p in self.readings],
            "reviewed": self.reviewed,
            "review": {"level": self.review.level, "right": list(self.review.right), "wrong": list(self.review.wrong)},
        }


class Exhibits:
    """Every claim of a view, by id, ready to be laid open. Reads the view once."""

    def __init__(self, view: View, network: Network) -> None:
        self._network = network
        self.documents = {document.id: document for document in view.documents()}
        self.claims = {claim.id: claim for claim in view.claims()}
        self._sources = {source.id: source for source in view.sources()}
        self._readings: dict[str, list[Reading]] = {}
        for reading in view.readings():
            self._readings.setdefault(reading.claim, []).append(reading)

    def of(self, claim_id: str) -> Exhibit:
        """The exhibit of one claim. Raises KeyError for a claim that this view does not have."""
        claim = self.claims[claim_id]
        document = self.documents[claim.doc]
        source = self._sources.get(document.source or "")
        speakers: list[dict[str, object]] = [
            {
                "name": said.name,
                "entity": self._network.entity_of.get(said.referent or ""),
                "verb": said.verb,
                "modality": said.modality,
                "named": said.named,
            }
            for said in claim.said_by
        ]
        if source is not None and all(speaker["name"] != source.name for speaker in speakers):
            speakers.append({"name": source.name, "entity": None, "verb": "published", "modality": "stated", "named": True})
        span = claim.spans[0] if claim.spans else None
        readings = self._readings.get(claim_id, ())
        analyst = source is not None and source.kind == "analyst"
        return Exhibit(
            claim=claim,
            document=document,
            source=source.name if source else None,
            source_grade=source.reliability if source else "F",
            information_grade=claim.credibility if claim.credibility != "6" else document.credibility,
            marking=claim.marking or document.marking,
            speakers=tuple(speakers),
            quote=document.text[span.start : span.end] if span else "",
            belief=self._network.belief_of.get(claim_id),
            origin=self._network.origin_of.get(claim_id),
            readings=tuple(sorted((reading.by, reading.p) for reading in readings)),
            analyst=analyst,
            review=review(readings, source.name if source is not None and analyst else None),
        )

    def misread(self) -> list[Exhibit]:
        """What persons found misread, and the map leaves out."""
        return self.all(claim for claim, said in self._readings.items() if claim in self.claims and misread(said))

    def publisher(self, document: Document) -> Source | None:
        """Who published a document, as far as this viewer may know."""
        return self._sources.get(document.source or "")

    def source(self, document: Document) -> str | None:
        """The name of who published a document, as far as this viewer may know."""
        found = self.publisher(document)
        return found.name if found else None

    def grade(self, document: Document) -> str:
        """The Admiralty grade of a document as a whole."""
        found = self._sources.get(document.source or "")
        return (found.reliability if found else "F") + document.credibility

    def all(self, claim_ids: Iterable[str]) -> list[Exhibit]:
        """Exhibits in the order of publication, then place in the text."""
        found = [self.of(claim_id) for claim_id in claim_ids]
        return sorted(found, key=lambda e: (str(e.document.published or "9999"), e.document.name, e.start or 0, e.claim.id))
