"""No viewer learns anything from what is hidden: a case answers him as the same case without it would, byte for byte.

Every pair is a generated case and its twin (`tests.views.twin`), asked all that can be asked (`tests.views.answers`).
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, true
from tests.views.pairs import Pairs

from entramado.store import StoreView, rows, schema, view
from entramado.store.dialect import candidates
from entramado.store.search import Query, rank

SHARDS = 8
EACH = 252


@pytest.fixture
def pairs(tmp_path):
    made = Pairs(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_what_is_hidden_changes_no_answer(pairs, shard, record_property):
    """2,080 pairs, shared out so that they run side by side; each shard has a seed of its own and always the same pairs."""

    @seed(shard)
    @settings(max_examples=EACH, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=True))
    def holds(drawn: random.Random) -> None:
        assert not (told := pairs.drawn(drawn)), "\n".join(told)

    holds()
    assert pairs.compared >= EACH
    record_property("twins", pairs.compared)


# --- that it would notice


def over_all_documents(self, query, limit=20):
    """BM25 with the sentences of every document there is."""
    parsed = Query.parse(query)
    with self._engine.connect() as connection:
        holding = candidates(connection, parsed.terms)
    table = schema.document.c
    total, length = self._rows(select(func.sum(table.sentences), func.sum(table.words)))[0]
    shown = [self.document(doc) for doc in self._documents if doc in holding]
    return rank(parsed, shown, total=total or 0, length=length or 0, limit=limit)


def whoever_it_is_for(self):
    """Judgements without a look at how they are handled."""
    table = schema.judgement
    found = self._rows(select(table).where(self._stands(table)))
    visible = self._visible({end for row in found for end in (row.a, row.b)})
    yield from (rows.judgement_of(row, "TLP:CLEAR") for row in found if {row.a, row.b} <= visible)


def whoever_publishes(self):
    """Sources without a look at how they are handled."""
    used = {row.edition for row in self._documents.values()}
    found = self._rows(select(schema.source))
    return {row.edition: rows.source_of(row, self._marking(row.label)) for row in found if row.edition in used}


def by_subject_and_object(row):
    """What a claim speaks of, without who says it."""
    yield from (end for end in (row.subject, row.object) if end is not None)


def with_all_told(made):
    """A claim with what it answers, hidden or not."""
    return lambda row, *given, **named: made(row, *given, **named | {"disputes": row.disputes})


def with_its_place(made):
    """A claim with where it stands, in a withheld text too."""
    return lambda *given, **named: made(*given, **named | {"placed": True})


LEAKS = {
    "names of analysts who are hidden as sources": (StoreView, "_signed", lambda _, signed: signed),
    "search counts all documents": (StoreView, "search", over_all_documents),
    "nameless things that only hidden claims speak of": (StoreView, "_unspoken", frozenset()),
    "speakers of hidden claims": (rows, "ends_of", by_subject_and_object),
    "sources whatever their marking": (StoreView, "_editions", property(whoever_publishes)),
    "judgements whatever their marking": (StoreView, "judgements", whoever_it_is_for),
    "documents past their review": (StoreView, "_in_time", lambda _: true()),
    "partners on release lists": (StoreView, "_marking", lambda self, label: self._labels[label]),
    "what a claim answers": (rows, "claim_of", with_all_told(rows.claim_of)),
    "places in withheld texts": (rows, "claim_of", with_its_place(rows.claim_of)),
    "gaps in the count of transactions": (StoreView, "as_of", property(lambda self: self._tx)),
    "the document that a shown one was taken from": (view, "replace", lambda made, **_: made),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_leak_is_noticed(pairs, leak, monkeypatch):
    """Made on purpose, each shows within some hundred pairs."""
    owner, name, leaking = LEAKS[leak]
    monkeypatch.setattr(owner, name, leaking)
    assert any(pairs.drawn(random.Random(number), papers=False) for number in range(400))
