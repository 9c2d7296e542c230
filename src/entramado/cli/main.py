"""Entry point: the group with all its commands."""

from entramado.cli import marks, reading, writing
from entramado.cli.app import app

main = app

__all__ = ["main", "marks", "reading", "writing"]
