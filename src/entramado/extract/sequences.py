"""Typed sequences of names: what two names mean by standing side by side ("Tapalpa, Jalisco"; "the DA's Gangs Division";
"Carla Dunmore, 42, of Phoenix"). The words between them are few and fixed, so they are read off the tokens, not the parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from entramado.extract import rules
from entramado.extract.phrases import country
from entramado.extract.posts import office
from entramado.extract.scene import Draft, Mark, Ref, Scene
from entramado.extract.whereabouts import demonyms
from entramado.knowledge import Knowledge

_RANK: Final = {"site": 0, "locality": 1, "port": 1, "admin2": 2, "admin1": 3, "region": 3, "country": 4}
_OF_PLACE: Final = frozenset({"of", "from"})
_INTRODUCES = rules.words("relations", "before_place")
_QUARTERS: Final = frozenset({"neighborhood", "neighbourhood", "district", "section", "area", "suburb"})
_UNITS: Final = frozenset({"municipality", "county", "state", "department", "province", "district", "canton"})
_SITES = rules.words("relations", "sites")
_FACTIONS: Final = frozenset({"faction", "wing", "arm", "cell", "branch", "clique", "squad", "offshoot"})
_CHILD_WORDS: Final = frozenset({"including", "incl.", "e.g."})
_ARTICLES: Final = frozenset({"a", "an", "the"})
_ENDING: Final = frozenset({"who", "whom", "living", "born", "based", "and", "from", "with", "accused", "wanted"})
_POSSESSIVE: Final = frozenset({"'s", "’s", "’", "'"})


def sequences(scene: Scene, knowledge: Knowledge) -> Iterator[Draft]:
    """Drafts read off neighbouring names, passage by passage."""
    marks = [mark for mark in scene.marks() if mark.how == "name"]
    for first, second in pairwise(mark for mark in marks if mark.ref.type in ("Place", "Organization")):
        if first.passage != second.passage or first.end > second.start or first.ref is second.ref:
            continue
        doc = scene.docs[first.passage]
        if first.ref.type == second.ref.type == "Place":
            yield from _place_in_place(scene, knowledge, doc, first, second)
        elif first.ref.type == second.ref.type == "Organization":
            yield from _body_of_body(scene, doc, first, second)
    for mark in marks:
        if mark.ref.type == "Place":
            yield from _based(scene, scene.docs[mark.passage], mark)
        elif mark.ref.type == "Organization":
            yield from _unit_of_office(scene, scene.docs[mark.passage], mark)
        elif mark.ref.type == "Person":
            yield from _home(scene, scene.docs[mark.passage], mark)
            yield from _of_group(scene, scene.docs[mark.passage], mark)
            yield from _of_nation(scene, knowledge, scene.docs[mark.passage], mark)


def _between(doc: Doc, first: Mark, second: Mark) -> list[str]:
    return [t.lower_ for t in doc[first.end : second.start]]


def _place_in_place(scene: Scene, knowledge: Knowledge, doc: Doc, first: Mark, second: Mark) -> Iterator[Draft]:
    """As in "Tapalpa, Jalisco" and "Tapalpa in the western state of Jalisco"."""
    words = _between(doc, first, second)
    if words == [","]:
        if not _contains(knowledge, second.ref, first.ref) or _in_list(scene, knowledge, doc, first, second):
            return
        rule, p = "sequence.place.comma", 0.85
    elif words and words[0] == "in" and len(words) <= 7 and all(w in _INTRODUCES for w in words[1:]):
        if not _contains(knowledge, second.ref, first.ref):
            return
        rule, p = "sequence.place.in", 0.8
    elif (
        words[1:] == ["of"]
        and words[0] in _QUARTERS
        or (len(words) in (3, 4) and words[0] == "," and words[-1] == "of" and words[-2] in _UNITS)
    ):
        if first.ref.kind in ("country", "admin1"):
            return
        rule, p = "sequence.place.unit", 0.8
    elif len(words) <= 5 and words[1:2] == ["in"] and words[0] in _SITES and all(w in _INTRODUCES for w in words[2:]):
        rule, p = "sequence.place.site", 0.75
    elif (
        words
        and words[0] == ","
        and len(words) <= 8
        and "in" in words
        and all(w in _INTRODUCES | {",", "in", "rural", "small", "mountainous"} for w in words)
    ):
        rule, p = "sequence.place.apposition", 0.75
    else:
        return
    yield Draft(first.ref, "located_in", rule, doc[second.start], object=second.ref, p=p)


def _rank(ref: Ref) -> int:
    return _RANK.get(ref.kind or "", 0)


def _contains(knowledge: Knowledge, outer: Ref, inner: Ref) -> bool:
    """Whether one place can hold another: by the gazetteer when it knows both, else by rank."""
    known, within = knowledge.places.get(outer.key), knowledge.places.get(inner.key)
    if known and within:
        if known.key == within.key or known.country != within.country:
            return False
        if knowledge.places.within(within, known):
            return True
        if known.kind == "admin2" and within.admin2 is not None:
            return False
        quarter = known.kind == within.kind == "locality" and known.population > 3 * within.population
        return within.admin1 == known.admin1 and (quarter or _rank(inner) < _rank(outer))
    return _rank(outer) > _rank(inner) or (_rank(outer) == _rank(inner) <= 1 and inner.key is None)


def _in_list(scene: Scene, knowledge: Knowledge, doc: Doc, first: Mark, second: Mark) -> bool:
    """Whether two places stand in an enumeration, where a comma says "and": "A, B, C and D"."""
    before = doc[first.start - 1] if first.start else None
    if before is not None and before.text == "," and first.start >= 2:
        earlier = scene.mark_at(doc[first.start - 2])
        if earlier is not None and earlier.ref.type == "Place" and _rank(earlier.ref) == _rank(first.ref):
            return True
    if second.end + 1 < len(doc) and doc[second.end].lower_ in (",", "and") and _rank(second.ref) < _RANK["admin1"]:
        joint = 2 if doc[second.end].text == "," and doc[second.end + 1].lower_ == "and" and second.end + 2 < len(doc) else 1
        later = scene.mark_at(doc[second.end + joint])
        return later is not None and later.ref.type == "Place" and not _contains(knowledge, later.ref, second.ref)
    return False


def _body_of_body(scene: Scene, doc: Doc, first: Mark, second: Mark) -> Iterator[Draft]:
    """As in "the Y Police's Gang Unit", "Bureau of X of the Ministry of Y", "the Department of X, including the Y Agency"."""
    words = _between(doc, first, second)
    if "criminal" in (first.ref.kind, second.ref.kind):
        yield from _faction(doc, first, second, words)
        return
    trigger = doc[second.start]
    if len(words) == 1 and words[0] in _POSSESSIVE:
        yield Draft(second.ref, "part_of", "sequence.body.possessive", trigger, object=first.ref, p=0.85)
    elif not words and not (second.end < len(doc) and doc[second.end].is_title):
        yield Draft(second.ref, "part_of", "sequence.body.adjacent", trigger, object=first.ref, p=0.7)
    elif words in (["of"], ["of", "the"], ["at", "the"], ["within", "the"], ["in", "the"]):
        yield Draft(first.ref, "part_of", "sequence.body.of", trigger, object=second.ref, p=0.75)
    elif words and set(words) & _CHILD_WORDS and len(words) <= 3 and all(w in _CHILD_WORDS | {",", "the", "("} for w in words):
        for child in _listed(scene, doc, second):
            yield Draft(child, "part_of", "sequence.body.including", trigger, object=first.ref, p=0.75)


def _faction(doc: Doc, first: Mark, second: Mark, words: list[str]) -> Iterator[Draft]:
    """As in "the Chapitos faction of the Sinaloa Cartel", "the Sinaloa Cartel faction Los Chapitos"."""
    worded = [doc[first.end - 1].lower_, *words]
    following = [t.lower_ for t in doc[second.end : second.end + 1]]
    rule = "sequence.faction"
    if worded[-2:] in (["of", "the"], ["within", "the"]) or worded[-1:] == ["of"]:
        if _FACTIONS & set(worded[:2]) and len(worded) <= 4:
            yield Draft(first.ref, "part_of", rule, doc[second.start], object=second.ref, p=0.85)
    elif len(words) in (1, 2) and words[-1] in _FACTIONS:
        yield Draft(second.ref, "part_of", rule, doc[second.start], object=first.ref, p=0.8)
    elif words[:1] and words[0] in _POSSESSIVE and len(words) <= 4 and {*words, *following} & _FACTIONS:
        yield Draft(second.ref, "part_of", rule, doc[second.start], object=first.ref, p=0.8)


def _unit_of_office(scene: Scene, doc: Doc, mark: Mark) -> Iterator[Draft]:
    """As in "the DA's Gangs Division": a unit of the office that the document speaks for."""
    i = mark.start
    if i < 2 or doc[i - 1].lower_ not in _POSSESSIVE or doc[i - 2].lower_ not in ("da", "attorney"):
        return
    before = scene.mark_at(doc[i - 2])
    whole = office(scene) if before is None or before.ref.type != "Organization" else None
    if whole is not None and whole is not mark.ref:
        yield Draft(mark.ref, "part_of", "sequence.body.office", doc[mark.start], object=whole, p=0.8)


def _listed(scene: Scene, doc: Doc, first: Mark) -> list[Ref]:
    """A body and those joined to it by "and" or a comma, up to the next stop."""
    found = [first.ref]
    i = first.end
    while i < len(doc) and doc[i].lower_ in (",", "and", "the", "&"):
        mark = scene.mark_at(doc[i + 1]) if i + 1 < len(doc) else None
        if mark is not None and mark.ref.type == "Organization" and mark.how == "name":
            found.append(mark.ref)
            i = mark.end
        else:
            i += 1
    return found


def _of_group(scene: Scene, doc: Doc, mark: Mark) -> Iterator[Draft]:
    """As in "NAME of the Y Cartel", "NAME of the Y Institute"."""
    i = mark.end
    if i + 2 >= len(doc) or doc[i].lower_ != "of":
        return
    group = scene.mark_at(doc[i + 2] if doc[i + 1].lower_ == "the" else doc[i + 1])
    if group is None or group.how != "name" or group.ref.type != "Organization":
        return
    if group.end >= len(doc) or doc[group.end].lower_ not in _POSSESSIVE:
        criminal = group.ref.kind == "criminal"
        if not criminal and mark.ref.titles:
            return  # "Deputy X of the Y Unit" holds his post in what his title says
        predicate, rule = ("member_of", "sequence.person.group") if criminal else ("holds_post", "sequence.person.body")
        yield Draft(mark.ref, predicate, rule, doc[i], object=group.ref, p=0.75)


def _of_nation(scene: Scene, knowledge: Knowledge, doc: Doc, mark: Mark) -> Iterator[Draft]:
    """As in "NAME, a 46-year-old Albanian" and "a Colombian named NAME": a demonym that is a noun of its own."""
    countries = demonyms(knowledge)
    word = None
    if mark.start > 2 and doc[mark.start - 1].lower_ in ("named", "called") and doc[mark.start - 3].lower_ in _ARTICLES:
        word = doc[mark.start - 2]
    elif mark.end + 2 < len(doc) and doc[mark.end].text == ",":
        aged = doc[mark.end + 1].like_num and doc[mark.end + 2].text == ","
        phrase = doc[mark.end + (3 if aged else 1) : mark.end + 12]
        if len(phrase) > 2 and phrase[0].lower_ in _ARTICLES:
            noun = next((t for t in phrase[1:] if not t.like_num and t.lower_ not in ("-", "year", "years", "old")), None)
            behind = doc[noun.i + 1] if noun is not None and noun.i + 1 < len(doc) else None
            word = noun if behind is not None and (behind.is_punct or behind.lower_ in _ENDING) and behind.text != "-" else None
    code = countries.get(word.lower_) if word is not None and word.is_title else None
    if word is not None and code:
        nation = country(scene, knowledge, code, word)
        yield Draft(mark.ref, "national_of", "sequence.person.nation", word, object=nation, p=0.85)


def _based(scene: Scene, doc: Doc, place: Mark) -> Iterator[Draft]:
    """As in "Guadalajara-based money launderer NAME": the name that ends the noun phrase."""
    i = place.end
    if i + 2 >= len(doc) or doc[i].text not in ("-", "‐", "‑", "–") or doc[i + 1].lower_ not in ("based", "headquartered"):
        return
    for token in doc[i + 2 : i + 9]:
        mark = scene.mark_at(token)
        if mark is not None and mark.how == "name" and mark.ref.type in ("Person", "Organization"):
            yield Draft(mark.ref, "based_in", "sequence.based", token, object=place.ref, p=0.8)
            return
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "CCONJ") and not token.is_punct:
            return


def _home(scene: Scene, doc: Doc, mark: Mark) -> Iterator[Draft]:
    """As in "NAME, 42, of Phoenix" and "NAME, 29, Garden Grove,": where a person in a report of a court is from."""
    i = mark.end
    size = len(doc)
    aged = False
    while i + 1 < size and doc[i].text in (",", "(", ")"):
        if doc[i + 1].like_num and doc[i + 1].text.isdigit() and len(doc[i + 1].text) <= 2:
            aged = True
            i += 2
        elif doc[i + 1].lower_ in ("aged", "age") and i + 2 < size:
            aged = True
            i += 3
        else:
            break
    if i + 1 >= size:
        return
    start = i + 1 if doc[i].text in (",", ")") else i
    if start < size and doc[start].lower_ == ",":
        start += 1
    said = start < size and doc[start].lower_ in _OF_PLACE
    if said:
        start += 1
    while start < size and doc[start].lower_ in _INTRODUCES:
        if not aged and doc[start].lower_ == "the":
            return
        start += 1
    place = scene.mark_at(doc[start]) if start < size else None
    if place is None or place.ref.type != "Place" or place.how != "name" or not (aged or (said and doc[i].text != ",")):
        return
    if not said and not aged:
        return
    if not aged and mark.start and doc[mark.start - 1].is_title and doc[mark.start - 1].pos_ == "PROPN":
        return  # "Sheriff X of Y County" holds a post there
    if not aged and (place.ref.kind in ("country", None) or (place.end < size and doc[place.end].is_title)):
        return  # "Nicolás Maduro of Venezuela" says whose, not where he lives
    yield Draft(mark.ref, "based_in", "sequence.home", doc[start], object=place.ref, p=0.85 if aged else 0.6)
