"""A verified package as documents for the recipient's own case, with where they came from and how they are marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from entramado.model.claim import Document, Extraction, Judgement, Source
from entramado.share.package.model import Package


@dataclass(frozen=True, slots=True)
class Deposit:
    """One document of the sender as it enters the case. ``sent_as`` is its id in the package, ``claims`` maps theirs to new ones."""

    document: Document
    original: bytes
    source: Source
    extraction: Extraction
    sent_as: str
    claims: Mapping[str, str]


def deposits(package: Package) -> Iterator[Deposit]:
    """One a document, in the package's order; receiving the same again gives the same ids."""
    raise NotImplementedError


def judgements(package: Package) -> tuple[Judgement, ...]:
    """Which referents of the deposits are one thing by the sender's word (or are not), for after all of them are in."""
    raise NotImplementedError


def recalled(package: Package) -> tuple[tuple[str, str], ...]:
    """For a recall: ids of claims in earlier packages of this sender, with the reason."""
    raise NotImplementedError
