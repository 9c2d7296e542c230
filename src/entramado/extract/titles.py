"""Role phrases: who is said to be what, where ("X, the leader of Y"; "Jalisco Governor X"; "Secretary of the Navy X").

Titles pile up before and after names in ways the parser was not trained on ("Secretary of the Interior A; Secretary of
Health B"), so a phrase is bounded by its words and by the names around it; the parse decides only what is said through a
verb ("X became the head of Y", "X served as …").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from entramado.extract import rules
from entramado.extract.frames import bearers, examples
from entramado.extract.rules import Rule, Section
from entramado.extract.scene import Mark, Ref, Scene
from entramado.extract.whereabouts import demonyms
from entramado.knowledge import Knowledge

FORMER = rules.words("relations", "former")
_DETERMINERS = rules.words("relations", "determiners")
_INDEFINITE: Final = frozenset({"a", "an", "another", "one"})
_PREPOSITIONS = rules.words("relations", "title_prepositions")
_INNER: Final = frozenset({"of", "for", "at", "in", "to", "within", "against"})
"""Prepositions that go on with a title once it has begun; others begin something else ("with the assistance of …")."""
_HONORIFICS = rules.words("relations", "honorifics")
_ADVERBS: Final = frozenset({"then", "formerly", "once", "now", "currently", "reportedly", "allegedly"})
_BREAKS: Final = frozenset({",", "—", "–", "-", ")", "--", "("})
_NOUN_TAGS: Final = frozenset({"NN", "NNP", "NNPS", "NNS", "JJ", "JJS", "JJR", "VBN", "VBG", "CD", "HYPH", "POS", "AFX"})
_POSSESSIVE: Final = frozenset({"'s", "’s", "’", "'"})
PROSPECTIVE = rules.words("relations", "prospective")
_BESIDE = rules.words("relations", "beside_name")
"""Words that may stand between a name and the phrase said of it ("X, 42, of Phoenix, a leader of Y")."""
_ENDS = rules.words("relations", "closing")
_REACH: Final = 14
"""Tokens a role phrase may stretch to the left of its noun; a few more to the right."""


@dataclass(slots=True)
class Target:
    """What a role is held in. ``how``: a preposition, ``'s``, ``compound``, ``after`` (the holder's name) or ``implied``."""

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
    pointed: bool = False
    """Whether the phrase only points back to its holder ("the president") and says nothing new of him by itself."""
    narrowed: bool = False
    """Whether an "of …" says which part of the body it is about ("chief of international operations for the DEA")."""
    indefinite: bool = False
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


def read(scene: Scene, knowledge: Knowledge, section: Section) -> Iterator[Role]:
    """Every role phrase of the document that names a holder."""
    countries = demonyms(knowledge)
    for doc in scene.docs:
        found = list(find(doc, section))
        starts = {start for start, *_ in found}
        waiting: Role | None = None
        for start, end, rule, word in found:
            if end in starts or not _nominal(scene, doc, start, end):
                continue
            title = Role(rule, doc[start:end].root, word, doc[start:end].text)
            title.plural = doc[end - 1].lower_ != word.replace("-", " ").split()[-1]
            _left(scene, doc, start, title, countries)
            _right(scene, doc, end, title, starts)
            title.targets += _nations(scene, knowledge, countries, doc[title.begin : start])
            if title.modifiers & PROSPECTIVE and not rule.fields.get("candidate"):
                continue
            title.holders = [h for h in _holders(scene, doc, start, title) if h.type == "Person"]
            title.targets = [t for t in title.targets if t.ref not in title.holders]
            if title.holders:
                if waiting is not None and title.begin <= waiting.finish + 1:
                    waiting.holders = title.holders  # "Deputy Clerk and Security Advisor X"
                    waiting.targets = waiting.targets or title.targets
                    yield waiting
                yield title
                waiting = None
            elif title.finish < len(doc) and doc[title.finish].lower_ in ("and", "&"):
                waiting = title


def _nominal(scene: Scene, doc: Doc, start: int, end: int) -> bool:
    """Whether the words are a role here: nouns, outside the names of things, and no mere modifier of another noun."""
    last = doc[end - 1]
    if last.pos_ not in ("NOUN", "PROPN", "ADJ") and not last.is_title:
        return False
    mark = scene.mark_at(last)
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


def _left(scene: Scene, doc: Doc, start: int, title: Role, countries: Mapping[str, str]) -> None:
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
                    title.modifiers |= {t.lower_ for t in doc[mark.start : start]}
                else:
                    title.targets.append(Target("'s", mark.ref))
            elif possessive or not crossed:  # "Lakeshore County District Attorney" may name the office too
                title.targets.append(Target("'s" if possessive else "compound", mark.ref))
            i, possessive = mark.start, False
            continue
        if token.tag_ == "POS" or token.lower_ in _POSSESSIVE:
            possessive = True
        elif possessive:
            if mark is not None:
                title.targets.append(Target("'s", mark.ref))
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
                title.targets.append(Target("compound", mark.ref))
            title.modifiers.add(token.lower_)
        i -= 1
    title.begin = i
    title.former = bool(title.modifiers & FORMER)
    if i and (doc[i - 1].lower_ in _DETERMINERS or doc[i - 1].tag_ == "PRP$"):
        title.begin = i - 1
        title.indefinite = doc[i - 1].lower_ in _INDEFINITE
        owner = scene.ref_at(doc[i - 1])
        if owner is not None:
            title.targets.append(Target("'s", owner))
    while title.begin and doc[title.begin - 1].lower_ in _ADVERBS:
        title.begin -= 1
        title.former = title.former or doc[title.begin].lower_ in FORMER


def _nations(scene: Scene, knowledge: Knowledge, countries: Mapping[str, str], words: TokenSpan) -> list[Target]:
    """The country of a demonym in a title ("Mexican President"), pointed to rather than named."""
    for token in reversed(words):
        mark = scene.mark_at(token)
        if mark is not None and mark.end - mark.start > 1:
            continue  # part of a name: "the American Iron Association's president"
        code = countries.get(token.lower_) if token.is_title else None
        if code:
            return [Target("compound", country(scene, knowledge, code, token))]
    return []


def country(scene: Scene, knowledge: Knowledge, code: str, token: Token) -> Ref:
    """The referent of a country that a word points to without naming it: the document's own, or a new one marked there."""
    place = knowledge.places.get(f"place:{code}")
    known = next((r for r in scene.refs if r.key == f"place:{code}"), None)
    ref = known or Ref("Place", "country", place.name if place else code, [place.name if place else code], f"place:{code}")
    if known is None:
        scene.add(ref, token.doc, token.i, token.i + 1, "nominal")
    return ref


