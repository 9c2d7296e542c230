"""Reference tables: what the rules know, as data. Each row says where it comes from."""

from entramado.knowledge.tables import Knowledge, Row, load

__all__ = ["Knowledge", "Row", "load"]
