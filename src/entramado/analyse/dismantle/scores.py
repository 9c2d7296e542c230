"""Plain rules for whom to remove next: each scores every node of what is left."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from entramado.analyse.graph import Floats, Graph, Numbers

Score = Callable[[Graph], Floats]


def collective_influence(graph: Graph, *, weighted: bool = False) -> Floats:
    """(k - 1) times the sum of (k - 1) over the neighbours, k the degree or strength. Shape (nodes,).

    Collective influence of Morone and Makse (2015, Nature 524:65) at radius 1.
    """
    one, other = graph.pairs[:, 0], graph.pairs[:, 1]
    weight = graph.weight if weighted else np.ones(len(graph.pairs))
    strength = np.bincount(one, weight, graph.size) + np.bincount(other, weight, graph.size)
    less = strength - 1
    around = np.bincount(one, less[other], graph.size) + np.bincount(other, less[one], graph.size)
    return np.asarray(less * around, np.float64)


def katz(graph: Graph, *, alpha: float = 0.1, beta: float = 1.0, weighted: bool = False) -> Floats:
    """The solution x of x = alpha A x + beta, scaled to length 1, with the sign of its sum (Katz 1953). Shape (nodes,).

    A matrix of nodes by nodes is solved: for small graphs. Above 1 / (largest eigenvalue), ``alpha`` gives numbers that count no
    walks any more, which is what studies with a fixed 0.1 on weighted networks have used. Raises numpy's LinAlgError when the
    equation has no single solution.
    """
    matrix = np.zeros((graph.size, graph.size))
    weight = graph.weight if weighted else np.ones(len(graph.pairs))
    matrix[graph.pairs[:, 0], graph.pairs[:, 1]] = weight
    matrix += matrix.T
    found = np.linalg.solve(np.eye(graph.size) - alpha * matrix, np.full(graph.size, beta))
    return np.asarray(found * np.sign(found.sum()) / np.linalg.norm(found), np.float64)


def by_score(graph: Graph, score: Score, allowed: NDArray[np.bool_], cost: Floats, steps: int) -> Numbers:
    """Remove the allowed node of the highest score for its cost, score what is left anew, and so on; the first of equals."""
    order: list[int] = []
    left, free = graph, allowed.copy()
    while len(order) < steps and free.any():
        worth = np.where(free, score(left) / cost, -np.inf)
        node = int(worth.argmax())
        order.append(node)
        free[node] = False
        left = left.of_links((left.pairs != node).all(axis=1))
    return np.array(order, np.int32)
