"""Entry point: the group with all its commands."""

from entramado.cli import (
    analysing,
    audit,
    correcting,
    dossier,
    marks,
    page,
    partners,
    proposing,
    reading,
    release,
    review,
    rights,
    subjects,
    writing,
)
from entramado.cli.app import app

main = app

__all__ = [
    "analysing",
    "audit",
    "correcting",
    "dossier",
    "main",
    "marks",
    "page",
    "partners",
    "proposing",
    "reading",
    "release",
    "review",
    "rights",
    "subjects",
    "writing",
]
