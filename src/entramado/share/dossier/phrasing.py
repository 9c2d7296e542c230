"""Edges as plain English sentences: "Leads the Example Cartel", "Juan Ficticio is alleged to launder money for the subject".

Text from documents is joined, never formatted: a name with braces stays a name with braces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from entramado.model.claim import Claim, Scalar
from entramado.model.network import Edge, Entity, Network
from entramado.model.values import PartialDate
from entramado.model.vocabulary import vocabulary
from entramado.share.wording import phrase, spoken


class Verb(NamedTuple):
    """A verb in the forms that a sentence needs, and what stands between it and its object."""

    now: str
    past: str
    base: str
    done: str
    rest: str = ""
    once: bool = False
    """It happened at one time: it is told in the past."""


def _be(rest: str, *, once: bool = False) -> Verb:
    return Verb("is", "was", "be", "been", rest, once)


VERBS: Final[dict[str, Verb]] = {
    "leads": Verb("leads", "led", "lead", "led"),
    "member_of": _be("a member of"),
    "works_for": Verb("works", "worked", "work", "worked", "for"),
    "founded": Verb("founded", "founded", "found", "founded", once=True),
    "holds_post": Verb("holds", "held", "hold", "held", "a post in"),
    "family_of": _be("a relative of"),
    "associate_of": _be("an associate of"),
    "reports_to": Verb("answers", "answered", "answer", "answered", "to"),
    "successor_of": _be("the successor of"),
    "part_of": _be("part of"),
    "allied_with": _be("allied with"),
    "rival_of": _be("a rival of"),
    "split_from": Verb("split", "split", "split", "split", "from", once=True),
    "based_in": _be("based in"),
    "operates_in": Verb("operates", "operated", "operate", "operated", "in"),
    "controls": Verb("controls", "controlled", "control", "controlled"),
    "sources_from": Verb("gets", "got", "get", "got", "supplies from"),
    "ships_to": Verb("ships", "shipped", "ship", "shipped", "to"),
    "traffics": Verb("traffics", "trafficked", "traffic", "trafficked", "in"),
    "produces": Verb("produces", "produced", "produce", "produced"),
    "engages_in": Verb("engages", "engaged", "engage", "engaged", "in"),
    "owns": Verb("owns", "owned", "own", "owned"),
    "uses": Verb("uses", "used", "use", "used"),
    "pays": Verb("pays", "paid", "pay", "paid"),
    "launders_for": Verb("launders", "laundered", "launder", "laundered", "money for"),
    "located_in": _be("in"),
    "born_in": _be("born in", once=True),
    "national_of": _be("a national of"),
}
_LASTING: Final = frozenset({"family_of", "national_of"})
"""What death does not end."""
_MODAL: Final = {
    "reported": "is reported to",
    "alleged": "is alleged to",
    "believed": "is believed to",
    "predicted": "is expected to",
    "hypothetical": "might",
}
FIRMNESS: Final = {
    "reported": "Reported",
    "alleged": "Alleged",
    "believed": "Believed",
    "predicted": "Expected",
    "hypothetical": "Supposed",
}
"""How firmly the source says it, as the word that opens a line which is no sentence."""
_VALUES: Final = {
    "age": "Aged",
    "alias": "Also known as",
    "birth_date": "Born on",
    "death_date": "Died on",
    "occupation": "Occupation:",
    "former_occupation": "Formerly:",
    "founding_year": "Founded in",
    "size": "Members:",
    "designation": "Designated:",
    "sanction": "Sanctioned:",
    "reward": "Reward offered:",
    "charge": "Charged with",
    "conviction": "Convicted of",
    "sentence": "Sentenced to",
    "identifier": "Identifier:",
    "category": "Described by a source as",
    "description": "Described as",
}
_NOT: Final = {
    "age": "Not aged",
    "alias": "Not known as",
    "birth_date": "Not born on",
    "death_date": "Did not die on",
    "occupation": "Occupation is not:",
    "former_occupation": "Was never:",
    "founding_year": "Not founded in",
    "designation": "Not designated:",
    "sanction": "Not sanctioned:",
    "reward": "No reward offered of",
    "charge": "Not charged with",
    "conviction": "Not convicted of",
    "sentence": "Not sentenced to",
    "category": "Not",
}
_ARTICLE_HEADS: Final = frozenset(
    "administration agency alliance army association attorney authority bank brigade bureau cartel cell coast commission "
    "committee congress corps council court department division embassy empire families family federation fleet force "
    "forces front gang government group guard house institute intelligence legislature marines military ministry mob navy "
    "network office organisation organization party police presidency prosecutor secretariat senate service services squad "
    "state states syndicate task treasury tribunal union unit university".split()
)
"""Last (or, of Spanish names, first) words of bodies that English gives an article."""
_ARTICLE_PLACES: Final = frozenset(
    {
        "united states",
        "united kingdom",
        "netherlands",
        "philippines",
        "dominican republic",
        "bahamas",
        "united arab emirates",
        "u.s.",
    }
)
_BARE: Final = ("the ", "los ", "las ", "la ", "el ")
_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def named(entity: Entity) -> str:
    """An entity as it stands in a sentence: with an article where English asks for one."""
    name = " ".join(entity.name.split())
    lowered = name.lower()
    if lowered.startswith(_BARE):
        return name
    if entity.type == "Place":
        return f"the {name}" if lowered in _ARTICLE_PLACES else name
    words = lowered.rstrip(".").split() or [""]
    if entity.type == "Organization" and entity.kind != "media" and (
        words[-1] in _ARTICLE_HEADS or words[0] in _ARTICLE_HEADS or " of " in lowered or " for " in lowered
    ):  # fmt: skip
        return f"the {name}"
    return name


def spell(date: str) -> str:
    """As people write it ("22 February 2026", "February 2026"), as finely as it is known; what is no date stays as it is."""
    try:
        found = PartialDate.parse(date)
    except ValueError:
        return date
    month = f"{_MONTHS[found.month - 1]} " if found.month else ""
    return f"{f'{found.day} ' if found.day else ''}{month}{found.year}"


def sentence(network: Network, edge: Edge, claims: Sequence[Claim], *, subject: str | None = None, past: bool = False) -> str:
    """What an edge says, without the full stop. ``claims`` are its claims: their qualifiers say more.

    Of ``subject``, whose file it is, the name is left out where the sentence would begin with it. ``past``: what held then
    holds no more (the dead lead nobody), so that the present would mislead.
    """
    if edge.object is None:
        return value(edge, claims)
    edge = _turned(network, edge, claims, subject)
    begins = "" if edge.subject == subject else named(network.entities[edge.subject])
    told = f"{begins} {_link(network, edge, claims, past=past)}".strip()
    return told[:1].upper() + told[1:]


def value(edge: Edge, claims: Sequence[Claim]) -> str:
    """What an attribute says: "Charged with drug trafficking (court: Eastern District)"."""
    said = edge.value or ""
    shown = spell(said) if edge.predicate in ("birth_date", "death_date", "date") else spoken(said, edge.figure)
    scheme = common(claims, "scheme")
    if edge.predicate == "identifier" and scheme:
        opening = f"{scheme}:"
    elif edge.predicate in ("alias", "description"):
        opening, shown = (_NOT if edge.negated else _VALUES).get(edge.predicate, "Not described as"), f"“{shown}”"
    else:
        opening = (_NOT if edge.negated else _VALUES).get(edge.predicate) or phrase(
            edge.predicate, False, edge.negated
        ).capitalize()
    if edge.former and not edge.negated:
        opening = f"Formerly {opening[:1].lower()}{opening[1:]}"
    if edge.modality in FIRMNESS and edge.modality != "reported":
        opening = f"{FIRMNESS[edge.modality]}: {opening[:1].lower()}{opening[1:]}"
    return f"{opening} {shown}{_more(edge.predicate, claims)}"


def joined_values(edges: Sequence[Edge], claims: Sequence[Sequence[Claim]]) -> str:
    """All values of one predicate in a sentence: "Charged with a, b and c (alleged)"."""
    told = []
    for edge, said in zip(edges, claims, strict=True):
        by = common(said, "authority")
        hedge = f" ({FIRMNESS[edge.modality].lower()})" if edge.modality in FIRMNESS and edge.modality != "reported" else ""
        told.append(f"{spoken(edge.value or '', edge.figure)}{f' (by {by})' if by else ''}{hedge}")
    return f"{_VALUES.get(edges[0].predicate, phrase(edges[0].predicate).capitalize())} {listed(told, 6)}"


def event_name(entity: Entity, subject: str | None = None) -> str:
    """The label of an event as it stands in a sentence: "the operation against X, Sampleton, 22 February 2026".

    ``subject`` is the name of whose file it is: that one is "the subject".
    """
    label = " ".join(entity.name.split())
    if subject:
        label = label.replace(subject, "the subject", 1)
    return f"the {dated(label)}"


def dated(text: str) -> str:
    """A text with its ISO dates as people write them."""
    return _DAY.sub(lambda found: spell(found[0]), text)


def common(claims: Iterable[Claim], qualifier: str) -> str | None:
    """The commonest value of a qualifier among claims; None when none of them has it."""
    counted: Counter[Scalar] = Counter(c.qualifiers[qualifier] for c in claims if qualifier in c.qualifiers)
    if not counted:
        return None
    return str(min(counted, key=lambda word: (-counted[word], str(word))))


def listed(words: Sequence[str], limit: int | None = None, *, last: str = "and") -> str:
    """Words in a row: "a, b and c"; with ``limit``, "a, b and 3 others"."""
    if limit is not None and len(words) > limit + 1:
        return f"{', '.join(words[:limit])} {last} {len(words) - limit} others"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def counted(number: int, word: str, plural: str | None = None) -> str:
    """A number with its word: "1 claim", "2,300 claims"."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def _link(network: Network, edge: Edge, claims: Sequence[Claim], *, past: bool) -> str:
    verb = VERBS.get(edge.predicate) or _be(phrase(edge.predicate))
    rest = _rest(network, edge, claims) or verb.rest
    target = named(network.entities[edge.object or ""])
    gone = edge.former or verb.once or (past and edge.predicate not in _LASTING)
    modal = _MODAL.get(edge.modality) if not (edge.modality == "reported" and verb.once) else None
    if modal and gone:
        said = f"{modal} {'not ' * edge.negated}have {verb.done}"
    elif modal:
        said = f"{modal} {'not ' * edge.negated}{verb.base}"
    elif edge.negated and verb.base == "be":
        said = "was not" if gone else "is not"
    elif edge.negated:
        said = f"did not {verb.base}" if gone else f"does not {verb.base}"
    else:
        said = verb.past if gone else verb.now
    return " ".join(filter(None, (said, rest, target))) + _more(edge.predicate, claims)


