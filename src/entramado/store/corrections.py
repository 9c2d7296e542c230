"""What a person reads out of a document by hand, in place of what was misread or beside it; and taking one's word back.

A correction is one act: new claims with what they speak of, the person's reading of them, and his word that others are misread.
To take it back is another one, which says again of each claim what he had said before, or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Table, insert, select, update

from entramado.model.claim import RIGHT, WITHDRAWN, WRONG, Claim, Extraction, Judgement
from entramado.model.errors import NotFound, UsageError
from entramado.store import rows, schema
from entramado.store.act import Act
from entramado.store.dialect import insert_new
from entramado.store.recalls import note_recalls
from entramado.store.reviews import found_misread
from entramado.store.spoken import last_words
from entramado.store.store import Store

BY_HAND: Final = 1.0
"""P(read right) by whoever writes a claim: surer than any reviewer, and no review of it."""
_TAKE_BACK: Final = "take back"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Claims of which a person says again what he had said before, and how many recipients are to be told."""

    claims: tuple[str, ...]
    recipients: int


def correct(
    store: Store, made: Extraction, misread: Sequence[str], judgements: Iterable[Judgement], *, by: str, action: str, why: str,
) -> int:  # fmt: skip
    """Record claims of one document as read by a person, and others as misread by him; returns how many recipients to tell.

    The readings of ``made`` are not looked at: who has read a claim before decides what this one is worth. Raises UsageError for
    a claim that was retracted; then nothing is recorded.
    """
    person = f"person:{by}"
    (doc,) = {claim.doc for claim in made.claims}
    with store.act(by, action, why) as act:
        known = _known(act, made.claims)
        label = act.connection.execute(select(schema.document.c.label).where(schema.document.c.doc == doc)).scalar_one()
        _insert(act, schema.referent, [rows.referent_row(referent) for referent in made.referents])
        _insert(act, schema.mention, [rows.mention_row(mention) for mention in made.mentions])
        new = [claim for claim in made.claims if claim.id not in known]
        labels = {claim.id: store.label(act, claim.marking) if claim.marking else int(label) for claim in new}
        _insert(act, schema.claim, [rows.claim_row(claim, labels[claim.id]) for claim in new])
        spans = [row for claim in new for row in rows.span_rows(claim)]
        if spans:
            act.connection.execute(insert(schema.span), spans)
        said = {claim.id: RIGHT if known.get(claim.id, set()) - {person} else BY_HAND for claim in made.claims}
        said |= dict.fromkeys(misread, WRONG)
        _say(act, said, person, why)
        for judgement in judgements:
            store.put_judgement(act, judgement)
        act.what |= {"document": doc, "claims": [claim.id for claim in made.claims], "misread": list(misread)}
        return note_recalls(act, found_misread(act, misread), "corrected")


def take_back(store: Store, claim: str, *, by: str, why: str) -> TakenBack:
    """Undo what a person last said of how a claim was read, with all that he said and judged in the same act.

    Raises NotFound when he has said nothing of it.
    """
    person, table, judgement = f"person:{by}", schema.reading, schema.judgement.c
    with store.act(by, _TAKE_BACK, why) as act:
        over = _over(act, by)
        last = next(iter(_said(act, table.c.claim == claim, person, over)), None)
        if last is None:
            raise NotFound(f"{by} has said nothing of claim {claim}: there is nothing to take back")
        over.add(last.tx)
        claims = sorted(
            {row.claim for row in act.connection.execute(select(table).where(table.c.tx == last.tx, table.c.by == person))}
        )
        before: dict[str, float] = {}
        for each in claims:
            left = _said(act, table.c.claim == each, person, over)
            before[each] = left[0].p if left else WITHDRAWN
        _say(act, before, person, why)
        same = (judgement.tx_in == last.tx) & (judgement.by == person) & judgement.tx_out.is_(None)
        act.connection.execute(update(schema.judgement).where(same).values(tx_out=act.tx))
        act.what |= {"claims": claims, "of": last.tx}
        gone = [each for each in claims if not _readers(act, each)]
        told = note_recalls(act, gone, "retracted") + note_recalls(act, found_misread(act, claims), "corrected")
        return TakenBack(tuple(claims), told)


def _known(act: Act, claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Those of the claims that the case has, with who reads them. Raises UsageError when one was retracted."""
    found: dict[str, set[str]] = {}
    for some in rows.batches(sorted(claim.id for claim in claims)):
        query = select(schema.claim.c.claim, schema.claim.c.tx_out).where(schema.claim.c.claim.in_(some))
        for row in act.connection.execute(query):
            if row.tx_out is not None:
                raise UsageError(f"claim {row.claim} says just this, and was retracted: it stands no more (`entramado audit`)")
            found[row.claim] = _readers(act, row.claim)
    return found


def _readers(act: Act, claim: str) -> set[str]:
    found = act.connection.execute(select(schema.reading).where(schema.reading.c.claim == claim))
    return {row.by for row in last_words(found)}


def _over(act: Act, by: str) -> set[int]:
    """Acts in which a person took others back, and those that he took back: what he said in them counts no more."""
    table = schema.audit.c
    found = act.connection.execute(select(table.tx, table.what).where(table.action == _TAKE_BACK, table.actor == by)).all()
    return {tx for row in found for tx in (row.tx, json.loads(row.what)["of"])}


def _said(act: Act, about: ColumnElement[bool], person: str, over: Container[int]) -> list[Row[Any]]:
    """What a person said and did not take back, the latest first."""
    table = schema.reading
    found = act.connection.execute(select(table).where(about, table.c.by == person).order_by(table.c.tx.desc()))
    return [row for row in found if row.tx not in over]


def _say(act: Act, said: Mapping[str, float], person: str, why: str) -> None:
    if said:
        new = [{"claim": claim, "by": person, "p": p, "why": why or None, "tx": act.tx} for claim, p in sorted(said.items())]
        act.connection.execute(insert(schema.reading), new)


def _insert(act: Act, table: Table, new: Sequence[rows.Values]) -> None:
    if new:
        act.connection.execute(insert_new(table), [row | {"tx_in": act.tx} for row in new])
