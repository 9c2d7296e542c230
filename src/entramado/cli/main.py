"""Entry point: the group with all its commands."""

from entramado.cli import reading, writing
from entramado.cli.app import app

main = app

__all__ = ["main", "reading", "writing"]
