"""Role phrases and their bounds: a role noun, what stands before it ("Mexico's former …", "Jalisco …") and behind it ("… of
the Y Cartel", "… for Z"), read off the words and the names around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from entramado.extract import rules
from entramado.extract.rules import Rule, Section
from entramado.extract.scene import Ref, Scene
from entramado.extract.whereabouts import demonyms
from entramado.knowledge import Knowledge

FORMER = rules.words("relations", "former")
_DETERMINERS = rules.words("relations", "determiners")
_PREPOSITIONS = rules.words("relations", "title_prepositions")
_INNER: Final = frozenset({"of", "for", "at", "in", "to", "within", "against"})
"""Prepositions that go on with a title once it has begun; others begin something else ("with the assistance of …")."""
_HONORIFICS = rules.words("relations", "honorifics")
_ADVERBS: Final = frozenset({"then", "formerly", "once", "now", "currently", "reportedly", "allegedly"})
_SHORT: Final = {"US": "US", "U.S.": "US", "USA": "US", "UK": "GB", "U.K.": "GB", "PRC": "CN"}
_NOUN_TAGS: Final = frozenset({"NN", "NNP", "NNPS", "NNS", "JJ", "JJS", "JJR", "VBN", "VBG", "CD", "HYPH", "POS", "AFX"})
_POSSESSIVE: Final = frozenset({"'s", "’s", "’", "'"})
PROSPECTIVE = rules.words("relations", "prospective")
_REACH: Final = 14
"""Tokens a role phrase may stretch to the left of its noun; a few more to the right."""


@dataclass(slots=True)
class Target:
    """What a role is held in. ``how``: a preposition, ``'s``, ``compound``, ``nation`` (a demonym), ``after`` (the holder's
    name) or ``implied``.
    """

    how: str
    ref: Ref


@dataclass(slots=True)
class Role:
    """One role phrase: its noun (``head``), whom it is said of, and in what."""

    rule: Rule
    head: Token
    word: str
    """As the table has it."""
    text: str
    """As the document has it."""
    begin: int = 0
    finish: int = 0
    """First token of the phrase, and the token behind it."""
    plural: bool = False
    holders: list[Ref] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    modifiers: set[str] = field(default_factory=set)
    presupposed: bool = False
    """Whether the text takes it as known (a title, an apposition) rather than asserts it with a verb."""
    pointed: bool = False
    """Whether the phrase only points back to its holder ("the president") and says nothing new of him by itself."""
    narrowed: bool = False
    """Whether an "of …" says which part of the body it is about ("chief of international operations for the DEA")."""
    former: bool = False


@lru_cache(maxsize=4)
def _starts(section: Section) -> dict[str, list[tuple[tuple[str, ...], str, Rule]]]:
    """Role words by their first token, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, Rule]]] = {}
    for rule in section:
        for word in rule.words:
            parts = tuple(word.replace("-", " - ").replace("'s", " 's").split())
            found.setdefault(parts[0], []).append((parts, word, rule))
    for entries in found.values():
        entries.sort(key=lambda e: -len(e[0]))
    return found


def singular(word: str) -> str:
    """A role word in the singular ("attorneys", "secretaries", "wives")."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("wives"):
        return word[:-3] + "fe"
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def _same(token: Token, part: str) -> bool:
    lower = token.lower_.replace("’", "'")
    return lower == part or singular(lower) == part


def find(doc: Doc, section: Section) -> Iterator[tuple[int, int, Rule, str]]:
    """Role nouns of a passage: start and end token (exclusive), rule, and the table's word."""
    starts = _starts(section)
    i = 0
    while i < len(doc):
        lower = doc[i].lower_
        for parts, word, rule in (*starts.get(lower, ()), *(starts.get(singular(lower), ()) if singular(lower) != lower else ())):
            end = i + len(parts)
            if end <= len(doc) and all(_same(doc[i + k], part) for k, part in enumerate(parts)):
                yield i, end, rule, word
                i = end - 1
                break
        i += 1


