"""Review of merges: what is proposed, made, refused and undone, each with its two sides set against one another.

A proposal is no claim: nothing of it is on the map until a person says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Literal, get_args

from entramado.model.claim import Judged, Judgement
from entramado.model.errors import NotFound
from entramado.model.network import Merge
from entramado.resolve.proposals import Proposal
from entramado.resolve.scoring import THRESHOLD, Reason, total
from entramado.share import proposals as words
from entramado.share.screen.answers import EntityRef, Page, beginning
from entramado.share.screen.merge_reasons import Why, why
from entramado.share.screen.merge_sides import Side, Trait, called, side, traits
from entramado.share.screen.stage import Stage
from entramado.share.wording import plain

State = Literal["proposed", "made", "refused", "undone"]
_STATES: Final[tuple[State, ...]] = get_args(State)


@dataclass(frozen=True, slots=True)
class Judging:
    """Who judged. ``person`` is null for a rule; ``at`` is known to the owner only."""

    judgement: str | None
    by: str
    person: str | None
    why: str
    at: str | None
    ended_at: str | None
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A pair in the list. `id` is its two referents, ``a~b``."""

    id: str
    state: State
    basis: str | None
    """Of a proposal: near, rule or unsure; null for two that nobody proposed and that are only looked at."""
    a: EntityRef
    b: EntityRef
    a_name: str
    """As its documents name it."""
    b_name: str
    score: float
    judged: Judging | None


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What no score overrules; a person may. `code` is rows, body, names, document or events."""

    code: str
    words: str
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides set against one another."""

    line: MergeLine
    score: float
    """The sum of the reasons as the map stands, whoever has judged, held between 0 and 1."""
    threshold: float
    """Score from which rules join."""
    a: Side
    b: Side
    traits: Sequence[Trait]
    reasons: Sequence[Why]
    against: Hindrance | None
    referents: int
    """How many mentions in documents the entity of a made merge is made of; of two entities, both."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """What the list and the comparison are made from."""

    a: str
    b: str
    state: State
    score: float
    judged: Judging | None
    proposal: Proposal | None = None


def merges(
    stage: Stage,
    state: State,
    proposed: Callable[[], Sequence[Proposal]],
    past: Sequence[Judged] = (),
    *,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[MergeLine]:
    """One list: proposals nearest first; what was made least sure first, persons' before rules'; the others latest first."""
    start = beginning(cursor)
    listed = _pairs(stage, state, proposed, past)
    shown = [_line(stage, pair) for pair in listed[start : start + limit]]
    return Page(shown, len(listed), str(start + limit) if start + limit < len(listed) else None)


def comparison(
    stage: Stage,
    pair: str,
    state: State,
    proposed: Callable[[], Sequence[Proposal]],
    reasons: Callable[[str, str], Sequence[Reason]],
    past: Sequence[Judged] = (),
) -> Comparison:
    """One pair by its id, looked for in the list ``state`` first; any two that no list has may be compared too.

    Raises NotFound for what is not on the map.
    """
    found = _found(stage, pair, state, proposed, past)
    sides = _sides(stage, found)
    whole = {stage.network.entity_of[found.a], stage.network.entity_of[found.b]}
    held = found.proposal.against if found.proposal else None
    told = found.proposal.reasons if found.proposal else reasons(found.a, found.b)
    if found.proposal is None and found.state == "proposed":
        found = replace(found, score=total(told))
    return Comparison(
        _line(stage, found),
        total(told),
        THRESHOLD,
        side(stage, found.a, sides[0]),
        side(stage, found.b, sides[1]),
        traits(stage, *sides),
        [why(reason) for reason in told],
        _hindrance(held.code, words.named(held, stage.exhibits.documents), words.against(held, stage.exhibits.documents))
        if held
        else None,
        sum(len(stage.network.entities[entity].referents) for entity in whole),
    )


# --- the lists


def _found(stage: Stage, pair: str, state: State, proposed: Callable[[], Sequence[Proposal]], past: Sequence[Judged]) -> _Pair:
    a, _, b = pair.partition("~")
    if a == b or not {a, b} <= stage.network.entity_of.keys():
        raise NotFound(f"no pair {pair}")
    for listed in (state, *(other for other in _STATES if other != state)):
        for each in _pairs(stage, listed, proposed, past):
            if _id(each.a, each.b) == _id(a, b):
                return each
    return _Pair(min(a, b), max(a, b), "proposed", 0.0, None)


def _pairs(stage: Stage, state: State, proposed: Callable[[], Sequence[Proposal]], past: Sequence[Judged]) -> Sequence[_Pair]:
    if state == "proposed":
        return [_proposed(proposal) for proposal in proposed()]
    if state == "made":
        return stage.recent(("merges made", len(past)), partial(_made, stage, past))
    if state == "refused":
        times = {each.judgement.id: each for each in past if each.ended_at is None}
        refused = [j for j in stage.view.judgements() if j.verdict == "different"]
        found = [_Pair(j.a, j.b, "refused", j.score, _judging(j, times.get(j.id))) for j in refused]
        return sorted(found, key=lambda p: (_later(p), p.a, p.b))
    ended = [each for each in past if each.ended_at is not None]
    visible = [each for each in ended if {each.judgement.a, each.judgement.b} <= stage.network.entity_of.keys()]
    found = [_Pair(p.judgement.a, p.judgement.b, "undone", p.judgement.score, _judging(p.judgement, p)) for p in visible]
    latest: dict[str, _Pair] = {}
    for pair in sorted(found, key=lambda p: (p.judged.ended_at or "") if p.judged else ""):
        latest[_id(pair.a, pair.b)] = pair
    return sorted(latest.values(), key=lambda p: (_later(p), p.a, p.b))


def _later(pair: _Pair) -> tuple[int, ...]:
    """Sorts the latest first."""
    judged = pair.judged
    return tuple(-ord(char) for char in (judged and (judged.ended_at or judged.at)) or "")


def _proposed(proposal: Proposal) -> _Pair:
    judged = _judging(proposal.judgement, None) if proposal.judgement else None
    return _Pair(proposal.a, proposal.b, "proposed", proposal.score, judged, proposal)


def _made(stage: Stage, past: Sequence[Judged]) -> list[_Pair]:
    times = {each.judgement.id: each for each in past if each.ended_at is None}
    standing = {(j.a, j.b, j.why): j for j in stage.view.judgements() if j.verdict == "same"}
    found = []
    for merge in stage.network.merges:
        judgement = standing.get((merge.a, merge.b, merge.why)) if merge.by.startswith("person:") else None
        judged = _judging(judgement, times.get(judgement.id)) if judgement else _by_rule(merge)
        found.append(_Pair(merge.a, merge.b, "made", merge.score, judged))
    return sorted(found, key=lambda p: (p.judged is None or p.judged.person is None, p.score, p.a, p.b))


def _by_rule(merge: Merge) -> Judging:
    return Judging(None, merge.by, None, plain(merge.why), None, None, None)


def _judging(judgement: Judgement, past: Judged | None) -> Judging:
    kind, _, name = judgement.by.partition(":")
    person = plain(name) if kind == "person" else None
    times = (past.at, past.ended_at, past.ended_by and plain(past.ended_by)) if past else (None, None, None)
    return Judging(judgement.id, plain(judgement.by), person, plain(judgement.why), *times)


def _line(stage: Stage, pair: _Pair) -> MergeLine:
    entity_of = stage.network.entity_of
    return MergeLine(
        _id(pair.a, pair.b),
        pair.state,
        pair.proposal.basis if pair.proposal else None,
        stage.ref(entity_of[pair.a]),
        stage.ref(entity_of[pair.b]),
        _called(stage, pair.a),
        _called(stage, pair.b),
        pair.score,
        pair.judged,
    )


def _id(a: str, b: str) -> str:
    return "~".join(sorted((a, b)))


def _called(stage: Stage, referent: str) -> str:
    return called(stage, referent) or plain(stage.network.entities[stage.network.entity_of[referent]].name)


# --- the two sides


def _sides(stage: Stage, pair: _Pair) -> tuple[frozenset[str], frozenset[str]]:
    """The referents of each: two entities, or the parts that a made merge holds together."""
    first, second = (stage.network.entity_of[referent] for referent in (pair.a, pair.b))
    if first != second:
        return frozenset(stage.network.entities[first].referents), frozenset(stage.network.entities[second].referents)
    if pair.state != "made":
        return frozenset({pair.a}), frozenset({pair.b})
    # Each merge joined two groups, so that they form a tree: without this one it falls into two.
    ties: defaultdict[str, set[str]] = defaultdict(set)
    for merge in stage.kept("merges by entity", partial(_by_entity, stage))[first]:
        if (merge.a, merge.b) != (pair.a, pair.b):
            ties[merge.a].add(merge.b)
            ties[merge.b].add(merge.a)
    return _reached(pair.a, ties), _reached(pair.b, ties)


def _by_entity(stage: Stage) -> Mapping[str, Sequence[Merge]]:
    found: defaultdict[str, list[Merge]] = defaultdict(list)
    for merge in stage.network.merges:
        found[stage.network.entity_of[merge.a]].append(merge)
    return found


def _reached(start: str, ties: Mapping[str, set[str]]) -> frozenset[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = ties.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)


def _hindrance(code: str, values: Sequence[str], said: str) -> Hindrance:
    return Hindrance(code, plain(said), [plain(value) for value in values])
