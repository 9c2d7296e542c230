"""spaCy without its command line.

Importing any part of spaCy imports ``spacy.cli`` for the sake of one function, ``spacy.info``, and with it typer, requests,
httpx and what downloads models: two fifths of the time that ``import spacy`` takes, and 20 MB, for nothing that parses.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


def import_spacy() -> None:
    """Import spaCy with stand-ins for its command line, which are gone afterwards: a later import finds the real one."""
    if "spacy" in sys.modules:
        return
    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    module.__dict__["info"] = _info
    stand_ins = {"spacy.cli": package, "spacy.cli.info": module}
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: F401 - for what it leaves in sys.modules
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)


def _info(*args: Any, **options: Any) -> Any:
    """``spacy.info``, for whoever else in this process asks for it."""
    from spacy.cli.info import info

    return info(*args, **options)