def _turned(network: Network, edge: Edge, claims: Sequence[Claim], subject: str | None) -> Edge:
    """An edge that holds both ways, told from the side that its claims tell it from, else from the subject's.

    Kin is what a claim's subject is to its object ("brother of"), and a fused edge may run the other way round.
    """
    if edge.predicate not in vocabulary().symmetric or edge.object is None:
        return edge
    kin = {network.entity_of.get(c.subject) for c in claims if "kin" in c.qualifiers}
    if kin == {edge.object} or (not kin and edge.object == subject):
        return replace(edge, subject=edge.object, object=edge.subject)
    return edge


def _rest(network: Network, edge: Edge, claims: Sequence[Claim]) -> str | None:
    """What stands between verb and object where the claims say more than the predicate."""
    if edge.predicate == "family_of":
        kin = common([c for c in claims if network.entity_of.get(c.subject) == edge.subject], "kin")
        return f"the {kin} of" if kin else None
    if edge.predicate == "successor_of" and all(c.qualifiers.get("candidate") for c in claims):
        return "named as a possible successor of"
    if edge.predicate in ("ships_to", "sources_from"):
        goods = common(claims, "of")
        if goods:
            return f"{goods} {'to' if edge.predicate == 'ships_to' else 'from'}"
    return None


_TOLD: Final = {
    "holds_post": ("role",),
    "leads": ("role",),
    "member_of": ("role",),
    "works_for": ("role",),
    "associate_of": ("role",),
    "reports_to": ("role",),
    "part_of": ("role",),
    "founded": ("role",),
    "owns": ("share",),
    "pays": ("amount", "for"),
    "designation": ("authority",),
    "sanction": ("authority",),
    "reward": ("authority", "for"),
    "charge": ("counts", "court"),
    "conviction": ("counts", "court"),
    "sentence": ("court",),
    "identifier": ("country",),
    "size": ("of",),
    "age": ("at",),
}
_PLAIN_ROLES: Final = frozenset(
    {"leader", "leaders", "head", "heads", "member", "members", "founder", "founders", "cofounder", "co-founder"}
)
"""Last words of roles that say no more than the predicate does."""
_LEAD: Final = {"authority": "by", "court": "before", "for": "for", "counts": "counts:", "share": "share:", "at": "", "of": "of"}


def _more(predicate: str, claims: Sequence[Claim]) -> str:
    """Qualifiers that say more, in brackets."""
    told = []
    for qualifier in _TOLD.get(predicate, ()):
        word = common(claims, qualifier)
        if word is not None and not (qualifier == "role" and word.lower().split()[-1] in _PLAIN_ROLES):
            told.append(f"{_LEAD.get(qualifier, '')} {spoken(word)}".strip())
    return f" ({'; '.join(told)})" if told else ""
