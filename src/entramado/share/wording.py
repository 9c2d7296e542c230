"""Predicates in words, for screens and reports."""

from __future__ import annotations

from functools import lru_cache

from entramado.model.vocabulary import vocabulary


@lru_cache(maxsize=4096)
def phrase(predicate: str, inverse: bool = False, negated: bool = False, former: bool = False) -> str:
    """As a person would say it, from the subject or (``inverse``) the object; marked when denied or past."""
    word = vocabulary().predicates.get(predicate)
    label = predicate.replace("_", " ") if word is None else (word.inverse or word.label) if inverse else word.label
    return " ".join(part for part in ("not:" if negated else "", "formerly" if former else "", label) if part)
