"""Entry point: the group with all its commands."""

from entramado.cli import audit, dossier, marks, page, partners, proposing, reading, release, review, rights, subjects, writing
from entramado.cli.app import app

main = app

__all__ = [
    "audit",
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
