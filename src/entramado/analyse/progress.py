"""How a long analysis tells how far it is, and learns that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from entramado.model.errors import EntramadoError

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is. Raises Stopped to end the analysis."""


class Stopped(EntramadoError):
    """The analysis was ended before it was done: nothing of it is kept."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


QUIET: Final[Progress] = silent
