"""Predicates in words, for screens and reports."""

from __future__ import annotations

import re
from functools import lru_cache

from entramado.model.values import Figure
from entramado.model.vocabulary import vocabulary

_MONEY = re.compile(r"([A-Z]{3}) (\d+)")


@lru_cache(maxsize=4096)
def phrase(predicate: str, inverse: bool = False, negated: bool = False, former: bool = False) -> str:
    """As a person would say it, from the subject or (``inverse``) the object; marked when denied or past."""
    word = vocabulary().predicates.get(predicate)
    label = predicate.replace("_", " ") if word is None else (word.inverse or word.label) if inverse else word.label
    return " ".join(part for part in ("not:" if negated else "", "formerly" if former else "", label) if part)


def spoken(value: str, figure: Figure | None = None) -> str:
    """A value as a person would write it: "at least 25", "200,000 to 250,000", "USD 15,000,000"."""
    money = _MONEY.fullmatch(value)
    if money:
        return f"{money[1]} {int(money[2]):,}"
    if figure is None:
        return value
    number = f"{figure.number:,}"
    if figure.bound == "range" and figure.high is not None:
        return f"{number} to {figure.high:,}"
    return {"at_least": "at least ", "up_to": "up to ", "about": "about "}.get(figure.bound, "") + number
