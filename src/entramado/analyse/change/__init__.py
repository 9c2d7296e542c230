"""What is different between two dates: who came and went, who rose and fell, which ties are new or gone."""

from entramado.analyse.change.analysis import run
from entramado.analyse.change.options import Between

__all__ = ["Between", "run"]
