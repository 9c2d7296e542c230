"""Common forenames and surnames, as folded words: a hint that a capitalised run names a person, no proof."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def forenames() -> frozenset[str]:
    """Folded forenames."""
    return _read("forenames.txt")


@cache
def surnames() -> frozenset[str]:
    """Folded surnames."""
    return _read("surnames.txt")


def _read(name: str) -> frozenset[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
