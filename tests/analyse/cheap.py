"""Options with which an analysis takes little time: for tests that ask whether it runs, not how well."""

from __future__ import annotations

from entramado.analyse import ANALYSES
from entramado.share.analyses.asked import options

_FEW = {"worlds": 20, "draws": 20, "runs": 5, "weeks": 13, "samples": 20, "resamples": 20, "repeats": 2, "rounds": 5}


def cheap(name):
    """What `ANALYSES[name]` knows of it."""
    known = {option.name for option in options(ANALYSES[name])}
    return {option: value for option, value in _FEW.items() if option in known}
