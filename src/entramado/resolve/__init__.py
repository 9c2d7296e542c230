"""Visible referents to reversible clusters: blocking, scoring, judgements, clustering."""

from entramado.resolve.resolution import Clusters, resolve

__all__ = ["Clusters", "resolve"]
