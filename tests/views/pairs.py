"""A world and its twin side by side, asked the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tests.views.answers import Answers, Questions, answers, differences
from tests.views.shelf import Shelf
from tests.views.twin import without
from tests.views.worlds import Rows, draw

from entramado.model.claim import content_id
from entramado.model.view import Viewer

NOBODY = "d0", "c0", "Nobody Atall"
"""What was never in any case."""


class Pairs:
    """Two open cases, one for worlds and one for their twins. ``compared`` counts the pairs that were looked at."""

    def __init__(self, folder: Path, another: Path | None = None) -> None:
        self.full = Shelf(folder / "full.entramado")
        self.twin = Shelf(another / "full.entramado" if another else folder / "twin.entramado")
        self.compared = 0

    def close(self) -> None:
        self.full.close()
        self.twin.close()

    def drawn(self, random: Random, *, papers: bool | None = None) -> Sequence[str]:
        """Draw a world and compare it; what a viewer is told that he should not be, or nothing."""
        world = draw(random)
        return self.compare(world.rows, world.viewer, random, papers=random.randrange(24) == 0 if papers is None else papers)

    def compare(self, rows: Rows, viewer: Viewer, random: Random, *, papers: bool = True) -> Sequence[str]:
        """Ask both now, and every third time as of a moment of the viewer's own count."""
        self.write(rows, viewer, random)
        asked = questions(rows, random, papers=papers)
        past = random.randrange(3) == 0 and self.ask(viewer, asked, random.randrange(len(rows["tx"]) + 2))
        return past or self.ask(viewer, asked)

    def write(self, rows: Rows, viewer: Viewer, random: Random) -> None:
        self.compared += 1
        self.full.write(rows)
        self.twin.write(without(rows, viewer, datetime.now(UTC).date(), random))

    def ask(self, viewer: Viewer, asked: Questions, as_of: int | None = None) -> Sequence[str]:
        told: list[Answers] = [answers(shelf.case, viewer, asked, as_of) for shelf in (self.full, self.twin)]
        return [f"as of {as_of}: {found}" if as_of is not None else found for found in differences(*told)]


def questions(rows: Rows, random: Random, *, papers: bool) -> Questions:
    """Ids and names out of the full world, hidden ones as well as shown ones."""
    ids = {
        table: [row[key] for row in rows[table]]
        for table, key in (("document", "doc"), ("claim", "claim"), ("referent", "referent"))
    }
    names = sorted({row["name"] for row in rows["referent"] if row["name"]})
    alone = [content_id("e", random.choice(ids["referent"]))]
    words = sorted({word for row in rows["document"] for word in row["text"].split()})
    return Questions(
        [random.choice(ids["document"]), NOBODY[0]],
        [*([random.choice(ids["claim"])] if ids["claim"] else []), NOBODY[1]],
        [*([random.choice(names), random.choice(names).split()[0]] if names else []), *alone, NOBODY[2]],
        [(" ".join(random.choice(words) for _ in range(3)), 2), ('"two people" gang leads', 20)],
        papers=papers,
    )
