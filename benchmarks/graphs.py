"""Measures of a large graph against the fastest libraries for them, in the same run.

The graph has 250,000 nodes and a million links: degrees with a heavy tail, two thirds of the links within groups of very unequal
sizes, the rest anywhere. Each library has the graph in its own form before the clock starts, and every side has run once before;
then the sides take turns, and the least time of each counts. What they find is compared before the times are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np

from benchmarks.figures import Figure, Skipped
from entramado.analyse.graph import Floats, Graph, Ints
from entramado.analyse.ground import Flags
from entramado.analyse.measures import (
    articulation_points,
    components,
    core_numbers,
    leiden,
    modularity,
    pagerank,
    shortest_paths,
)

NODES: Final = 250_000
LINKS: Final = 1_000_000
TURNS: Final = 3
TOLERANCE: Final = 1e-8
"""Of PageRank: what a step may still move, summed over nodes. What is wrong is up to 1 / (1 - damping) times that."""

Side = Callable[[], Any]


def heavy_tailed(size: int = NODES, links: int = LINKS, *, apart: float = 0.35, seed: int = 7) -> Graph:
    """A graph with that many links: each end drawn by a Pareto weight, the other from the same group, or ``apart`` from all."""
    random = np.random.default_rng(seed)
    weight = np.minimum(random.pareto(1.6, size) + 1, np.sqrt(size))
    sizes = np.minimum(20 + random.pareto(1.2, size) * 20, size / 50).astype(np.int64)
    group = np.repeat(np.arange(size), sizes)[:size]
    until = np.cumsum(weight)
    edge = np.append(np.flatnonzero(np.diff(group, prepend=-1)), size)
    low, high = np.append(0.0, until)[edge[:-1]], until[edge[1:] - 1]
    turned = random.permutation(size)  # the number of a node tells nothing
    found = np.empty(0, np.int64)
    while len(found) < links:
        count = int((links - len(found)) * 1.2) + 100
        one = np.minimum(np.searchsorted(until, random.random(count) * until[-1]), size - 1)
        draw, own = random.random(count), random.random(count) > apart
        inside = low[group[one]] + draw * (high - low)[group[one]]
        other = np.minimum(np.searchsorted(until, np.where(own, inside, draw * until[-1])), size - 1)
        pairs = np.sort(np.stack([turned[one], turned[other]], axis=1), axis=1)
        pairs = pairs[pairs[:, 0] != pairs[:, 1]]
        new = np.setdiff1d(pairs[:, 0] * size + pairs[:, 1], found)
        found = np.append(found, random.permutation(new))[:links]
    return Graph.of(size, np.stack(np.divmod(found, size), axis=1), belief=random.uniform(0.2, 1.0, links))


def measure() -> Iterator[Figure | Skipped]:
    try:
        import igraph
        import networkit
        import rustworkx
        from scipy import sparse
        from scipy.sparse import csgraph
    except ImportError as missing:
        yield Skipped("measures of a large graph", f"{missing.name} is not installed")
        return
    graph = heavy_tailed()
    ends = tuple(np.ascontiguousarray(graph.pairs.T, np.uint64))
    kit = networkit.GraphFromCoo((np.ones(LINKS), ends), n=NODES, weighted=False, directed=False)
    rust = rustworkx.PyGraph()
    rust.add_nodes_from(range(NODES))
    rust.extend_from_edge_list([tuple(pair) for pair in graph.pairs.tolist()])
    both = rustworkx.PyDiGraph()  # its PageRank takes directed graphs alone
    both.add_nodes_from(range(NODES))
    both.extend_from_edge_list([tuple(pair) for pair in np.concatenate([graph.pairs, graph.pairs[:, ::-1]]).tolist()])
    other = igraph.Graph(n=NODES, edges=graph.pairs)
    matrix = sparse.csr_matrix((np.ones(2 * LINKS), graph.ends, graph.starts), (NODES, NODES))
    column = _columns(matrix)

    def walked(algorithm: Any) -> Any:
        algorithm.run()
        return algorithm

    sides: dict[str, Side] = {
        "networkit": lambda: walked(networkit.components.ParallelConnectedComponents(kit, False)).getPartition().getVector(),
        "networkit, one thread": lambda: walked(networkit.components.ConnectedComponents(kit)).getPartition().getVector(),
        "igraph": lambda: other.connected_components().membership,
        "rustworkx": lambda: rustworkx.number_connected_components(rust),
        "scipy": lambda: csgraph.connected_components(matrix, directed=False)[1],
    }
    yield from _against("components", lambda: components(graph), sides, _same_parts)
    sides = {
        "networkit": lambda: walked(networkit.centrality.CoreDecomposition(kit)).scores(),
        "igraph": other.coreness,
        "rustworkx": lambda: list(map(rustworkx.core_number(rust).__getitem__, range(NODES))),
    }
    yield from _against("k-core", lambda: core_numbers(graph), sides, lambda a, b: np.array_equal(a, np.asarray(b)))
    sides = {
        "igraph": other.articulation_points,
        "rustworkx": lambda: sorted(rustworkx.articulation_points(rust)),
    }
    yield from _against(
        "articulation points",
        lambda: articulation_points(graph),
        sides,
        _same_points,
    )
    sides = {
        "networkit": lambda: walked(_ranking(networkit.centrality, kit)).scores(),
        "igraph": other.pagerank,
        "rustworkx": lambda: rustworkx.pagerank(both, tol=TOLERANCE / NODES),
        "scipy": lambda: _power(column),
    }
    yield from _against("PageRank", lambda: pagerank(graph, tolerance=TOLERANCE / 0.15), sides, _same_ranks)
    yield from _communities(graph, lambda: walked(networkit.community.ParallelLeiden(kit)).getPartition().getVector())
    yield from _paths(graph, other)


def _timed(sides: dict[str, Side], turns: int = TURNS) -> tuple[dict[str, float], dict[str, Any]]:
    """The least seconds of each side, and what it found."""
    found = {name: side() for name, side in sides.items()}
    least = dict.fromkeys(sides, np.inf)
    for _ in range(turns):
        for name, side in sides.items():
            start = time.perf_counter()
            side()
            least[name] = min(least[name], time.perf_counter() - start)
    return least, found


def _against(what: str, ours: Side, sides: dict[str, Side], same: Callable[[Any, Any], bool]) -> Iterator[Figure]:
    least, found = _timed({"entramado": ours, **sides})
    unlike = [name for name in sides if not same(found["entramado"], found[name])]
    if unlike:
        raise AssertionError(f"{what}: {', '.join(unlike)} found something else")
    mine = least.pop("entramado")
    best = min(least, key=least.__getitem__)
    note = ", ".join(f"{name} {1000 * seconds:,.0f} ms" for name, seconds in least.items())
    yield Figure(f"{what}, {1000 * mine:,.0f} ms / the best other ({best})", mine / least[best], "", 1.2, note=note)


def _communities(graph: Graph, other: Side) -> Iterator[Figure]:
    least, found = _timed({"entramado": lambda: leiden(graph), "networkit": other})
    ours, theirs = (modularity(graph, found[name]) for name in ("entramado", "networkit"))
    note = f"{least['entramado']:.2f} s, modularity {ours:.4f}; ParallelLeiden {least['networkit']:.2f} s, {theirs:.4f}"
    yield Figure("Leiden / networkit's ParallelLeiden", least["entramado"] / least["networkit"], "", 1.2, note=note)
    yield Figure("Leiden's modularity less networkit's", ours - theirs, "", 0.0, "at least", f"{ours:.5f} and {theirs:.5f}")


def _paths(graph: Graph, other: Any) -> Iterator[Figure]:
    """Ten paths between nodes drawn at random; igraph's, once, since it takes seconds, of the same lengths."""
    random = np.random.default_rng(1)
    largest = np.flatnonzero(np.bincount(components(graph))[components(graph)] > NODES / 2)
    ends = random.choice(largest, (20, 2))
    shortest_paths(graph, *ends[0].tolist(), 10)
    taken = []
    for one, two in ends.tolist():
        start = time.perf_counter()
        found = shortest_paths(graph, one, two, 10)
        taken.append(time.perf_counter() - start)
    start = time.perf_counter()
    known = other.get_k_shortest_paths(one, two, 10)
    igraphs = time.perf_counter() - start
    if [len(path) for path in known] != [len(path) for path, _ in found]:
        raise AssertionError("igraph found paths of other lengths")
    note = f"the slowest of {len(taken)} pairs {1000 * max(taken):.0f} ms; igraph {igraphs:.1f} s for one"
    yield Figure("10 shortest paths, median", 1000 * float(np.median(taken)), "ms", 50, note=note)


