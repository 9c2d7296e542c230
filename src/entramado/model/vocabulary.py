"""The vocabulary: which words a claim may use, what they mean, and how they read in FollowTheMoney and STIX 2.1.

The words themselves are data (``vocabulary.yaml``, after VOCABULARY of the design); this module gives them types and checks
claims against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

import yaml

from entramado.model.claim import MODALITIES, Claim
from entramado.model.errors import VocabularyError
from entramado.model.values import PartialDate

Role = Literal["link", "attribute", "part", "count"]
ValueType = Literal["text", "date", "figure", "year", "money"]

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser reads the file in a tenth of the time where PyYAML has it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of an entity type. ``ftm`` is a schema (None: the type has no counterpart), ``stix`` the object's fields."""

    name: str
    definition: str
    ftm: str | None
    stix: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of entity, with its kinds by name."""

    name: str
    definition: str
    ftm: str | None
    stix: Mapping[str, str]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    open_kinds: bool = False
    """Whether a kind may be any word: the lines of business are too many to list."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that a claim says of its subject.

    ``pairs`` holds the allowed (subject type, object type); ``domain`` the subject types for values. ``value`` is None when
    only an object will do. ``values`` is the closed list of values, empty when open.
    """

    name: str
    role: Role
    definition: str
    label: str
    inverse: str | None
    pairs: tuple[tuple[str, str], ...]
    domain: tuple[str, ...]
    value: ValueType | None
    values: tuple[str, ...]
    symmetric: bool
    qualifiers: tuple[str, ...]
    ftm: Mapping[str, str]
    stix: str

    @property
    def range(self) -> tuple[str, ...]:
        """The object types, in the order of the table."""
        return tuple(dict.fromkeys(target for _, target in self.pairs))

    @property
    def direction(self) -> str:
        """How the arrow reads: ``Person leads Organization``."""
        subjects = dict.fromkeys(s for s, _ in self.pairs) or dict.fromkeys(self.domain)
        return " ".join((" or ".join(subjects), self.label, " or ".join(self.range) or self.value or "")).strip()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All the words. ``qualifiers`` maps each qualifier to its value type (text, number, boolean)."""

    types: Mapping[str, EntityType]
    predicates: Mapping[str, Predicate]
    qualifiers: Mapping[str, str]

    @property
    def event_kinds(self) -> tuple[str, ...]:
        return tuple(self.types["Event"].kinds)

    @property
    def counts(self) -> tuple[str, ...]:
        return tuple(p.name for p in self.predicates.values() if p.role == "count")

    @property
    def roles(self) -> tuple[str, ...]:
        """The parts of an event that another entity plays."""
        return tuple(p.name for p in self.predicates.values() if p.role == "part" and p.pairs)

    @property
    def symmetric(self) -> frozenset[str]:
        return frozenset(p.name for p in self.predicates.values() if p.symmetric)

    def predicate(self, name: str) -> Predicate:
        """Raises VocabularyError, naming the words that come near."""
        found = self.predicates.get(name)
        if found is None:
            from difflib import get_close_matches

            near = get_close_matches(name, self.predicates, n=3)
            hint = f"; near it: {', '.join(near)}" if near else ""
            raise VocabularyError(f"the vocabulary has no predicate {name!r}{hint}")
        return found

    def fault_of_type(self, name: str, kind: str | None) -> str | None:
        """What is wrong with a referent's type and kind, or None."""
        if name not in self.types:
            return f"the vocabulary has no type {name!r}"
        kinds = self.types[name].kinds
        if kind is not None and kind not in kinds and not self.types[name].open_kinds:
            return f"{name} has no kind {kind!r}" + (f" (it has {', '.join(kinds)})" if kinds else "")
        return None

    def fault(self, claim: Claim, types: Mapping[str, str]) -> str | None:
        """What is wrong with a claim, in one sentence, or None. ``types`` gives the type of each referent it names."""
        predicate = self.predicates.get(claim.predicate)
        if predicate is None:
            return f"the vocabulary has no predicate {claim.predicate!r}"
        subject = types.get(claim.subject)
        if subject is None:
            return f"{claim.predicate} has a subject that is no referent"
        if claim.modality not in MODALITIES:
            return f"{claim.predicate} has modality {claim.modality!r}"
        if claim.object is not None:
            target = types.get(claim.object)
            if target is None:
                return f"{claim.predicate} has an object that is no referent"
            if (subject, target) not in predicate.pairs:
                return f"{claim.predicate} does not go from {subject} to {target} ({predicate.direction})"
        elif predicate.value is None:
            return f"{claim.predicate} needs an entity, not the value {claim.value!r}"
        elif subject not in predicate.domain:
            return f"{subject} has no {claim.predicate}"
        elif (wrong := self._value_fault(predicate, claim)) is not None:
            return wrong
        for name, value in claim.qualifiers.items():
            wanted = self.qualifiers.get(name)
            if wanted is None:
                return f"the vocabulary has no qualifier {name!r}"
            if not _fits(value, wanted):
                return f"the qualifier {name} is a {wanted}, not {value!r}"
        return None

    def _value_fault(self, predicate: Predicate, claim: Claim) -> str | None:
        assert claim.value is not None
        if predicate.values and claim.value not in predicate.values:
            return f"{predicate.name} is one of {', '.join(predicate.values)}, not {claim.value!r}"
        try:
            normal = self.normalise(predicate.name, claim.value)
        except VocabularyError as error:
            return str(error)
        return None if normal == claim.value else f"{predicate.name} is written {normal!r}, not {claim.value!r}"

    def normalise(self, predicate: str, text: str) -> str:
        """The exchange form of a value as a person types it. Raises VocabularyError when it is not of the type."""
        word = self.predicate(predicate)
        text = text.strip()
        if not text:
            raise VocabularyError(f"{predicate} has an empty value")
        if word.values:
            if text.lower() not in word.values:
                raise VocabularyError(f"{predicate} is one of {', '.join(word.values)}, not {text!r}")
            return text.lower()
        try:
            if word.value == "date":
                return str(PartialDate.parse(text))
            if word.value == "year":
                return str(PartialDate.parse(text).year)
            if word.value == "figure":
                return str(_whole(text))
            if word.value == "money":
                return _money(text)
        except ValueError:
            example = {"date": "2026-02-22", "year": "2010", "figure": "20000", "money": "USD 15000000"}[word.value or "date"]
            raise VocabularyError(f"{predicate} is a {word.value} like {example}, not {text!r}") from None
        return text