def is_role(scene: Scene, doc: Doc, start: int, end: int) -> bool:
    """Whether the words are a role here: nouns, outside the names of things, and no mere modifier of another noun."""
    last = doc[end - 1]
    if last.pos_ not in ("NOUN", "PROPN", "ADJ") and not last.is_title:
        return False
    mark = scene.mark_at(last)
    if mark is not None and mark.how == "name" and mark.ref.type == "Person" and mark.end == end:
        return False  # a surname: "Baker was arrested"
    if mark is not None and mark.how == "name" and mark.ref.type != "Person" and not (mark.end == end and mark.start < start):
        return False
    if end < len(doc) and scene.mark_at(doc[end]) is None:
        after = doc[end]
        if (
            after.tag_ in ("NN", "NNS")
            and after.head.i >= end
            and last.head.i >= end
            and last.dep_ in ("compound", "amod", "nmod")
        ):
            return False
    return True


def bound(scene: Scene, knowledge: Knowledge, doc: Doc, span: tuple[int, int], role: Role, starts: set[int]) -> None:
    """Find where the phrase around a role noun (tokens ``span``) begins and ends, its modifiers and its targets.

    ``starts`` are the first tokens of the passage's role nouns: where the next begins, this one ends.
    """
    start, end = span
    countries = demonyms(knowledge)
    _left(scene, doc, start, role, countries)
    _right(scene, doc, end, role, starts)
    role.targets += _nations(scene, knowledge, countries, doc[role.begin : start])


def _left(scene: Scene, doc: Doc, start: int, role: Role, countries: Mapping[str, str]) -> None:
    """The words before a role noun that belong to it, from nearest to farthest."""
    i = start
    possessive = crossed = False
    while i > 0 and start - i < _REACH:
        token = doc[i - 1]
        mark = scene.mark_at(token)
        if token.lower_ in countries and token.is_title and mark is not None and mark.end - mark.start == 1:
            mark = None  # a demonym: the country is looked up below
        if mark is not None and mark.how == "name" and mark.start < start:
            if mark.ref.type == "Person":
                if mark.end <= start and not possessive:
                    break
                if mark.end > start:  # a title inside the name's own mark
                    role.modifiers |= {t.lower_ for t in doc[mark.start : start]}
                else:
                    role.targets.append(Target("'s", mark.ref))
            elif possessive or not crossed:  # "Lakeshore County District Attorney" may name the office too
                role.targets.append(Target("'s" if possessive else "compound", mark.ref))
            i, possessive = mark.start, False
            continue
        if token.tag_ == "POS" or token.lower_ in _POSSESSIVE:
            possessive = True
        elif possessive:
            if mark is not None:
                role.targets.append(Target("'s", mark.ref))
                i = mark.start
                break
            if token.tag_ not in _NOUN_TAGS:
                break
        elif token.lower_ in ("and", "&") and i >= 2 and doc[i].is_title and doc[i - 2].is_title:
            if scene.mark_at(doc[i - 2]) is not None:
                break
            crossed = True
        elif (
            token.lower_ in _DETERMINERS or token.tag_ == "PRP$" or (token.tag_ not in _NOUN_TAGS and token.lower_ not in FORMER)
        ):
            break
        elif token.tag_ == "CD" and i >= 2 and doc[i - 2].lower_ in (",", "of"):
            break
        else:
            if mark is not None and mark.ref.type != "Person":
                role.targets.append(Target("compound", mark.ref))
            role.modifiers.add(token.lower_)
        i -= 1
    role.begin = i
    role.former = bool(role.modifiers & FORMER)
    if i > 1 and doc[i - 1].lower_ == "whose":
        near = (m.ref for t in reversed(doc[max(0, i - 9) : i - 1]) if (m := scene.mark_at(t)) is not None and m.how == "name")
        owner = next((r for r in near if r.type in ("Person", "Organization")), None)
        if owner is not None:
            role.targets.append(Target("'s", owner))
    elif i and (doc[i - 1].lower_ in _DETERMINERS or doc[i - 1].tag_ == "PRP$"):
        role.begin = i - 1
        owner = scene.ref_at(doc[i - 1])
        if owner is not None:
            role.targets.append(Target("'s", owner))
    while role.begin and doc[role.begin - 1].lower_ in _ADVERBS:
        role.begin -= 1
        role.former = role.former or doc[role.begin].lower_ in FORMER


