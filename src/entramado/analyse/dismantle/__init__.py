"""How a network could be taken apart lawfully, and with least effort: minimal sets, their order, and the expected curve."""

from entramado.analyse.dismantle.analysis import run
from entramado.analyse.dismantle.options import Dismantle

__all__ = ["Dismantle", "run"]
