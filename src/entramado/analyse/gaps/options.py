"""What a reader may set of the analysis of gaps, held within what makes sense."""

from __future__ import annotations

from dataclasses import dataclass, fields

_BOUNDS = {"limit": (1, 1000), "unseen": (0.02, 0.5), "among": (1, 1000), "worlds": (20, 10_000), "removals": (0, 100)}
MEASURES = ("auto", "betweenness", "pagerank", "degree")


@dataclass(frozen=True, slots=True)
class GapsOptions:
    """Raises ValueError for a value out of bounds."""

    limit: int = 20
    """Rows of each table."""
    unseen: float = 0.1
    """Share of the links that is taken to be unseen: so many are hidden to measure how well hidden ones are found."""
    measure: str = "auto"
    """What the ranking goes by: betweenness, pagerank or degree; auto takes the first that is fast enough for the network."""
    among: int = 10
    """How many first places the value of an answer is measured by; where no more may be listed, the first third."""
    removals: int = 3
    """How many removals the plan has that the value of an answer is also measured by; 0 for none."""
    worlds: int = 200
    """Possible worlds drawn from the beliefs of the links."""
    scores: bool = False
    """Give the score of every pair that was compared in the JSON, for programs that measure it themselves."""
    seed: int = 0
    """Of the random numbers."""

    def __post_init__(self) -> None:
        for each in fields(self):
            if each.name in _BOUNDS:
                low, high = _BOUNDS[each.name]
                if not low <= getattr(self, each.name) <= high:
                    raise ValueError(f"{each.name} is from {low} to {high}")
        if self.measure not in MEASURES:
            raise ValueError(f"no such measure: {self.measure}; there are {', '.join(MEASURES)}")