def _same_parts(ours: Ints, theirs: Any) -> bool:
    if isinstance(theirs, int):
        return theirs == int(ours.max()) + 1
    known = np.asarray(theirs)
    pairs = np.unique(np.stack([ours, known], axis=1), axis=0)
    return len(pairs) == int(ours.max()) + 1 == len(np.unique(known))


def _same_points(ours: Flags, theirs: Any) -> bool:
    return np.flatnonzero(ours).tolist() == sorted(theirs)


def _same_ranks(ours: Floats, theirs: Any) -> bool:
    """Within what a tolerance on the step of a power iteration, as others have it, leaves undone: step times d / (1 - d)."""
    known = np.array([theirs[node] for node in range(NODES)])
    return bool(np.abs(ours - known / known.sum()).sum() < 10 * TOLERANCE)


def _ranking(centrality: Any, kit: Any) -> Any:
    """PageRank of networkit, ended by the sum of what moves as the others are, and not by the root of its squares."""
    made = centrality.PageRank(kit, damp=0.85, tol=TOLERANCE, distributeSinks=centrality.SinkHandling.DistributeSinks)
    made.norm = centrality.Norm.l1norm
    return made


def _columns(matrix: Any) -> Any:
    """The matrix whose columns sum to 1, or to 0 for a node without links."""
    from scipy import sparse

    strength = np.asarray(matrix.sum(axis=0)).ravel()
    return (matrix @ sparse.diags(np.divide(1.0, strength, out=np.zeros(NODES), where=strength > 0))).tocsr()


def _power(column: Any) -> Floats:
    """PageRank by power iteration on a scipy matrix, until a step moves at most the tolerance."""
    linked = np.diff(column.indptr) > 0
    rank = np.full(NODES, 1 / NODES)
    while True:
        new = 0.85 * (column @ rank + rank[~linked].sum() / NODES) + 0.15 / NODES
        if np.abs(new - rank).sum() <= TOLERANCE:
            return np.asarray(new)
        rank = new


if __name__ == "__main__":
    for figure in measure():
        print(figure, flush=True)
