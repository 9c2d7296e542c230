"""How likely two referents are one thing: tables of features and weights, read from top to bottom.

A pair's score is the sum of the weights of the features that hold, held between 0 and 1; pairs at `THRESHOLD` or above
may be joined, unless something stands against it (`entramado.resolve.conflicts`). Each feature that holds gives the words
that tell the reader why. The weights are set so that names alone join what a careful reader would join without context,
a surname alone never does, and a surname or alias with one shared tie does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from entramado.knowledge.folding import fold, fold_place
from entramado.resolve import names, orgnames
from entramado.resolve.ages import years_apart
from entramado.resolve.names import Level
from entramado.resolve.profiles import Profile
from entramado.resolve.words import word_list

THRESHOLD: Final = 0.7
_NOTHING: Final[frozenset[Any]] = frozenset()
COMMON_NICKNAMES: Final = frozenset(word_list("common_nicknames"))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two referents of one type and what the view knows around them."""

    a: Profile
    b: Profile
    label: Mapping[str, str]
    """Entity id to name, for the words."""
    ambiguous: Callable[[Profile], bool]
    """Whether a short name or alias fits several people of the view who are not one."""
    level: Level = field(init=False)
    common: frozenset[tuple[str, str]] = field(init=False)
    """Context that both have."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "common", frozenset(self.a.context & self.b.context))
        object.__setattr__(self, "level", _level(self.a, self.b) if self.a.type == "Person" else Level.NONE)


Values = tuple[str, ...]
"""What a feature found, to fill its words with: names, a date, a place. Empty where the words say it all."""


@dataclass(frozen=True, slots=True)
class Feature:
    """``test`` gives the values for ``words`` when the feature holds, else None. ``code`` names it, for other languages."""

    weight: float
    code: str
    words: str
    test: Callable[[Pair], Values | None]


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature that holds for a pair; one with a weight below 0 speaks against."""

    code: str
    weight: float
    words: str
    values: Values


def _level(a: Profile, b: Profile) -> Level:
    """The names as a whole when both are full; else the best of all forms."""
    if a.name and b.name and names.parse(a.name).full and names.parse(b.name).full:
        return names.compare_texts(a.name, b.name)
    return max((names.compare_texts(x, y) for x in a.names for y in b.names), default=Level.NONE)


def _at(level: Level, least: int = 0, most: int = 99) -> Callable[[Pair], Values | None]:
    def test(pair: Pair) -> Values | None:
        if pair.level is not level:
            return None
        length = len(names.parse(pair.a.name).words) if pair.a.name else 0
        return (str(pair.a.name), str(pair.b.name)) if least <= length <= most else None

    return test


def _shared(sort: str) -> Callable[[Pair], Values | None]:
    def test(pair: Pair) -> Values | None:
        common = sorted(_label(pair, what) for kind, what in pair.common if kind == sort) if pair.common else ()
        return (", ".join(common[:2]),) if common else None

    return test


def _label(pair: Pair, what: str) -> str:
    """Context in words: entities by name, a post with the body it is in."""
    post, _, body = what.rpartition(" @ ")
    return f"{post}, {pair.label.get(body, body)}" if post else pair.label.get(what, what)


def same_row(pair: Pair) -> Values | None:
    return (pair.a.key,) if pair.a.key and pair.a.key == pair.b.key else None


def same_alias(pair: Pair) -> Values | None:
    common = sorted(n for n in pair.a.nicknames & pair.b.nicknames if n)
    return (_as_written(pair, common[0]),) if common else None


def telling_alias(pair: Pair) -> Values | None:
    """Nicknames that dozens of people bear (El Güero, El Gordo) need more beside them."""
    common = {n for n in pair.a.nicknames & pair.b.nicknames if n and n not in COMMON_NICKNAMES}
    return () if common else None


def _as_written(pair: Pair, alias: str) -> str:
    return min((n for n in sorted(pair.a.names | pair.b.names) if names.nickname(n) == alias), key=len, default=alias.title())


def short_name_fits_several(pair: Pair) -> Values | None:
    return () if pair.ambiguous(pair.a) or pair.ambiguous(pair.b) else None


def one_is_junior(pair: Pair) -> Values | None:
    if not pair.a.name or not pair.b.name:
        return None
    one, other = names.parse(pair.a.name).suffix, names.parse(pair.b.name).suffix
    return () if one != other and (one or other) else None


def births_agree(pair: Pair) -> Values | None:
    return () if pair.a.born and pair.b.born and years_apart(pair.a.born, pair.b.born) <= 1 else None


def births_differ(pair: Pair) -> Values | None:
    return () if pair.a.born and pair.b.born and years_apart(pair.a.born, pair.b.born) > 4 else None


def same_identifier(pair: Pair) -> Values | None:
    common = sorted(pair.a.identifiers & pair.b.identifiers)
    return (common[0],) if common else None


