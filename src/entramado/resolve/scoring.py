"""How likely two referents are one thing: tables of features and weights, read from top to bottom.

A pair's score is the sum of the weights of the features that hold, held between 0 and 1; pairs at `THRESHOLD` or above
may be joined, unless something stands against it (`entramado.resolve.conflicts`). Each feature that holds gives the words
that tell the reader why. The weights are set so that names alone join what a careful reader would join without context,
a surname alone never does, and a surname or alias with one shared tie does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from entramado.knowledge.folding import fold, fold_place
from entramado.resolve import names, orgnames
from entramado.resolve.ages import years_apart
from entramado.resolve.names import Level
from entramado.resolve.profiles import Profile
from entramado.resolve.words import word_list

THRESHOLD: Final = 0.7
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


@dataclass(frozen=True, slots=True)
class Feature:
    """``test`` gives the words for the reader when the feature holds, else None."""

    weight: float
    test: Callable[[Pair], str | None]


def _level(a: Profile, b: Profile) -> Level:
    """The names as a whole when both are full; else the best of all forms."""
    if a.name and b.name and names.parse(a.name).full and names.parse(b.name).full:
        return names.compare_texts(a.name, b.name)
    return max((names.compare_texts(x, y) for x in a.names for y in b.names), default=Level.NONE)


def _at(level: Level, words: str, least: int = 0, most: int = 99) -> Callable[[Pair], str | None]:
    def test(pair: Pair) -> str | None:
        if pair.level is not level:
            return None
        length = len(names.parse(pair.a.name).words) if pair.a.name else 0
        return words.format(a=pair.a.name, b=pair.b.name) if least <= length <= most else None

    return test


def _shared(sort: str, words: str) -> Callable[[Pair], str | None]:
    def test(pair: Pair) -> str | None:
        common = sorted(_label(pair, what) for kind, what in pair.common if kind == sort) if pair.common else ()
        return words.format(", ".join(common[:2])) if common else None

    return test


def _label(pair: Pair, what: str) -> str:
    """Context in words: entities by name, a post with the body it is in."""
    post, _, body = what.rpartition(" @ ")
    return f"{post}, {pair.label.get(body, body)}" if post else pair.label.get(what, what)


def same_row(pair: Pair) -> str | None:
    return f"same reference row {pair.a.key}" if pair.a.key and pair.a.key == pair.b.key else None


def same_alias(pair: Pair) -> str | None:
    common = sorted(n for n in pair.a.nicknames & pair.b.nicknames if n)
    return f"same alias {_as_written(pair, common[0])}" if common else None


def telling_alias(pair: Pair) -> str | None:
    """Nicknames that dozens of people bear (El Güero, El Gordo) need more beside them."""
    common = {n for n in pair.a.nicknames & pair.b.nicknames if n and n not in COMMON_NICKNAMES}
    return "an alias that few bear" if common else None


def _as_written(pair: Pair, alias: str) -> str:
    return min((n for n in sorted(pair.a.names | pair.b.names) if names.nickname(n) == alias), key=len, default=alias.title())


def short_name_fits_several(pair: Pair) -> str | None:
    return "the shorter name fits several people" if pair.ambiguous(pair.a) or pair.ambiguous(pair.b) else None


def one_is_junior(pair: Pair) -> str | None:
    if not pair.a.name or not pair.b.name:
        return None
    one, other = names.parse(pair.a.name).suffix, names.parse(pair.b.name).suffix
    return "only one is called junior or senior" if one != other and (one or other) else None


def births_agree(pair: Pair) -> str | None:
    if pair.a.born and pair.b.born and years_apart(pair.a.born, pair.b.born) <= 1:
        return "ages that agree"
    return None


def births_differ(pair: Pair) -> str | None:
    if pair.a.born and pair.b.born and years_apart(pair.a.born, pair.b.born) > 4:
        return "ages years apart"
    return None


def same_identifier(pair: Pair) -> str | None:
    common = sorted(pair.a.identifiers & pair.b.identifiers)
    return f"same identifier {common[0]}" if common else None


def same_name(pair: Pair) -> str | None:
    common = _folded(pair.a) & _folded(pair.b) - {""}
    if not common:
        return None
    fold_one = fold_place if pair.a.type == "Place" else fold
    written = min((n for n in telling(pair.a) if fold_one(n) in common), key=lambda n: (-len(n), n))
    return f"same name {written}"


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


def same_words(pair: Pair) -> str | None:
    if _best(pair) == 1.0:
        return "word for word" if pair.a.name == pair.b.name else f"the same words: {pair.a.name} and {pair.b.name}"
    return None


def alike_words(pair: Pair) -> str | None:
    return f"nearly the same words: {pair.a.name} and {pair.b.name}" if 0 < _best(pair) < 1 else None


def _best(pair: Pair) -> float:
    return max(
        (orgnames.alike(orgnames.parse(x), orgnames.parse(y)) for x in telling(pair.a) for y in telling(pair.b)),
        default=0.0,
    )


def acronym(pair: Pair) -> str | None:
    for x in telling(pair.a):
        for y in telling(pair.b):
            if orgnames.spells(orgnames.parse(x), orgnames.parse(y)) or orgnames.spells(orgnames.parse(y), orgnames.parse(x)):
                return f"{x} and {y}: an acronym and its long form"
    return None


def name_of_many(pair: Pair) -> str | None:
    """A bare "National Guard" or "Police Department" says nothing across documents unless both say of which country."""
    if pair.a.doc == pair.b.doc:
        return None
    if all(orgnames.parse(n).generic for n in telling(pair.a) + telling(pair.b)):
        countries = [{orgnames.parse(n).country for n in p.names} - {None} for p in (pair.a, pair.b)]
        if not countries[0] & countries[1]:
            return "a name that many bear"
    return None


def one_document(pair: Pair) -> str | None:
    return "in one document" if pair.a.doc == pair.b.doc else None


PERSON: Final = (
    Feature(1.00, same_row),
    Feature(1.00, same_identifier),
    Feature(0.95, _at(Level.SAME, "same full name {a}", least=3)),
    Feature(0.80, _at(Level.SAME, "same full name {a}", least=2, most=2)),
    Feature(0.45, _at(Level.SAME, "same name {a}", most=1)),
    Feature(0.72, _at(Level.SHORTER, "compatible names {a} and {b}")),
    Feature(0.70, _at(Level.VARIANT, "spellings of one name, {a} and {b}")),
    Feature(0.45, _at(Level.LOOSE, "names that look alike, {a} and {b}")),
    Feature(0.45, _at(Level.INITIAL, "{a} and {b}: an initial that fits")),
    Feature(0.30, _at(Level.MIDDLE, "{a} and {b}: one goes by a middle name")),
    Feature(0.55, _at(Level.SURNAMES, "both surnames of {a} and {b}")),
    Feature(0.45, _at(Level.SURNAME, "surname of {a} and {b}")),
    Feature(0.50, same_alias),
    Feature(0.25, telling_alias),
    Feature(0.25, _shared("organisation", "both tied to {}")),
    Feature(0.20, _shared("post", "both {}")),
    Feature(0.10, _shared("calling", "both called {}")),
    Feature(0.25, _shared("person", "both tied to {}")),
    Feature(0.25, _shared("event", "both {}")),
    Feature(0.10, _shared("place", "both tied to {}")),
    Feature(0.10, births_agree),
    Feature(-0.20, births_differ),
    Feature(-0.25, one_is_junior),
    Feature(-0.40, short_name_fits_several),
)

ORGANIZATION: Final = (
    Feature(1.00, same_row),
    Feature(1.00, same_identifier),
    Feature(0.75, same_words),
    Feature(0.60, alike_words),
    Feature(0.15, same_name),
    Feature(0.55, acronym),
    Feature(0.20, one_document),
    Feature(0.20, _shared("place", "both tied to {}")),
    Feature(0.15, _shared("organisation", "both tied to {}")),
    Feature(-0.40, name_of_many),
)

PLACE: Final = (
    Feature(1.00, same_row),
    Feature(0.75, same_name),
    Feature(0.25, _shared("place", "both in {}")),
    Feature(0.15, one_document),
    Feature(-0.30, name_of_many),
)

THING: Final = (
    Feature(1.00, same_row),
    Feature(1.00, same_identifier),
    Feature(0.75, same_name),
)
"""Substances and activities."""

ASSET: Final = (
    Feature(1.00, same_row),
    Feature(1.00, same_identifier),
    Feature(0.50, same_name),
    Feature(0.25, _shared("organisation", "both tied to {}")),
    Feature(0.25, one_document),
)

TABLES: Final[Mapping[str, tuple[Feature, ...]]] = {
    "Person": PERSON,
    "Organization": ORGANIZATION,
    "Place": PLACE,
    "Substance": THING,
    "Activity": THING,
    "Asset": ASSET,
}


def _tied_otherwise(pair: Pair) -> bool:
    a, b = pair.a, pair.b
    return bool(a.nicknames & b.nicknames or a.identifiers & b.identifiers or a.key and a.key == b.key)


def score(pair: Pair) -> tuple[float, str]:
    """The pair's score in 0..1 and the reasons, strongest first, in words."""
    if pair.a.type == "Person" and pair.level <= Level.FORENAME and not _tied_otherwise(pair):
        return 0.0, "names that do not fit"
    total = 0.0
    reasons: list[str] = []
    for feature in TABLES[pair.a.type]:
        words = feature.test(pair)
        if words is not None:
            total += feature.weight
            reasons.append(words if feature.weight > 0 else f"although {words}")
    return round(min(1.0, max(0.0, total)), 4), ", ".join(reasons)
