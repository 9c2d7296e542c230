"""Entramado: reports and records from many sources become one evidence-backed map.

import entramado

with entramado.open("mencho.entramado") as case:
    case.build("reports/")
    network = case.view("analyst").network()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entramado.case.analysing import analyse_graph
    from entramado.case.build import BuildReport
    from entramado.case.case import Case, CaseView, open  # noqa: A004 - entramado.open is the first word of the API

__all__ = ["BuildReport", "Case", "CaseView", "analyse_graph", "open"]


def __getattr__(name: str) -> object:
    """The public names, imported when asked for: the database and the parser cost more than ``import entramado`` should."""
    if name == "BuildReport":
        from entramado.case.build import BuildReport

        return BuildReport
    if name == "analyse_graph":
        from entramado.case.analysing import analyse_graph

        return analyse_graph
    if name in __all__:
        from entramado.case import case

        return getattr(case, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
