"""Key people: who holds a network together, by which measure, and how sure that is."""

from entramado.analyse.key.analysis import run
from entramado.analyse.key.brokerage import Brokerage, brokerage
from entramado.analyse.key.change import Change, Moved, change
from entramado.analyse.key.equivalence import likeness, positions
from entramado.analyse.key.intervals import Ranked, ranked
from entramado.analyse.key.leading import position, probability
from entramado.analyse.key.measured import MEASURES
from entramado.analyse.key.options import KeyPeople, unseen_share
from entramado.analyse.key.sets import Players, fragmenting, reaching
from entramado.analyse.key.twomode import projected

__all__ = [
    "MEASURES",
    "Brokerage",
    "Change",
    "KeyPeople",
    "Moved",
    "Players",
    "Ranked",
    "brokerage",
    "change",
    "fragmenting",
    "likeness",
    "position",
    "positions",
    "probability",
    "projected",
    "ranked",
    "reaching",
    "run",
    "unseen_share",
]
