"""Measures of a graph's nodes and links, one function each: a `Graph` in, an array out, in the order of its nodes or links."""

from entramado.analyse.measures.betweenness import Estimate, betweenness, sampled_betweenness
from entramado.analyse.measures.closeness import closeness, efficiency, harmonic
from entramado.analyse.measures.communities import leiden, modularity, participation, within_module
from entramado.analyse.measures.connectivity import articulation_points, bridges, components, distances, largest_component
from entramado.analyse.measures.cores import core_numbers
from entramado.analyse.measures.degree import degree, strength
from entramado.analyse.measures.eigenvector import eigenvector, pagerank
from entramado.analyse.measures.paths import shortest_paths

__all__ = [
    "Estimate",
    "articulation_points",
    "betweenness",
    "bridges",
    "closeness",
    "components",
    "core_numbers",
    "degree",
    "distances",
    "efficiency",
    "eigenvector",
    "harmonic",
    "largest_component",
    "leiden",
    "modularity",
    "pagerank",
    "participation",
    "sampled_betweenness",
    "shortest_paths",
    "strength",
    "within_module",
]
