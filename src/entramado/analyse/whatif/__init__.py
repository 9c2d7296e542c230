"""What a removal would change, and what may follow (`entramado whatif`)."""

from entramado.analyse.whatif.options import WhatIf
from entramado.analyse.whatif.study import run

__all__ = ["WhatIf", "run"]
