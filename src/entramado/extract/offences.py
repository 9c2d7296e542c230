"""What someone is charged with or convicted of, as the text words it, without counts and articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from entramado.extract import rules
from entramado.extract.frames import Frame, behind, conjuncts

_COUNTED = rules.words("attributes", "counted")
_COUNTING = rules.words("attributes", "counting")
_NO_OFFENCE = rules.words("attributes", "no_offence")
_GERUNDS = rules.mapping("attributes", "offence_gerunds")
_NOUNS = rules.words("attributes", "offence_nouns")
_ACTS = rules.words("attributes", "criminal_gerunds")
_NOT_ENTITIES: Final = ("DATE", "TIME", "PERSON", "GPE")
_HYPHENS: Final = frozenset("-‐‑–")
_LONGEST: Final = 6
"""Tokens an "of …" phrase may add to an offence; of a longer one only the head is kept."""


def offences(frame: Frame, prepositions: tuple[str, ...]) -> Iterator[tuple[str, Token]]:
    """Offences under these prepositions of a verb or noun of procedure, each with its head word."""
    for heads in (rules.fill(frame, prepositions), _under_complement(frame, prepositions), _astray(frame.trigger, prepositions)):
        found = list(_phrases(heads))
        if found:
            break
    seen: set[str] = set()
    for value, head in [*found, *_phrases(_counts_behind(frame.trigger))]:
        if value not in seen:
            seen.add(value)
            yield value, head


def _counts_behind(verb: Token) -> list[Token]:
    """Each "count" of a long list ("one count of theft, two counts of fraud and …"), whatever the parser made of the list."""
    found: list[Token] = []
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.dep_ in ("nsubj", "nsubjpass") or token.text == ";":
            break
        if token.lower_ in ("count", "counts"):
            found.append(token)
    return found if len(found) > 1 else []


def _verbs_under(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "xcomp"]


def _phrases(heads: list[Token], depth: int = 0) -> Iterator[tuple[str, Token]]:
    """As in "four counts of first-degree murder" → "first-degree murder"; "for murdering rivals" → "murder"."""
    for head in [each for given in heads for each in (given, *_beneath(given))]:
        if head.lower_ in _COUNTED:
            inner = [t for prep in _prepositions(head, ("of", "in", "for")) for c in _objects(prep) for t in conjuncts(c)]
            inner = [t for t in inner if t.ent_type_ not in _NOT_ENTITIES]
            inner = inner or (behind(head, ("of",)) if head.lower_ in ("count", "counts") else [])
            if inner and depth < 4:
                yield from _phrases(inner, depth + 1)
            elif head.lemma_.lower() in ("charge", "count") and (left := _worded(head.doc[head.left_edge.i : head.i])):
                yield left, head  # "faces drug trafficking charges"
        elif (named := _GERUNDS.get(head.lower_)) and not any(c.dep_ == "amod" for c in head.lefts):
            yield named, head
        elif head.tag_ == "VBG" and (objects := [c for t in (head, *_verbs_under(head)) for c in t.children if c.dep_ == "dobj"]):
            end = (objects[0].right_edge.i if _short(objects[0]) else objects[0].i) + 1
            yield _worded(head.doc[head.i : _before_next(head, end)]), head
        elif (
            head.lower_ not in _NO_OFFENCE
            and (head.pos_ in ("NOUN", "PROPN") or head.tag_ == "VBG")
            and head.ent_type_ not in _NOT_ENTITIES
        ):
            value = _worded(head.doc[max(head.left_edge.i, head.sent.start) : _end(head)])
            if value:
                yield value, head


def _end(head: Token) -> int:
    """Where an offence's words end: behind "of a controlled substance", "to murder"."""
    end = head.i + 1
    for prep in _prepositions(head, ("of", "to")):
        if any(c.pos_ == "PROPN" for c in _objects(prep)):
            continue  # the offence, not its victim
        if prep.i == end and _short(prep):
            end = prep.right_edge.i + 1
        elif prep.i == end and prep.lower_ == "of" and (inside := _objects(prep)):
            end = inside[0].i + 1
    for child in head.children:  # "conspiracy to distribute heroin"
        if child.dep_ in ("acl", "relcl") and child.tag_ == "VB" and child.i <= end + 2 and child.right_edge.i - head.i < 9:
            last = conjuncts(child)[-1]
            objects = [c for c in last.children if c.dep_ == "dobj"]
            end = max(end, (objects[0] if objects else last).i + 1)
    return _before_next(head, end)


def _beneath(head: Token) -> list[Token]:
    """Offences that the parse joins to what another is about: "conspiracy to distribute heroin and money laundering"."""
    return [t for t in head.subtree if t.i > head.i and t.dep_ == "conj" and _is_listed(t) and not _is_listed(t.head)]


def _is_listed(token: Token) -> bool:
    return token.lemma_.lower() in _NOUNS or token.lower_ in _NOUNS or (token.tag_ == "VBG" and token.lower_ in _ACTS)


def _before_next(head: Token, end: int) -> int:
    """Where the words of an offence end when another is joined to them: before its "and" or comma."""
    following = min((t.left_edge.i for t in _beneath(head) if t.left_edge.i < end), default=end)
    while following > head.i + 1 and following <= end and head.doc[following - 1].lower_ in ("and", ",", "or", "&"):
        following -= 1
        end = following
    return min(end, following)


def _prepositions(noun: Token, names: tuple[str, ...]) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "prep" and c.lower_ in names]


def _objects(prep: Token) -> list[Token]:
    return [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]


def _under_complement(frame: Frame, prepositions: tuple[str, ...]) -> list[Token]:
    """The "to …" of "guilty to …", which the parser may hang on the adjective."""
    return [
        token
        for complement in frame.complement
        for prep in _prepositions(complement, prepositions)
        for head in _objects(prep)
        for token in conjuncts(head)
    ]


def _astray(verb: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """The offence when the parser hung it elsewhere: "convicted by a jury Jan. 22 of one count of theft"."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ in prepositions and token.dep_ == "prep" and (heads := [c for c in token.children if c.dep_ == "pobj"]):
            if heads[0].ent_type_ not in _NOT_ENTITIES and not heads[0].like_num:
                return conjuncts(heads[0])
        elif token.dep_ in ("nsubj", "nsubjpass") or (token.pos_ == "VERB" and token.dep_ in ("ccomp", "advcl", "relcl")):
            break
    return []


def _short(token: Token) -> bool:
    return token.right_edge.i - token.left_edge.i < _LONGEST


def _worded(span: TokenSpan) -> str:
    """The words of a phrase without what only counts or points."""
    tokens = list(span)
    while tokens and not (len(tokens) > 1 and tokens[1].text in _HYPHENS) and _counts(tokens[0]):
        tokens.pop(0)
    while tokens and (tokens[-1].is_punct or tokens[-1].lower_ in ("charges", "charge", "counts", "count")):
        tokens.pop()
    return span.doc[tokens[0].i : tokens[-1].i + 1].text if tokens else ""


def _counts(token: Token) -> bool:
    return token.lower_ in _COUNTING or token.like_num or token.is_punct or token.pos_ in ("DET", "PRON")
