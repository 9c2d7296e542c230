"""What is not known: expected facts that are missing, links that may be unseen, and which answer would change most."""

from entramado.analyse.gaps.analysis import run
from entramado.analyse.gaps.options import GapsOptions

__all__ = ["GapsOptions", "run"]