def same_name(pair: Pair) -> Values | None:
    common = _folded(pair.a) & _folded(pair.b) - {""}
    if not common:
        return None
    fold_one = fold_place if pair.a.type == "Place" else fold
    return (min((n for n in telling(pair.a) if fold_one(n) in common), key=lambda n: (-len(n), n)),)


def _folded(profile: Profile) -> set[str]:
    fold_one = fold_place if profile.type == "Place" else fold
    return {fold_one(n) for n in telling(profile)}


def telling(profile: Profile) -> tuple[str, ...]:
    """The names of a body or place that are its own; those that many bear ("the Task Force") only where it has no other."""
    return _telling(frozenset(profile.names), profile.type in ("Organization", "Place"))


@lru_cache(maxsize=65536)
def _telling(every: frozenset[str], of_many: bool) -> tuple[str, ...]:
    own = [n for n in every if not (of_many and orgnames.parse(n).generic)]
    return tuple(sorted(own or every))


def word_for_word(pair: Pair) -> Values | None:
    return () if pair.a.name == pair.b.name and _best(pair) == 1.0 else None


def same_words(pair: Pair) -> Values | None:
    return (str(pair.a.name), str(pair.b.name)) if pair.a.name != pair.b.name and _best(pair) == 1.0 else None


def alike_words(pair: Pair) -> Values | None:
    return (str(pair.a.name), str(pair.b.name)) if 0 < _best(pair) < 1 else None


def _best(pair: Pair) -> float:
    return max(
        (orgnames.alike(orgnames.parse(x), orgnames.parse(y)) for x in telling(pair.a) for y in telling(pair.b)),
        default=0.0,
    )


def acronym(pair: Pair) -> Values | None:
    for x in telling(pair.a):
        for y in telling(pair.b):
            if orgnames.spells(orgnames.parse(x), orgnames.parse(y)) or orgnames.spells(orgnames.parse(y), orgnames.parse(x)):
                return x, y
    return None


def name_of_many(pair: Pair) -> Values | None:
    """A bare "National Guard" or "Police Department" says nothing across documents unless both say of which country."""
    if pair.a.doc == pair.b.doc:
        return None
    if all(orgnames.parse(n).generic for n in telling(pair.a) + telling(pair.b)):
        countries = [{orgnames.parse(n).country for n in p.names} - {None} for p in (pair.a, pair.b)]
        if not countries[0] & countries[1]:
            return ()
    return None


def one_document(pair: Pair) -> Values | None:
    return () if pair.a.doc == pair.b.doc else None


_ROW: Final = Feature(1.00, "row", "same reference row {0}", same_row)
_IDENTIFIER: Final = Feature(1.00, "identifier", "same identifier {0}", same_identifier)
_TIED: Final = "both tied to {0}"
_OF_MANY: Final = "a name that many bear"

PERSON: Final = (
    _ROW,
    _IDENTIFIER,
    Feature(0.95, "full_name", "same full name {0}", _at(Level.SAME, least=3)),
    Feature(0.80, "short_full_name", "same full name {0}", _at(Level.SAME, least=2, most=2)),
    Feature(0.45, "same_single_name", "same name {0}", _at(Level.SAME, most=1)),
    Feature(0.72, "compatible_names", "compatible names {0} and {1}", _at(Level.SHORTER)),
    Feature(0.70, "spellings", "spellings of one name, {0} and {1}", _at(Level.VARIANT)),
    Feature(0.45, "names_alike", "names that look alike, {0} and {1}", _at(Level.LOOSE)),
    Feature(0.45, "initial_fits", "{0} and {1}: an initial that fits", _at(Level.INITIAL)),
    Feature(0.30, "middle_name", "{0} and {1}: one goes by a middle name", _at(Level.MIDDLE)),
    Feature(0.55, "both_surnames", "both surnames of {0} and {1}", _at(Level.SURNAMES)),
    Feature(0.45, "surname", "surname of {0} and {1}", _at(Level.SURNAME)),
    Feature(0.50, "alias", "same alias {0}", same_alias),
    Feature(0.25, "rare_alias", "an alias that few bear", telling_alias),
    Feature(0.25, "organisation", _TIED, _shared("organisation")),
    Feature(0.20, "post", "both {0}", _shared("post")),
    Feature(0.10, "calling", "both called {0}", _shared("calling")),
    Feature(0.25, "person", _TIED, _shared("person")),
    Feature(0.25, "event", "both {0}", _shared("event")),
    Feature(0.10, "place", _TIED, _shared("place")),
    Feature(0.10, "ages_agree", "ages that agree", births_agree),
    Feature(-0.20, "ages_differ", "ages years apart", births_differ),
    Feature(-0.25, "one_junior", "only one is called junior or senior", one_is_junior),
    Feature(-0.40, "fits_several", "the shorter name fits several people", short_name_fits_several),
)