def _whole(text: str) -> int:
    digits = text.strip().replace(",", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(text)
    return int(digits)


def _money(text: str) -> str:
    currency, _, amount = text.partition(" ")
    if len(currency) != 3 or not (currency.isascii() and currency.isupper()):
        raise ValueError(text)
    return f"{currency} {_whole(amount)}"


def _fits(value: object, wanted: str) -> bool:
    if wanted == "boolean":
        return isinstance(value, bool)
    if wanted == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary, read once a process. Raises VocabularyError when the file contradicts itself."""
    text = resources.files("entramado.model").joinpath("vocabulary.yaml").read_text("utf-8")
    raw = yaml.load(text, Loader=_LOADER)  # noqa: S506 - the loader is the safe one
    types = {name: _type(name, row) for name, row in raw["types"].items()}
    predicates: dict[str, Predicate] = {}
    for role, rows in (("link", raw["links"]), ("attribute", raw["attributes"]), ("part", raw["parts"])):
        for name, row in rows.items():
            if name in predicates:
                raise VocabularyError(f"{name} stands twice in the vocabulary")
            predicates[name] = _predicate(name, role, row)
    for name, definition in raw["counts"].items():
        row = {
            "definition": definition,
            "label": name,
            "value": "figure",
            "qualifiers": ["of", "bound"],
            "ftm": {"property": "summary"},
            "stix": f"x-{name}",
        }
        predicates[name] = _predicate(name, "count", row)
    return Vocabulary(types, predicates, {name: row["value"] for name, row in raw["qualifiers"].items()})


def _type(name: str, row: Mapping[str, Any]) -> EntityType:
    kinds = {
        kind: Kind(kind, entry["definition"], entry.get("ftm", row.get("ftm")), entry.get("stix", row["stix"]))
        for kind, entry in row.get("kinds", {}).items()
    }
    return EntityType(name, row["definition"], row.get("ftm"), row["stix"], kinds, bool(row.get("open_kinds", False)))


def _predicate(name: str, role: Role | str, row: Mapping[str, Any]) -> Predicate:
    of_event = role in ("part", "count")
    domain = tuple(row.get("from", ("Event",) if of_event else ()))
    pairs = tuple((a, b) for a, b in row.get("pairs", ())) or tuple((a, b) for a in domain for b in row.get("to", ()))
    return Predicate(
        name=name,
        role=role,  # type: ignore[arg-type]  # one of the four sections of the file
        definition=row["definition"],
        label=row["label"],
        inverse=row.get("inverse"),
        pairs=pairs,
        domain=domain or tuple(dict.fromkeys(a for a, _ in pairs)),
        value=row.get("value"),
        values=tuple(row.get("values", ())),
        symmetric=bool(row.get("symmetric", False)),
        qualifiers=tuple(row.get("qualifiers", ())),
        ftm=row["ftm"],
        stix=row["stix"],
    )
