"""Common forenames and the gender they tell."""

from __future__ import annotations

from typing import Final

from entramado.extract.found import words_of

_MALE: Final = words_of("forenames.yaml", "male")
_FEMALE: Final = words_of("forenames.yaml", "female")
FORENAMES: Final = _MALE | _FEMALE


def gender(name: str) -> str | None:
    """``m`` or ``f`` by the first known forename, or None when it is unknown or goes for both."""
    for word in name.split():
        low = word.lower().strip("'\"“”‘’")
        if low in FORENAMES:
            return None if low in _MALE and low in _FEMALE else "m" if low in _MALE else "f"
    return None
