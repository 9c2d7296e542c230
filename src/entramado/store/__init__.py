"""The system of record: one SQL file a case, read through views only."""

from entramado.store.audit import Entry
from entramado.store.store import OWNER, Store
from entramado.store.view import StoreView

__all__ = ["OWNER", "Entry", "Store", "StoreView"]
