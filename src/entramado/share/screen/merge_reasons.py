"""Why two are one, feature by feature, so that a page can say it in its own language.

A map keeps of each of its merges one line of text, "same alias El Mencho, although ages years apart": to keep the features
themselves would take several times the memory, for a line that is seldom read. The words are those of the tables of features.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from entramado.resolve.events import EVENT
from entramado.resolve.scoring import TABLES, Reason
from entramado.share.wording import plain

_ALTHOUGH: Final = "although "
_VALUE: Final = re.compile(r"\\\{(\d)\\\}")
_Words = tuple[str, float, re.Pattern[str], str]


@dataclass(frozen=True, slots=True)
class Why:
    """One feature that the score is the sum of: `code` names it for other languages, `values` fill its words."""

    code: str
    words: str
    values: Sequence[str]
    weight: float


def why(reason: Reason) -> Why:
    return Why(reason.code, plain(reason.words), [plain(value) for value in reason.values], reason.weight)


def taken_apart(why: str, type: str) -> list[Reason]:  # noqa: A002 - as everywhere
    """The features that a rule joined two of a type for; none where the words are not (only) those of the table."""
    if type == "Event":
        why = re.sub(r"^both a [a-z_ ]+: ", "", why)
    return _read(why, _words_of(type), {}) or []


def _read(rest: str, words: Sequence[_Words], known: dict[str, list[Reason] | None]) -> list[Reason] | None:
    """The most features that the rest can be read as: values may hold commas, and would take the next ones in."""
    if rest not in known:
        against = rest.startswith(_ALTHOUGH)
        said = rest[len(_ALTHOUGH) :] if against else rest
        best: list[Reason] | None = None
        for code, weight, pattern, template in words:
            if (weight < 0) is not against:
                continue
            for values, left in _splits(said, pattern):
                more = _read(left, words, known) if left else []
                if more is not None and (best is None or len(more) + 1 > len(best)):
                    best = [Reason(code, weight, template.format(*values), values), *more]
        known[rest] = best
    return known[rest]


def _splits(said: str, pattern: re.Pattern[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The values with which a feature's words end at a comma, or at the end; and what follows."""
    ends = [found.start() for found in re.finditer(", ", said)]
    for end in (*ends, len(said)):
        found = pattern.fullmatch(said, 0, end)
        if found:
            yield found.groups(), said[end + 2 :]


@cache
def _words_of(type: str) -> tuple[_Words, ...]:  # noqa: A002 - as everywhere
    """What begins with a name is tried last, and the rest in the order of the words that they begin with, the longest first."""
    table = EVENT if type == "Event" else TABLES.get(type, ())
    found = [(each.code, each.weight, re.compile(_VALUE.sub("(.+?)", re.escape(each.words))), each.words) for each in table]
    return tuple(sorted(found, key=lambda each: -len(each[3].partition("{")[0])))