ORGANIZATION: Final = (
    _ROW,
    _IDENTIFIER,
    Feature(0.75, "word_for_word", "word for word", word_for_word),
    Feature(0.75, "same_words", "the same words: {0} and {1}", same_words),
    Feature(0.60, "words_alike", "nearly the same words: {0} and {1}", alike_words),
    Feature(0.15, "same_name", "same name {0}", same_name),
    Feature(0.55, "acronym", "{0} and {1}: an acronym and its long form", acronym),
    Feature(0.20, "one_document", "in one document", one_document),
    Feature(0.20, "place", _TIED, _shared("place")),
    Feature(0.15, "organisation", _TIED, _shared("organisation")),
    Feature(-0.40, "name_of_many", _OF_MANY, name_of_many),
)

PLACE: Final = (
    _ROW,
    Feature(0.75, "same_name", "same name {0}", same_name),
    Feature(0.25, "within", "both in {0}", _shared("place")),
    Feature(0.15, "one_document", "in one document", one_document),
    Feature(-0.30, "name_of_many", _OF_MANY, name_of_many),
)

THING: Final = (
    _ROW,
    _IDENTIFIER,
    Feature(0.75, "same_name", "same name {0}", same_name),
)
"""Substances and activities."""

ASSET: Final = (
    _ROW,
    _IDENTIFIER,
    Feature(0.50, "same_name", "same name {0}", same_name),
    Feature(0.25, "organisation", _TIED, _shared("organisation")),
    Feature(0.25, "one_document", "in one document", one_document),
)

TABLES: Final[Mapping[str, tuple[Feature, ...]]] = {
    "Person": PERSON,
    "Organization": ORGANIZATION,
    "Place": PLACE,
    "Substance": THING,
    "Activity": THING,
    "Asset": ASSET,
}


def _tied_otherwise(a: Profile, b: Profile) -> bool:
    return bool(a.nicknames & b.nicknames or a.identifiers & b.identifiers or a.key and a.key == b.key)


def fit(a: Profile, b: Profile) -> bool:
    """Whether any feature is looked at: not where the names of two people do not fit, and nothing else ties them. Symmetric."""
    return a.type != "Person" or _tied_otherwise(a, b) or _level(a, b) > Level.FORENAME


def score(pair: Pair) -> tuple[float, str]:
    """The pair's score in 0..1 and the reasons, strongest first, in words."""
    found = reasons(pair)
    return (total(found), told(found)) if found else (0.0, "names that do not fit")


class Scores:
    """Scores of pairs among ``members``, worked out once for all pairs of which the same is known.

    The same few names come up in report after report: in a big case nearly all pairs are of two names that were compared before.
    Members go by their place in the sequence.
    """

    def __init__(
        self, members: Sequence[Profile], label: Mapping[str, str], ambiguous: Callable[[Profile], bool],
    ) -> None:  # fmt: skip
        self._members = members
        self._label = label
        self._ambiguous = ambiguous
        numbers: dict[tuple[object, ...], int] = {}
        self._known = [numbers.setdefault(_known(profile), len(numbers)) for profile in members]
        """What is known of a referent besides its document and its ties, as a number."""
        self._kinds = len(numbers)
        self._fit: dict[int, bool] = {}
        self._scored: dict[tuple[int, int, bool, frozenset[tuple[str, str]]], tuple[float, str]] = {}

    def fit(self, a: int, b: int) -> bool:
        """Whether the two can be one at all: whatever else they share, names of people that do not fit score 0."""
        code = self._known[a] * self._kinds + self._known[b]
        found = self._fit.get(code)
        if found is None:
            found = self._fit[code] = fit(self._members[a], self._members[b])
        return found

    def of(self, a: int, b: int) -> tuple[float, str]:
        """`score` of the two, in this order."""
        one, other = self._members[a], self._members[b]
        common = frozenset(one.context & other.context) if one.context and other.context else _NOTHING
        key = self._known[a], self._known[b], one.doc == other.doc, common
        found = self._scored.get(key)
        if found is None:
            found = self._scored[key] = score(Pair(one, other, self._label, self._ambiguous))
        return found


def _known(profile: Profile) -> tuple[object, ...]:
    """All of a profile that a feature looks at besides its document and its ties."""
    several = (frozenset(some) if some else _NOTHING for some in (profile.names, profile.nicknames, profile.identifiers))
    return (profile.type, profile.name, profile.key, profile.born, *several)


def reasons(pair: Pair) -> list[Reason]:
    """The features that hold, in the order of the table; none where the names of two people do not fit."""
    if pair.a.type == "Person" and pair.level <= Level.FORENAME and not _tied_otherwise(pair.a, pair.b):
        return []
    found: list[Reason] = []
    for feature in TABLES[pair.a.type]:
        values = feature.test(pair)
        if values is not None:
            found.append(Reason(feature.code, feature.weight, feature.words.format(*values), values))
    return found


def total(found: Sequence[Reason]) -> float:
    """The sum of the weights, held between 0 and 1."""
    return round(min(1.0, max(0.0, sum(reason.weight for reason in found))), 4)


def told(found: Sequence[Reason]) -> str:
    """The reasons in one line."""
    return ", ".join(reason.words if reason.weight > 0 else f"although {reason.words}" for reason in found)