def _right(scene: Scene, doc: Doc, end: int, title: Role, starts: set[int]) -> None:
    """The "of …", "for …", "at …" phrases after a role noun, up to the next person, verb or stop."""
    how = ""
    i = end
    while i < len(doc) and i - end < _REACH + 6:
        token = doc[i]
        mark = scene.mark_at(token)
        if mark is not None and mark.ref.type == "Person" and mark.how != "nominal":
            personal = "Person" in title.rule.fields["to"]
            if how in ("of", "to", "with", "for") and (personal or doc[i - 1].lower_ in _PREPOSITIONS | _DETERMINERS):
                title.targets.append(Target(how, mark.ref))
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
            title.targets.append(Target(how, mark.ref))
            i = max(mark.end, i + 1)
        elif how and (token.tag_ in _NOUN_TAGS or token.lower_ in _DETERMINERS or token.lower_ in _POSSESSIVE):
            i += 1
        elif how and token.lower_ in ("and", "&") and following is not None and _continues(scene, following):
            i += 1
        elif how and token.text == "(" and i + 2 < len(doc) and doc[i + 2].text == ")":
            i += 3
        elif how and token.text == "," and _listed(scene, doc, i):
            i += 1
        else:
            break
    first = next((t for t in doc[end + 1 : i] if t.lower_ not in _DETERMINERS), None)
    if i > end + 1 and doc[end].lower_ in ("of", "for") and first is not None:
        title.narrowed = not any(scene.mark_at(t) for t in doc[first.i : first.i + 3])
    title.finish = i


def _continues(scene: Scene, token: Token) -> bool:
    """Whether "and" goes on inside a title ("Security and Citizen Protection"), not to the next person."""
    mark = scene.mark_at(token)
    return mark.ref.type != "Person" if mark is not None else token.is_title


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


def _holders(scene: Scene, doc: Doc, start: int, title: Role) -> list[Ref]:
    """Whom the phrase is said of: the name that bears the title, follows it, or stands in apposition; else by the parse."""
    inside = scene.mark_at(doc[start])
    if inside is not None and inside.how == "name" and inside.ref.type == "Person":
        title.targets += _behind(scene, doc, inside.end)
        return [inside.ref]
    here = scene.mark_at(doc[title.finish]) if title.finish < len(doc) else None
    if here is not None and here.ref.type == "Person" and here.how == "name":
        marks = _chain(scene, doc, here) if title.plural else [here]
        title.targets += _behind(scene, doc, marks[-1].end)
        return [m.ref for m in marks]
    left = apposed(scene, doc, title.begin, plural=title.plural)
    if left:
        return left
    right = _announced(scene, doc, title)
    if right is not None:
        return [m.ref for m in (_chain(scene, doc, right) if title.plural else [right])]
    found: list[Ref] = []
    for token in bearers(title.head) or (examples(title.head) if title.plural else []):
        ref = scene.ref_at(token)
        if ref is not None and ref not in found and not title.finish > token.i >= start:
            found.append(ref)
    if found and any(t.lower_ in ("served", "previously", "formerly", "once") for t in doc[max(0, start - 8) : start]):
        title.former = True
    own = scene.mark_at(title.head)
    if not found and own is not None and own.ref.type == "Person" and own.how == "nominal":
        found, title.pointed = [own.ref], True
    return found


