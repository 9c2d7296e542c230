"""The same case as if what is hidden from one viewer had never come in: what "without the hidden rows" means, table by table.

Written apart from the store's view, from rows to rows, so that the two check each other. Besides leaving out, it exchanges what
may differ where a viewer cannot tell: who else a release list names, which text is withheld, numbers of transactions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from random import Random

from tests.views.worlds import NEVER, TABLES, Row, Rows, speakers

from entramado.model.marking import Marking
from entramado.model.view import Viewer

_KEPT_AS_THEY_ARE = ("setting",)
"""What holds for the whole case is no secret of any row."""
_OTHERS = ("AUS", "DEU", "ESP", "NZL")


def without(world: Rows, viewer: Viewer, today: date, random: Random) -> Rows:
    """The rows that ``viewer`` may see, and stand-ins for texts that are withheld from him."""
    return _Twin(world, viewer, today, random).made()


class _Twin:
    def __init__(self, world: Rows, viewer: Viewer, today: date, random: Random) -> None:
        self.world, self.viewer, self.today, self.random = world, viewer, today, random
        agreed = [
            row for row in world["consent"]
            if row["recipient"] == viewer.name and row["state"] == "given" and row["tx_out"] is None
        ]  # fmt: skip
        self.agreed = {(row["kind"], row["id"]) for row in agreed}
        self.in_time = {row["doc"] for row in world["document"] if row["review_by"] >= today.isoformat()}
        self.docs = {
            row["doc"] for row in world["document"] if row["doc"] in self.in_time and self.shows(row, "document", row["doc"])
        }  # fmt: skip
        self.claims = {row["claim"]: row for row in world["claim"] if self.claim_shows(row)}
        self.withheld = {row["doc"] for row in self.claims.values()} - self.docs
        self.referents = {row["referent"] for row in world["referent"] if self.referent_shows(row)}

    def shows(self, row: Row, kind: str | None = None, key: str | None = None) -> bool:
        marking = Marking.parse(row["label"])
        lifted = (kind, key) in self.agreed and marking.consented().visible_to(self.viewer, self.today)
        return lifted or marking.visible_to(self.viewer, self.today)

    def claim_shows(self, row: Row) -> bool:
        """By itself, marked apart or agreed to, as long as its document may be kept; else it goes with its document."""
        if row["doc"] in self.in_time and self.shows(row, "claim", row["claim"]):
            return True
        return not row["own"] and row["doc"] in self.docs

    def referent_shows(self, row: Row) -> bool:
        """What a shown text names is seen there. A thing without a name is on the map for the claims about it alone."""
        about = [claim for claim in self.world["claim"] if row["referent"] in _ends(claim)]
        spoken = any(claim["claim"] in self.claims for claim in about)
        if row["doc"] in self.docs:
            return spoken or not about or _named(row)
        return row["doc"] in self.withheld and spoken

    def made(self) -> Rows:
        kept: Rows = {name: [] for name in TABLES} | {name: self.world[name] for name in _KEPT_AS_THEY_ARE}
        kept["source"] = [self.marked(row) for row in self.world["source"] if self.shows(row)]
        editions = {row["edition"] for row in kept["source"]}
        kept["document"] = [self.document(row, editions) for row in self.world["document"] if row["doc"] in self.docs]
        used = {row["edition"] for row in kept["document"]}
        kept["source"] = [row for row in kept["source"] if row["edition"] in used]
        kept["document"] += [self.stand_in(row) for row in self.world["document"] if row["doc"] in self.withheld]
        kept["referent"] = [self.referent(row) for row in self.world["referent"] if row["referent"] in self.referents]
        kept["mention"] = [row for row in self.world["mention"] if row["referent"] in self.referents and row["doc"] in self.docs]
        kept["claim"] = [self.claim(row) for row in self.claims.values()]
        kept["span"] = [self.span(row) for row in self.world["span"] if row["claim"] in self.claims]
        kept["reading"] = [self.signed(row) for row in self.world["reading"] if row["claim"] in self.claims]
        kept["judgement"] = list(self.judgements())
        kept["problem"] = [row for row in self.world["problem"] if row["doc"] in self.docs]
        kept["consent"] = [row for row in self.world["consent"] if self.lifts(row)]
        kept["viewer"] = [row for row in self.world["viewer"] if row["name"] == self.viewer.name and row["tx_out"] is None]
        kept["holding"] = [
            {"doc": row["doc"], "owner": "owner", "name": row["name"], "tx_in": row["tx_in"]} for row in kept["document"]
        ]  # fmt: skip
        return _renumbered(kept)

    # --- rows as he may see them

    def marked(self, row: Row) -> Row:
        """Handled the same, and shared with other partners besides."""
        marking = Marking.parse(row["label"])
        known = {"USA", self.viewer.country}
        if not marking.display or not marking.release or not marking.release <= marking.display:
            return row
        more = frozenset(o for o in _OTHERS if self.random.randrange(2))
        given = frozenset(o for o in more if self.random.randrange(2))
        other = replace(marking, release=marking.release & known | given, display=marking.display & known | more)
        return row | {"label": str(other)}

    def document(self, row: Row, editions: set[str]) -> Row:
        shown = self.marked(row) | {"salt": "another", "tx_out": row["tx_out"]}
        if row["parent"] not in self.docs:
            shown["parent"] = None
        return shown if row["edition"] in editions else shown | {"edition": None, "source": None}

    def stand_in(self, row: Row) -> Row:
        """Another text that is as little his to read, deposited when the first claim out of it that he sees was."""
        text = f"Nothing of this is for {self.viewer.name}: gang road Ejemplo {self.random.randrange(9)}."
        return row | {
            "name": "zzz.txt", "title": "Another", "text": text, "body": f'[[0,{len(text)},"text"]]', "label": NEVER,
            "source": None, "edition": None, "published": None, "credibility": "1", "parent": None, "original": text.encode(),
            "sha256": row["doc"], "lang": "es", "media_type": "text/html", "published_from": "none",
        }  # fmt: skip

    def claim(self, row: Row) -> Row:
        return (self.marked(row) if row["own"] else row | {"label": self.label_of(row["doc"])}) | {
            "disputes": row["disputes"] if row["disputes"] in self.claims else None
        }

    def label_of(self, doc: str) -> str:
        return next(str(row["label"]) for row in self.world["document"] if row["doc"] == doc)

    def span(self, row: Row) -> Row:
        """Where a claim stands in a text that may not be seen is not told."""
        return row if row["doc"] in self.docs or row["start"] is None else row | {"start": 0, "end": 1}

    def referent(self, row: Row) -> Row:
        """One that hidden claims spoke of first comes in with the first that is shown."""
        about = [claim for claim in self.world["claim"] if row["referent"] in _ends(claim)]
        if _named(row) or all(claim["claim"] in self.claims for claim in about):
            return row
        return row | {"tx_in": min(claim["tx_in"] for claim in about if claim["claim"] in self.claims)}

    def judgements(self) -> Iterator[Row]:
        """Between referents that are shown. One that a hidden judgement ended has not ended."""
        shown = [
            row for row in self.world["judgement"] if self.shows(row) and {row["a"], row["b"]} <= self.referents
        ]  # fmt: skip
        hidden = [row for row in self.world["judgement"] if row not in shown]
        for row in shown:
            by = [h for h in hidden if (h["a"], h["b"], h["tx_in"]) == (row["a"], row["b"], row["tx_out"])]
            yield self.signed(self.marked(row)) | ({"tx_out": None} if by else {})

    def signed(self, row: Row) -> Row:
        """Who is hidden as a source is an analyst without a name wherever he has read or judged."""
        hidden = {f"person:{source['name']}" for source in self.world["source"] if not self.shows(source)}
        return row | {"by": "person:an analyst"} if row["by"] in hidden else row

    def lifts(self, row: Row) -> bool:
        shown = row["id"] in (self.docs if row["kind"] == "document" else self.claims)
        return shown and row["recipient"] == self.viewer.name and row["state"] == "given" and row["tx_out"] is None


def _named(row: Row) -> bool:
    """An event is named by what claims say of it, so that its name is none."""
    return row["name"] is not None and row["type"] != "Event"


def _ends(claim: Row) -> set[str]:
    return {claim["subject"], *([claim["object"]] if claim["object"] else []), *speakers(claim)}


def _renumbered(kept: Rows) -> Rows:
    """The same order of transactions, without gaps."""
    times = sorted(set(_times(kept)))
    number = {tx: n for n, tx in enumerate(times, 1)}
    found = {
        name: [row | {c: number.get(row[c]) for c in ("tx_in", "tx_out", "tx") if c in row} for row in held]
        for name, held in kept.items()
    }
    found["tx"] = [{"tx": n, "at": "2026-04-01T00:00:00", "actor": "somebody", "why": "something"} for n in number.values()]
    return found


def _times(kept: Rows) -> Iterable[int]:
    for held in kept.values():
        for row in held:
            yield from (row[c] for c in ("tx_in", "tx_out", "tx") if row.get(c) is not None)