def _nations(scene: Scene, knowledge: Knowledge, countries: Mapping[str, str], words: TokenSpan) -> list[Target]:
    """The country of a demonym in a title ("Mexican President"), pointed to rather than named."""
    for token in reversed(words):
        mark = scene.mark_at(token)
        if mark is not None and mark.how == "name" and mark.end - mark.start > 1:
            continue  # part of a name: "the American Iron Association's president"
        code = _SHORT.get(token.text) or (countries.get(token.lower_) if token.is_title else None)
        if code:
            return [Target("nation", country(scene, knowledge, code, token))]
    return []


def country(scene: Scene, knowledge: Knowledge, code: str, token: Token) -> Ref:
    """The referent of a country that a word points to without naming it: the document's own, or a new one marked there."""
    place = knowledge.places.get(f"place:{code}")
    known = next((r for r in scene.refs if r.key == f"place:{code}"), None)
    ref = known or Ref("Place", "country", place.name if place else code, [place.name if place else code], f"place:{code}")
    if known is None:
        scene.add(ref, token.doc, token.i, token.i + 1, "nominal")
    return ref


def _right(scene: Scene, doc: Doc, end: int, role: Role, starts: set[int]) -> None:
    """The "of …", "for …", "at …" phrases after a role noun, up to the next person, verb or stop."""
    how = ""
    i = end
    while i < len(doc) and i - end < _REACH + 6:
        token = doc[i]
        mark = scene.mark_at(token)
        if mark is not None and mark.ref.type == "Person" and mark.how != "nominal":
            personal = "Person" in role.rule.fields["to"]
            if how in ("of", "to", "with", "for") and (personal or doc[i - 1].lower_ in _PREPOSITIONS | _DETERMINERS):
                role.targets.append(Target(how, mark.ref))
                i = mark.end
            break  # else a title that its holder's name follows: "Secretary of the Navy José …"
        following = doc[i + 1] if i + 1 < len(doc) else None
        if token.lower_ in ("and", "&", ",") and any(i + k in starts for k in (1, 2, 3)):
            break  # the next title begins
        if token.lower_ in _HONORIFICS:
            i += 1
        elif following is not None and token.lower_ in (_PREPOSITIONS if i == end else _INNER):
            how = token.lower_
            i += 1
        elif how and mark is not None:
            role.targets.append(Target(how, mark.ref))
            i = max(mark.end, i + 1)
        elif how and (token.tag_ in _NOUN_TAGS or token.lower_ in _DETERMINERS or token.lower_ in _POSSESSIVE):
            i += 1
        elif how and token.lower_ in ("and", "&") and following is not None and _continues(scene, following):
            i += 1
        elif how and token.text == "(" and i + 2 < len(doc) and doc[i + 2].text == ")":
            i += 3
        elif how and token.text == "," and (_listed(scene, doc, i) or _enumerated(scene, doc, i, role)):
            i += 1
        else:
            break
    first = next((t for t in doc[end + 1 : i] if t.lower_ not in _DETERMINERS), None)
    if i > end + 1 and doc[end].lower_ in ("of", "for") and first is not None:
        role.narrowed = not any(scene.mark_at(t) for t in doc[first.i : first.i + 3])
    role.finish = i


def _continues(scene: Scene, token: Token) -> bool:
    """Whether "and" goes on inside a title ("Security and Citizen Protection"), not to the next person."""
    mark = scene.mark_at(token)
    return mark.ref.type != "Person" if mark is not None else token.is_title


def _enumerated(scene: Scene, doc: Doc, comma: int, role: Role) -> bool:
    """A comma before the names of what the phrase counts: "owner of two exchanges, A and B"."""
    mark = scene.mark_at(doc[comma + 1]) if comma + 1 < len(doc) else None
    before = doc[comma - 1]
    listing = bool(role.targets) and scene.mark_at(before) is not None
    return mark is not None and mark.ref.type == "Organization" and (before.tag_ == "NNS" or listing) and mark.how == "name"


def _listed(scene: Scene, doc: Doc, comma: int) -> bool:
    """A comma inside a title ("Undersecretary of Human Rights, Population and Migration"), not after it."""
    following = doc[comma + 1 : comma + 4]
    return (
        len(following) == 3
        and following[0].is_title
        and following[1].lower_ == "and"
        and following[2].is_title
        and not any(scene.mark_at(t) for t in following)
    )
