"""The tables of a case. Rows are added; what ends gets its ``tx_out`` once; only purge deletes.

The same tables on SQLite and PostgreSQL: types and expressions here are those that both know. A transaction number (``tx``)
is recorded time: a row stands as of ``t`` when ``tx_in <= t < tx_out``.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

VERSION: Final = 3
"""Layout number of a case; a later one is refused by this code (NewerCase)."""
GROWN_FROM: Final = 2
"""The earliest layout to which tables alone were added since: such a case gets them when it is opened."""

SECRET: Final = ".secret"  # noqa: S105 - a name, no password
"""Setting that a case is made with, so that every copy of it has it: what is purged is known by ids keyed with it."""

metadata = MetaData()


def _lifetime() -> tuple[Column[int], Column[int]]:
    return Column("tx_in", BigInteger, nullable=False), Column("tx_out", BigInteger)


tx = Table(
    "tx",
    metadata,
    Column("tx", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("salt", Text, nullable=False),  # of the digest that the audit holds of this transaction's rows
)

label = Table(
    "label",
    metadata,
    Column("label", Integer, primary_key=True, autoincrement=False),
    Column("marking", Text, nullable=False, unique=True),
    Column("level", Integer, nullable=False),
    Column("caveats", Text, nullable=False),
    Column("release_to", Text),
)

viewer = Table(
    "viewer",
    metadata,
    Column("name", Text, primary_key=True),
    Column("clearance", Text, nullable=False),
    Column("country", Text),
    Column("organisation", Text),
    Column("caveats", Text, nullable=False),
    Column("purposes", Text, nullable=False),
    Column("owner", Boolean, nullable=False),
    Column("tx_in", BigInteger, primary_key=True, autoincrement=False),
    Column("tx_out", BigInteger),
)

source = Table(
    "source",
    metadata,
    Column("edition", Text, primary_key=True),  # a source as one deposit describes it; deposits may differ on its grade
    Column("source", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("owner", Text),
    Column("lineage", Text),
    Column("reliability", Text, nullable=False),
    Column("label", Integer, nullable=False),
    Column("deposited", Integer, nullable=False),  # the label that it came in with
    Column("tx_in", BigInteger, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("doc", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("source", Text),
    Column("edition", Text),
    Column("name", Text, nullable=False),
    Column("title", Text),
    Column("published", Text),
    Column("published_from", Text, nullable=False),
    Column("lang", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("credibility", Text, nullable=False),
    Column("parent", Text),
    Column("text", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("sentences", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("label", Integer, nullable=False),
    Column("deposited", Integer, nullable=False),  # the label that it came in with
    Column("salt", Text, nullable=False),  # goes with the document: the audit knows it by a keyed id alone
    Column("review_by", Text, nullable=False),
    *_lifetime(),
    Index("document_sha256", "sha256"),
)

holding = Table(
    "holding",
    metadata,
    Column("doc", Text, primary_key=True),
    Column("owner", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("tx_in", BigInteger, nullable=False),
)

referent = Table(
    "referent",
    metadata,
    Column("referent", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("kind", Text),
    Column("name", Text),
    Column("anchor", Integer, nullable=False),
    Column("collective", Boolean, nullable=False),
    Column("key", Text),
    Column("doc", Text, nullable=False),
    *_lifetime(),
    Index("referent_doc", "doc"),
)

mention = Table(
    "mention",
    metadata,
    Column("mention", Text, primary_key=True),
    Column("referent", Text, nullable=False),
    Column("doc", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("name", Text),
    Column("tx_in", BigInteger, nullable=False),
    Index("mention_doc", "doc"),
)

claim = Table(
    "claim",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("predicate", Text, nullable=False),
    Column("object", Text),
    Column("value", Text),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("approx", Boolean),
    Column("qualifiers", Text, nullable=False),
    Column("doc", Text, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("disputes", Text),
    Column("credibility", Text, nullable=False),
    Column("valid_from", Text),
    Column("valid_to", Text),
    Column("said_at", Text),
    Column("own", Boolean, nullable=False),  # marked apart; else the label is the document's, and follows it
    Column("label", Integer, nullable=False),
    Column("deposited", Integer),  # the label that it came in with, when that was its own
    *_lifetime(),
    Index("claim_doc", "doc"),
    Index("claim_ended", "tx_out"),
    Index("claim_label", "label", "tx_in", "tx_out"),  # counts what is shown without touching the rows
)

span = Table(
    "span",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("doc", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("sheet", Text),
    Column("row", Integer),
    Column("column", Text),
    Index("span_doc", "doc"),
)

reading = Table(
    "reading",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("by", Text, primary_key=True),
    Column("p", Float, nullable=False),
    Column("why", Text),
    Column("tx", BigInteger, primary_key=True, autoincrement=False),  # a person may read again: the last one counts
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", Text, primary_key=True),
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("label", Integer, nullable=False),
    Column("tx_in", BigInteger, primary_key=True, autoincrement=False),
    Column("tx_out", BigInteger),
)

problem = Table(
    "problem",
    metadata,
    Column("problem", Text, primary_key=True),
    Column("where", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("doc", Text),
    Column("tx_in", BigInteger, primary_key=True, autoincrement=False),
    Column("tx_out", BigInteger),
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("tx", BigInteger, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

remark = Table(
    "remark",
    metadata,
    Column("kind", Text, primary_key=True),  # document, claim, source
    Column("id", Text, primary_key=True),
    Column("before", Integer, nullable=False),
    Column("after", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("tx", BigInteger, primary_key=True, autoincrement=False),
)
"""A marking changed. The row itself bears the new label: what is restricted today is hidden in yesterday's view too."""