def _chain(scene: Scene, doc: Doc, first: Mark) -> list[Mark]:
    """The persons listed from a name on: "A, B and C"."""
    marks = [first]
    i = first.end
    while i < len(doc):
        if doc[i].lower_ in (",", "and", "&"):
            i += 1
            continue
        mark = scene.mark_at(doc[i])
        if mark is None or mark.ref.type != "Person" or mark.how != "name" or mark in marks:
            break
        marks.append(mark)
        i = mark.end
    return marks


def _behind(scene: Scene, doc: Doc, end: int) -> list[Target]:
    """The body named after a titled name: "Detective X of the Y Police Department's Z Squad"."""
    i = end
    if i + 2 < len(doc) and doc[i].text == "," and doc[i + 1].like_num:
        i += 3
    unit = scene.mark_at(doc[i + 1]) if i + 1 < len(doc) and doc[i].text == "," else None
    if unit is not None and unit.ref.kind == "agency" and (unit.end == len(doc) or doc[unit.end].is_punct):
        return [Target("after", unit.ref)]  # "Prosecutor: Deputy District Attorney X, Homicide Unit"
    if i >= len(doc) or doc[i].lower_ not in ("of", "in", "with", "from", "at"):
        return []
    targets: list[Target] = []
    how = doc[i].lower_
    for token in doc[i + 1 : i + 12]:
        mark = scene.mark_at(token)
        if mark is not None and mark.ref.type == "Place" and how == "of" and not targets:
            return [Target("of", mark.ref)]
        if mark is not None and mark.ref.type == "Organization":
            if not targets or targets[-1].ref is not mark.ref:
                targets.append(Target("at" if how == "at" else "after", mark.ref))
        elif mark is not None and mark.ref.type == "Person" and mark.how == "name":
            break
        elif not token.is_title and token.lower_ not in ("the", "of", *_POSSESSIVE, "da", "dea", "fbi") and not token.is_upper:
            break
    return targets


def apposed(scene: Scene, doc: Doc, begin: int, *, plural: bool) -> list[Ref]:
    """The person a phrase follows: "X, 42, a leader of Y"; "X (“El Alias”), the notorious head of Y"."""
    if begin < 2 or not (doc[begin - 1].text in _BREAKS or (doc[begin - 1].is_quote and doc[begin - 2].text in _BREAKS)):
        return []
    i = begin - 1
    while i >= 0 and begin - i < 16:
        token = doc[i]
        mark = scene.mark_at(token)
        if mark is not None and mark.ref.type == "Person" and mark.how != "nominal":
            return _back(scene, doc, mark) if plural else [mark.ref]
        if mark is not None and mark.ref.type == "Place":
            i = mark.start - 1
        elif token.is_punct or token.like_num or token.lower_ in _BESIDE:
            i -= 1
        else:
            return []
    return []


def _back(scene: Scene, doc: Doc, last: Mark) -> list[Ref]:
    """The persons listed up to a name: "A, B and C"."""
    found = [last.ref]
    i = last.start - 1
    while i > 0 and (doc[i].lower_ in (",", "and", "&") or doc[i].is_quote):
        earlier = scene.mark_at(doc[i - 1])
        if earlier is not None and earlier.ref.type == "Person" and earlier.how == "name":
            found.append(earlier.ref)
            i = earlier.start
        i -= 1
    return found[::-1]


def _announced(scene: Scene, doc: Doc, title: Role) -> Mark | None:
    """The person a phrase announces: "another Y leader, X, …"; "An ex-police officer, X was …" at a sentence's start."""
    at = title.finish
    if at + 1 >= len(doc) or doc[at].text not in (",", ":", "—", "–"):
        return None
    mark = scene.mark_at(doc[at + 1])
    if mark is None or mark.ref.type != "Person" or mark.how == "nominal":
        return None
    if doc[title.begin].is_sent_start:
        return mark
    closing = doc[mark.end].text if mark.end < len(doc) else "."
    return mark if mark.how == "name" and closing in _ENDS else None
