"""How many members groups will have, and what would change that (`entramado forecast`)."""

from entramado.analyse.population.files import read_groups
from entramado.analyse.population.forecasting import run
from entramado.analyse.population.groups import Groups, Relations, groups_of
from entramado.analyse.population.parameters import PARAMETERS, Forecast

__all__ = ["PARAMETERS", "Forecast", "Groups", "Relations", "groups_of", "read_groups", "run"]