consent = Table(
    "consent",
    metadata,
    Column("kind", Text, primary_key=True),  # document, claim
    Column("id", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("state", Text, nullable=False),  # asked, given, refused
    Column("originator", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("tx_in", BigInteger, primary_key=True, autoincrement=False),
    Column("tx_out", BigInteger),
)

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("tx_in", BigInteger, primary_key=True, autoincrement=False),
    Column("tx_out", BigInteger),
)

tearline = Table(
    "tearline",
    metadata,
    Column("released", Text, primary_key=True),  # claim written for release
    Column("original", Text, nullable=False),  # claim that it stands for; known inside only
    Column("by", Text, nullable=False),
    Column("tx_in", BigInteger, nullable=False),
    Column("tx_out", BigInteger),
)

dissemination = Table(
    "dissemination",
    metadata,
    Column("package", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # release, recall
    Column("recipient", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("authority", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("digest", Text, nullable=False),  # SHA-256 of the tag manifest
    Column("tx", BigInteger, nullable=False),
)

disseminated = Table(
    "disseminated",
    metadata,
    Column("package", Text, primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("doc", Text, nullable=False),
    Column("sent_as", Text, nullable=False),  # id that the package gives the claim
    Column("quoted", Boolean, nullable=False),  # with the sentence it stands on
    Index("disseminated_claim", "claim"),
    Index("disseminated_doc", "doc"),
)

recall = Table(
    "recall",
    metadata,
    Column("package", Text, primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("reason", Text, nullable=False),  # retracted, corrected, purged, marking raised, consent withdrawn
    Column("tx", BigInteger, nullable=False),
    Column("notice", Text),  # package that told the recipient; none yet
)

received = Table(
    "received",
    metadata,
    Column("package", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("recipient", Text, nullable=False),  # the name that the sender has for whoever keeps this case
    Column("sequence", Integer, nullable=False),
    Column("sent_at", Text, nullable=False),
    Column("header", Text, nullable=False),
    Column("tx", BigInteger, nullable=False),
)

received_claim = Table(
    "received_claim",
    metadata,
    Column("package", Text, primary_key=True),
    Column("original", Text, primary_key=True),  # id that the sender gave it
    Column("claim", Text, nullable=False),
    Index("received_claim_claim", "claim"),
)

retained = Table(
    "retained",
    metadata,
    Column("doc", Text, primary_key=True),
    Column("review_by", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("tx", BigInteger, primary_key=True, autoincrement=False),
)
"""A review of whether a document is still needed, and until when it may be kept."""

purge = Table(
    "purge",
    metadata,
    Column("id", Text, primary_key=True),
    Column("tx", BigInteger, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("authority", Text, nullable=False),
    Column("keyed", Text, nullable=False),
)

chart = Table(
    "chart",
    metadata,
    Column("chart", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),  # referents that stand on it, where, and how it is shown
    Column("notes", Text, nullable=False),  # what a person wrote on it
    Column("by", Text, nullable=False),
    Column("label", Integer, nullable=False),
    Column("tx_in", BigInteger, primary_key=True, autoincrement=False),  # each time that it is kept it is a row more
    Column("tx_out", BigInteger),
)

job = Table(
    "job",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("args", Text, nullable=False),
    Column("run_at", Text, nullable=False),
    Column("lease_until", Text),
    Column("state", Text, nullable=False),
)

# What an act brought is asked for by its transaction, each time an act ends.
for _table in (document, source, holding, reading, judgement, problem, remark, consent, retained, disseminated, recall, chart):
    for _name in ("tx", "tx_in", "tx_out") if _table is not document else ("tx_in",):
        if _name in _table.c:
            Index(f"{_table.name}_{_name}", _table.c[_name])
