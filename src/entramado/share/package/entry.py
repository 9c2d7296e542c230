"""One JSON object on its way back to a value: every getter says what is missing or of another type."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from entramado.model.claim import Scalar
from entramado.model.errors import PackageFault
from entramado.model.values import PartialDate

_T = TypeVar("_T")


class Entry:
    """A JSON object, and in words where it stands. Getters raise PackageFault."""

    def __init__(self, value: object, what: str) -> None:
        if not isinstance(value, dict):
            raise PackageFault(f"{what} is no object")
        self._value, self._what = value, what

    def keys(self) -> set[str]:
        return set(self._value)

    def text(self, key: str) -> str:
        return self._get(key, str)

    def maybe(self, key: str) -> str | None:
        return None if self._null(key) else self._get(key, str)

    def number(self, key: str) -> int:
        return self._get(key, int)

    def flag(self, key: str) -> bool:
        return self._get(key, bool)

    def share(self, key: str) -> float:
        """A number between 0 and 1."""
        found = self._value.get(key)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
            raise self._fault(key)
        return float(found)

    def date(self, key: str) -> PartialDate | None:
        text = self.maybe(key)
        return None if text is None else self._tried(lambda: PartialDate.parse(text), key)

    def digits(self, key: str) -> int | None:
        """An integer of any size, written as text."""
        text = self.maybe(key)
        return None if text is None else self._tried(lambda: int(text), key)

    def one_of(self, key: str, words: tuple[_T, ...]) -> _T:
        found = self._value.get(key)
        for word in words:
            if found == word:
                return word
        raise self._fault(key)

    def entry(self, key: str) -> Entry:
        return Entry(self._value.get(key), f"{self._what}, {key},")

    def maybe_made(self, key: str, make: Callable[[Entry], _T]) -> _T | None:
        """What ``make`` makes of the object at ``key``, or None for null."""
        if self._null(key):
            return None
        found = self.entry(key)
        return self._tried(lambda: make(found), key)

    def all(self, key: str, make: Callable[[Entry], _T]) -> tuple[_T, ...]:
        """What ``make`` makes of each object in the list at ``key``."""
        made = []
        for number, value in enumerate(self._get(key, list), 1):
            found = Entry(value, f"{self._what}, {key} {number}")
            try:
                made.append(make(found))
            except ValueError as error:
                raise PackageFault(f"{self._what}, {key} {number}: {error}") from None
        return tuple(made)

    def words(self, key: str) -> tuple[str, ...]:
        found = self._get(key, list)
        if not all(isinstance(word, str) for word in found):
            raise self._fault(key)
        return tuple(found)

    def texts(self, key: str) -> dict[str, str]:
        found = self._get(key, dict)
        if not all(isinstance(value, str) for value in found.values()):
            raise self._fault(key)
        return dict(found)

    def scalars(self, key: str) -> dict[str, Scalar]:
        """Qualifiers: as they are, or wrapped as ``{"integer": "…"}`` and ``{"float": "…"}``."""
        return self._tried(lambda: {name: _scalar(value) for name, value in self._get(key, dict).items()}, key)

    def _get(self, key: str, kind: type[_T]) -> _T:
        found = self._value.get(key)
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise self._fault(key)
        return found

    def _null(self, key: str) -> bool:
        return key in self._value and self._value[key] is None

    def _tried(self, make: Callable[[], _T], key: str) -> _T:
        try:
            return make()
        except ValueError as error:
            raise PackageFault(f"{self._what}, {key}: {error}") from None

    def _fault(self, key: str) -> PackageFault:
        return PackageFault(f"{self._what} has no {key} as it should")


def _scalar(value: object) -> Scalar:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, dict) and isinstance(text := value.get("float"), str):
        return float(text)
    return int(Entry(value, "a qualifier").text("integer"))
