"""Vectors that a matrix of the graph leaves as they are: PageRank and the eigenvector of the greatest eigenvalue."""

from __future__ import annotations

import numpy as np

from entramado.analyse.graph import Floats, Ints, Numbers
from entramado.analyse.jit import kernel
from entramado.analyse.kernels.rows import product


@kernel
def pagerank_solved(starts: Ints, ends: Numbers, weights: Floats, damping: float, tolerance: float, rounds: int) -> Floats:
    """PageRank, summing to 1, shape (nodes,). ``weights`` as in `product`.

    On an undirected graph, with A the matrix, D its diagonal of row sums and d the damping, the ranks are x = D y where
    (D - d A) y = 1, up to a factor: nodes without links, whose rank goes to all alike, change the factor alone (Gleich 2015).
    That matrix is symmetric and positive definite, so that conjugate gradients solve it, in fewer rounds than power iteration.
    Ends when the residual, summed over nodes without sign, is at most ``tolerance`` times (1 - d) times the sum of the ranks:
    the ranks are then within ``tolerance`` of the true ones, summed over nodes.
    """
    size = len(starts) - 1
    one = np.ones(size)
    strength = np.empty(size)
    product(starts, ends, weights, one, strength)
    ranks = np.empty(size)
    solved = np.zeros(size)
    residual, step, moved = np.ones(size), np.empty(size), np.empty(size)
    # preconditioned by D: z = r / D
    fit = 0.0
    for node in range(size):
        if strength[node] > 0.0:
            solved[node] = 1.0 / strength[node]
    product(starts, ends, weights, solved, moved)
    for node in range(size):
        if strength[node] > 0.0:
            residual[node] = damping * moved[node]
            step[node] = residual[node] / strength[node]
            fit += residual[node] * step[node]
        else:
            residual[node] = step[node] = 0.0
    for _ in range(rounds):
        product(starts, ends, weights, step, moved)
        along = 0.0
        for node in range(size):
            moved[node] = strength[node] * step[node] - damping * moved[node]
            along += step[node] * moved[node]
        if along <= 0.0:
            break
        far = fit / along
        left, total, new_fit = 0.0, 0.0, 0.0
        for node in range(size):
            solved[node] += far * step[node]
            residual[node] -= far * moved[node]
            left += abs(residual[node])
            total += strength[node] * solved[node]
            if strength[node] > 0.0:
                new_fit += residual[node] * residual[node] / strength[node]
        if left <= tolerance * (1.0 - damping) * total:
            break
        turn = new_fit / fit
        fit = new_fit
        for node in range(size):
            if strength[node] > 0.0:
                step[node] = residual[node] / strength[node] + turn * step[node]
    total = 0.0
    for node in range(size):
        ranks[node] = strength[node] * solved[node] if strength[node] > 0.0 else 1.0
        total += ranks[node]
    for node in range(size):
        ranks[node] /= total
    return ranks


@kernel
def leading_vector(starts: Ints, ends: Numbers, weights: Floats, start: Floats, tolerance: float, rounds: int) -> Floats:
    """The eigenvector of the greatest eigenvalue, of length 1, found from ``start``, which is not below 0. Shape (nodes,).

    Where ``start`` is 0 on whole components, so is the vector. ``weights`` as in `product`. Power iteration on A + s I: the shift
    s, half the eigenvalue as found so far, keeps it from swinging where the graph has two sides.
    Ends when no node's value moves by more than ``tolerance`` times the greatest.
    """
    size = len(starts) - 1
    value: Floats = start / np.sqrt(max(np.sum(start * start), 1e-300))
    new = np.empty(size)
    for _ in range(rounds):
        product(starts, ends, weights, value, new)
        rayleigh = np.sum(value * new)
        norm, shift = 0.0, 0.5 * rayleigh
        for node in range(size):
            new[node] += shift * value[node]
            norm += new[node] * new[node]
        norm = np.sqrt(max(norm, 1e-300))
        change, most = 0.0, 0.0
        for node in range(size):
            new[node] /= norm
            change = max(change, abs(new[node] - value[node]))
            most = max(most, new[node])
        value, new = new, value
        if change <= tolerance * most:
            break
    return value
