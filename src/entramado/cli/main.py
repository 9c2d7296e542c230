"""Entry point: the group with all its commands."""

from entramado.cli import marks, reading, subjects, writing
from entramado.cli.app import app

main = app

__all__ = ["main", "marks", "reading", "subjects", "writing"]
