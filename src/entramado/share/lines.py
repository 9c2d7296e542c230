"""The name of a line of the map: the same wherever it is shown, so that each leads back to its claims."""

from __future__ import annotations

from entramado.model.claim import content_id
from entramado.model.network import Edge


def line_id(edge: Edge) -> str:
    """``subject.predicate.object``; a value goes by its hash. ``n`` is added when negated, ``f`` when former."""
    far = edge.object
    if far is None:
        figure = edge.figure and (edge.figure.low, edge.figure.high, edge.figure.approx)
        far = content_id("v", edge.value, figure)
    return ".".join((edge.subject, edge.predicate, far, *("n" * edge.negated), *("f" * edge.former)))
