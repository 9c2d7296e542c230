"""Cores: parts in which everybody has many neighbours."""

from __future__ import annotations

from entramado.analyse.graph import Graph, Numbers


def core_numbers(graph: Graph) -> Numbers:
    """Of each node the greatest k for which it is in the k-core: the largest part in which all have k neighbours or more in it.

    Seidman (1983); Batagelj and Zaveršnik (2003). Shape (nodes,); 0 without links.
    """
    from entramado.analyse.kernels import cores

    return cores.core_numbers(graph.starts, graph.ends)
