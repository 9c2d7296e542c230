"""Entry point: the group with all its commands."""

from entramado.cli import audit, marks, partners, reading, release, review, subjects, writing
from entramado.cli.app import app

main = app

__all__ = ["audit", "main", "marks", "partners", "reading", "release", "review", "subjects", "writing"]
