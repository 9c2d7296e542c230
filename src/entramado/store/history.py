"""When things came into the case and were taken back: recorded time, for its owner alone.

What a viewer is told of time are the days that documents tell of and were published on: when a row came in may tell of acts that
he is not to know of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from entramado.model.claim import Judged
from entramado.store import rows, schema
from entramado.store.store import Store


def arrivals(store: Store) -> Mapping[str, str]:
    """Time (ISO 8601, UTC) at which each document came in, by its id."""
    document, tx = schema.document, schema.tx
    query = select(document.c.doc, tx.c.at).join(tx, tx.c.tx == document.c.tx_in)
    with store.reading() as connection:
        return {row.doc: row.at for row in connection.execute(query)}


def judged(store: Store) -> Sequence[Judged]:
    """Every judgement by hand that was ever made, the latest first."""
    judgement, label = schema.judgement, schema.label
    made, ended = schema.tx.alias("made"), schema.tx.alias("ended")
    query = (
        select(judgement, label.c.marking, made.c.at, ended.c.at.label("ended_at"), ended.c.actor.label("ended_by"))
        .join(label, label.c.label == judgement.c.label)
        .join(made, made.c.tx == judgement.c.tx_in)
        .outerjoin(ended, ended.c.tx == judgement.c.tx_out)
        .order_by(judgement.c.tx_in.desc(), judgement.c.id)
    )
    with store.reading() as connection:
        return [
            Judged(rows.judgement_of(row, row.marking), row.at, row.ended_at, row.ended_by) for row in connection.execute(query)
        ]
