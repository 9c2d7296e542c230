"""What the clause around a pronoun or a common noun rules in or out: fellows of one verb, acts of a court, strangers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from entramado.extract.found import table, words_of

_TABLE = "nominals.yaml"
PERSON_NOUNS: Final[dict[str, str]] = {w: group for group, line in table(_TABLE)["person"].items() for w in str(line).split()}
HARMED: Final = words_of(_TABLE, "harmed")
SUBJECT: Final = frozenset(("nsubj", "nsubjpass"))
_ACCUSED: Final = words_of(_TABLE, "accused")
_PLEADS: Final = words_of(_TABLE, "pleads")
_PROCEEDINGS: Final = frozenset("plea sentence sentencing conviction arraignment indictment arrest trial crime".split())


def same_clause(pronoun: Token, other: Token) -> bool:
    """A pronoun does not name a fellow argument of its verb, nor what stands within its own noun phrase."""
    if pronoun.doc is not other.doc:
        return False
    if pronoun.dep_ == "poss":
        return bool(pronoun.head == other)
    if (
        pronoun.dep_ == "pobj"
        and not pronoun.lower_.endswith("self")
        and other.dep_ in SUBJECT
        and pronoun.head.head == other.head
    ):
        return True
    if pronoun.lower_ in ("him", "her") and pronoun.dep_ in SUBJECT and pronoun.head.head == other.head:
        return other.dep_ == "nsubj"
    return pronoun.dep_ != "nsubj" and other.head == pronoun.head and not pronoun.lower_.endswith("self")


def fellow(pronoun: Token, other: Token) -> bool:
    """Whether another does to a pronoun what its verb tells: "X shot the guard several times, killing him"."""
    if pronoun.dep_ != "dobj" or pronoun.lower_.endswith("self") or pronoun.doc is not other.doc:
        return False
    subjects = list(_subjects_above(pronoun.head))
    return other in subjects or (other.dep_ == "conj" and other.head in subjects)


def _subjects_above(verb: Token) -> Iterator[Token]:
    """Who does what a verb tells, or the clause that it is part of: "X shot the guard, killing him"."""
    for step in (verb, *verb.ancestors):
        yield from (c for c in step.children if c.dep_ in SUBJECT)
        if step.tag_ in ("VBD", "VBZ", "VBP") or step.dep_ in ("ccomp", "ROOT"):
            return


def before_court(pronoun: Token) -> bool:
    """Whether what a clause says of a pronoun befalls the accused: "he was sentenced by Judge X", "his guilty plea"."""
    if pronoun.dep_ == "poss":
        return pronoun.head.lemma_ in _PROCEEDINGS
    return (pronoun.dep_ == "nsubjpass" and pronoun.head.lemma_ in _ACCUSED) or (
        pronoun.dep_ == "nsubj" and pronoun.head.lemma_ in _PLEADS
    )


def kin_harmed(noun: Token) -> bool:
    """Whether a noun is of someone's kin who was harmed: "had killed his girlfriend"."""
    harmed = noun.dep_ == "dobj" and noun.head.lemma_ in HARMED
    return harmed and any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in noun.children)


def stranger(noun: Token) -> bool:
    """Whether a noun speaks of one person whom no name is known of yet: "announced that a man was charged", "this defendant"."""
    if noun.tag_ != "NN" or noun.dep_ not in (*SUBJECT, "dobj") or noun.head.lemma_ == "identify":
        return False
    group = PERSON_NOUNS.get(noun.lemma_.lower())
    return group in ("accused", "victim", "man", "woman") and any(c.dep_ == "det" for c in noun.lefts)
