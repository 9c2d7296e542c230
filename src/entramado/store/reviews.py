"""Reviews: a person's reading of a claim, kept beside the machine's and never over it. The last one of a person counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import insert, select

from entramado.model.claim import RIGHT, WRONG, Reading, misread
from entramado.model.errors import NotFound, UsageError
from entramado.store import rows, schema
from entramado.store.act import Act
from entramado.store.dialect import among
from entramado.store.recalls import note_recalls
from entramado.store.spoken import last_words
from entramado.store.store import OWNER, Store


def review(store: Store, claims: Sequence[str], *, right: bool, by: str, why: str) -> int:
    """Record that a person found these claims read right or wrong out of their documents; returns how many recalls that makes.

    What nobody is left to have found right is recalled from whom it was sent to. Raises UsageError without a name, NotFound for
    a claim that does not stand; then nothing is recorded.
    """
    by = " ".join(by.split())
    if not by or by == OWNER.name:
        raise UsageError("say who reviewed it (--by NAME): a review is answered for by a person")
    if not claims:
        raise UsageError("say which claims were reviewed; `entramado review CASE` lists those that wait for it")
    wanted = sorted(set(claims))
    claim, reading = schema.claim.c, schema.reading
    with store.act(by, "review", why) as act:
        standing = select(claim.claim).where(among(claim.claim, wanted), claim.tx_out.is_(None))
        there = set(act.connection.execute(standing).scalars())
        if missing := [each for each in wanted if each not in there]:
            raise NotFound(f"no claim {missing[0]}; `entramado review CASE` and `show --json` give the ids")
        said = {"by": f"person:{by}", "p": RIGHT if right else WRONG, "why": why or None, "tx": act.tx}
        act.connection.execute(insert(reading), [{"claim": each, **said} for each in wanted])
        act.what |= {"claims": wanted, "right": right}
        return 0 if right else note_recalls(act, found_misread(act, wanted), "corrected")


def found_misread(act: Act, claims: Sequence[str]) -> list[str]:
    """Those of the claims that persons found misread and none found right, by the latest word of each."""
    table = schema.reading
    last: dict[str, list[Reading]] = defaultdict(list)
    for some in rows.batches(claims):
        for row in last_words(act.connection.execute(select(table).where(table.c.claim.in_(some)))):
            last[row.claim].append(rows.reading_of(row))
    return [claim for claim in claims if misread(last[claim])]
