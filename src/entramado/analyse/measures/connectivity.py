"""What hangs together, and on which nodes and links that depends."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from entramado.analyse.graph import Graph, Numbers
from entramado.analyse.ground import Flags


def components(graph: Graph) -> Numbers:
    """Of each node the number of its connected component, numbered from 0 by smallest node. Shape (nodes,)."""
    from entramado.analyse.kernels.connectivity import component_labels

    return component_labels(graph.starts, graph.ends)


def largest_component(graph: Graph) -> Flags:
    """Which nodes are in the component of most nodes; of equal ones in that of the smallest node. Shape (nodes,)."""
    label = components(graph)
    return label == np.argmax(np.bincount(label)) if len(label) else np.zeros(0, np.bool_)


def articulation_points(graph: Graph) -> Flags:
    """Which nodes hold parts of the graph together that no other way joins (Hopcroft and Tarjan 1973). Shape (nodes,)."""
    from entramado.analyse.kernels.connectivity import cuts

    return cuts(graph.starts, graph.ends, graph.links, len(graph.pairs))[0]


def bridges(graph: Graph) -> Flags:
    """Which links are the only way between their ends. Shape (links,)."""
    from entramado.analyse.kernels.connectivity import cuts

    return cuts(graph.starts, graph.ends, graph.links, len(graph.pairs))[1]


def distances(graph: Graph, sources: ArrayLike) -> Numbers:
    """Links from the nearest of ``sources`` (nodes, or one) to each node; -1 where none leads. Shape (nodes,)."""
    from entramado.analyse.kernels import distances as kernels

    return kernels.distances(graph.starts, graph.ends, np.atleast_1d(np.asarray(sources, np.int64)))
