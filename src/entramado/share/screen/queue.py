"""The readings that wait for a person, the least certain that matter first, as a page works through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from entramado.knowledge.folding import fold
from entramado.share.review_queue import STAKES, Waiting, queue
from entramado.share.screen.answers import Evidence, beginning
from entramado.share.screen.evidence import laid_open
from entramado.share.screen.stage import Stage


@dataclass(frozen=True, slots=True)
class WaitingReading:
    """A claim that waits for review. `p` is P(read right); `alone`: nothing else says the same."""

    evidence: Evidence
    need: str
    """Why it waits, in words."""
    level: str
    stake: int
    """Place of what stands on it among the stakes, the weightiest first."""
    stands_on_it: str
    p: float
    alone: bool


@dataclass(frozen=True, slots=True)
class Stake:
    """How many claims wait on which this stands."""

    stake: int
    name: str
    waiting: int


@dataclass(frozen=True, slots=True)
class ReadingQueue:
    """A page of what waits. `done` is how many claims of the map this person has reviewed or written."""

    items: Sequence[WaitingReading]
    total: int
    next: str | None
    stakes: Sequence[Stake]
    done: int


def readings(stage: Stage, *, about: str | None, by: str | None, cursor: str | None, limit: int) -> ReadingQueue:
    """What waits, or what is about one entity, without what ``by`` has reviewed or written. Raises NotFound, UsageError."""
    entity = stage.entity(about) if about else None
    waiting = stage.recent(("queue", about, by), lambda: queue(stage.network, stage.exhibits, entity, by))
    start = beginning(cursor)
    counted = Counter(each.stake for each in waiting)
    done = stage.recent(("reviewed by", by), lambda: _done(stage, by)) if by else 0
    return ReadingQueue(
        [_shown(stage, each) for each in waiting[start : start + limit]],
        len(waiting),
        str(start + limit) if start + limit < len(waiting) else None,
        [Stake(number, name, counted[number]) for number, name in enumerate(STAKES)],
        done,
    )


def _shown(stage: Stage, waiting: Waiting) -> WaitingReading:
    return WaitingReading(
        laid_open(stage, waiting.exhibit),
        waiting.need,
        waiting.exhibit.review.level,
        waiting.stake,
        STAKES[waiting.stake],
        round(waiting.p, 4),
        waiting.alone,
    )


def _done(stage: Stage, by: str) -> int:
    """Claims that a person has read, whatever he found."""
    wanted = fold(by)
    return len({r.claim for r in stage.view.readings() if r.person is not None and fold(r.person) == wanted})
