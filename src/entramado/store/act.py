"""A transaction under way, as whatever writes to a case is handed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection


@dataclass(slots=True)
class Act:
    """A transaction under way. What it did is told to the audit when it ends: ids and counts, never content."""

    connection: Connection
    tx: int
    at: str
    what: dict[str, Any] = field(default_factory=dict)
