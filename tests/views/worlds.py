"""Small cases drawn at random, as rows: all that a case can hold, in few documents, so that things meet.

A world is what the tables hold, by table; ``label`` holds the marking's text, and `shelf` turns it into a number. Whoever draws
may be a seeded `random.Random` or the one that hypothesis plays, which also makes a failing world smaller.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from entramado.model.claim import (
    Claim,
    Document,
    Judgement,
    Mention,
    Problem,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    Utterance,
    content_id,
)
from entramado.model.marking import Marking
from entramado.model.values import Figure, PartialDate
from entramado.model.view import Viewer
from entramado.store import rows, schema

Row = dict[str, Any]
Rows = dict[str, list[Row]]
TABLES = tuple(table.name for table in schema.metadata.sorted_tables)
NEVER, ALWAYS = "UNTIL:2001-01-01", "UNTIL:2099-12-31"
OVERDUE, KEPT = "2001-01-01", "2099-01-01"

PEOPLE = (
    "Ana Ejemplo", "Ana Maria Ejemplo", "Ejemplo", "Juan Ficticio", "Juan Ficticio Prueba", "El Ficticio", "Eva Muestra",
    "Ana Muestra",
)  # fmt: skip
GROUPS = (
    ("Blue Gang", "criminal", None), ("The Blue Gang", "criminal", None), ("Cartel Azul", "criminal", None),
    ("Jalisco Cartel", "criminal", "group:cjng"), ("Sample Police", "agency", None), ("Daily Example", "media", None),
)  # fmt: skip
PLACES = (
    ("Mexico", "country", "place:MX"), ("Jalisco", "admin1", "place:MX-14"), ("Tapalpa", "admin2", "place:MX-14086"),
    ("Michoacán", "admin1", "place:MX-16"),
)  # fmt: skip
UNNAMED = (("Asset", "vessel", "a boat"), ("Person", None, "a former official"), ("Person", None, "a witness"))
OUTLETS = ("Daily Example", "Weekly Sample", "A Mole", "ana")
"""The last one is an analyst: who reads and judges is then guarded as a source too."""
DAYS = ("2026-02-21", "2026-02-22", "2026-02-23", "2026-02", None)
ENDINGS = (
    "as two people who were there told us on the telephone late that night",
    "according to a file that nobody in the office has read to its end",
    "and nothing else is known of it yet",
    "it rained",
)
LINKS = (
    ("Person", "leads", "Organization"), ("Person", "member_of", "Organization"), ("Person", "family_of", "Person"),
    ("Person", "holds_post", "Organization"), ("Person", "uses", "Asset"), ("Organization", "operates_in", "Place"),
    ("Organization", "rival_of", "Organization"), ("Person", "born_in", "Place"), ("Event", "place", "Place"),
    ("Event", "victim", "Person"), ("Event", "agent", "Organization"), ("Person", "associate_of", "Person"),
)  # fmt: skip
VALUES = (
    ("Person", "age", ("41", "42", "57")), ("Person", "alias", ("El Ficticio", "La Muestra")),
    ("Event", "killed", ("3", "4", "9")),
    ("Person", "reward", ("USD 5000000", "USD 15000000")), ("Event", "date", ("2026-02-22", "2026-02-21", "2026-02")),
    ("Person", "category", ("suspect", "victim", "witness", "journalist")), ("Organization", "founding_year", ("2009", "2011")),
    ("Person", "charge", ("murder", "smuggling")), ("Organization", "size", ("200", "5000")),
)  # fmt: skip
TLP = ("TLP:CLEAR", "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
ADDED = (
    "PAP:RED", "CUI", "CUI//SP-INV/LEI", "CUI//FED ONLY", "CUI//NOFORN", "CUI//REL TO USA, GBR, MEX", "CUI//REL TO USA, MEX",
    "CUI//REL TO USA, FRA, GBR", "CUI//DISPLAY ONLY USA, MEX", "H0", "H1", "H2", "H3: ask first", "UK:P", "UK:C",
    "PURPOSE:journalism", "PURPOSE:prosecution/sanctions", "AUTHORITY:order 7", NEVER, ALWAYS, ALWAYS,
)  # fmt: skip
CAVEATS = ("CUI", "SP-INV", "FED ONLY", "H2", "H3", "UK:C")
PURPOSES = ("investigation", "journalism", "prosecution", "sanctions")


@dataclass
class World:
    """Rows by table, and who looks at them."""

    viewer: Viewer
    rows: Rows = field(default_factory=lambda: {name: [] for name in TABLES})


def draw(random: Random) -> World:
    """A case of two to five documents, with what persons did to it in between, and a viewer."""
    return _Maker(random).make()


def marking(random: Random) -> str:
    """Any marking; about half are for everyone."""
    if random.randrange(3) == 0:
        return "TLP:CLEAR"
    parts = [random.choice(TLP)] if random.randrange(4) else []
    if random.randrange(3) == 0 or not parts:
        parts.append(random.choice(ADDED))
    return str(Marking.parse("; ".join(parts)))


def viewer(random: Random, name: str = "vera") -> Viewer:
    """One who sees some of it: often much, seldom nothing."""
    if random.randrange(8) == 0:
        return Viewer(name)  # nobody keeps him: he sees what everyone may
    return Viewer(
        name,
        random.choice(TLP[2:]),
        random.choice((None, "USA", "MEX", "MEX", "GBR")),
        None,
        tuple(c for c in CAVEATS if random.randrange(4 if c == "CUI" else 2)),
        tuple(p for p in PURPOSES if random.randrange(2)),
    )


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.world = World(viewer(random))
        self.tx = 0
        self.said: list[str] = []
        self.referents: list[Referent] = []

    def put(self, table: str, **row: Any) -> Row:
        self.world.rows[table].append(row)
        return row

    def rare(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def act(self) -> int:
        """A new transaction."""
        self.tx += 1
        self.put("tx", tx=self.tx, at=f"2026-03-01T00:00:{self.tx:02}", actor="owner", why=f"act {self.tx}")
        self.put(
            "audit", id=self.tx, tx=self.tx, at="", actor="owner", action="act", what="{}", previous="", hash=str(self.tx)
        )  # fmt: skip
        return self.tx

    def make(self) -> World:
        self.keep_viewers()
        for number in range(2 + self.random.randrange(4)):
            _Deposit(self, number).make()
            for _ in range(self.random.randrange(4)):
                if self.referents:
                    self.random.choice(ACTS)(self)
        return self.world

    def keep_viewers(self) -> None:
        """The one who looks, as he is now, sometimes after he was kept otherwise; and others."""
        me = self.world.viewer
        if me == Viewer(me.name):
            return
        if self.rare(3):
            first = self.put("viewer", **rows.viewer_row(viewer(self.random)), tx_in=self.act(), tx_out=None)
            first["tx_out"] = self.tx + 1
        self.put("viewer", **rows.viewer_row(me), tx_in=self.act(), tx_out=None)
        if self.rare(2):
            self.put("viewer", **rows.viewer_row(viewer(self.random, "other")), tx_in=self.act(), tx_out=None)

    # --- what persons do to a case

    def judge(self) -> None:
        """Two referents of one type are, or are not, one. What it overrules ends only where all who saw it see why."""
        a = self.random.choice(self.referents)
        alike = [r for r in self.referents if r.type == a.type and r.id != a.id]
        if not alike:
            return
        found = Judgement(
            a.id, self.random.choice(alike).id, self.random.choice(("same", "same", "different", "unsure")), 1.0,
            self.random.choice(("read both files", "the mole says so", "one telephone")), "person:ana", marking(self.random),
        )  # fmt: skip
        now, table = self.act(), self.world.rows["judgement"]
        same = [row for row in table if (row["a"], row["b"]) == (found.a, found.b) and row["tx_out"] is None]
        if any(row["id"] == found.id for row in same):
            return
        for row in same:
            if row["verdict"] != found.verdict and Marking.parse(found.marking) <= Marking.parse(row["label"]):
                row["tx_out"] = now
        self.put("judgement", **rows.judgement_row(found, 0) | {"label": found.marking}, tx_in=now, tx_out=None)

    def undo(self) -> None:
        standing = [row for row in self.world.rows["judgement"] if row["tx_out"] is None]
        if standing:
            self.random.choice(standing)["tx_out"] = self.act()

    def retract(self) -> None:
        standing = [row for row in self.world.rows["claim"] if row["tx_out"] is None]
        if standing:
            self.random.choice(standing)["tx_out"] = self.act()

    def mark(self) -> None:
        """A document, a claim or a source gets another marking: the row bears it at once."""
        kind, column = self.random.choice((("document", "doc"), ("claim", "claim"), ("source", "source")))
        if not (found := self.world.rows[kind]):
            return
        key, after, now = self.random.choice(found)[column], marking(self.random), self.act()
        for row in found:
            if row[column] == key:
                before, row["label"] = row["label"], after
                if kind == "claim":
                    row["own"] = True
        for claim in self.world.rows["claim"]:
            if kind == "document" and claim["doc"] == key and not claim["own"]:
                claim["label"] = after
        self.put("remark", kind=kind, id=key, before=before, after=after, why="as asked", by="ana", tx=now)

    def consent(self) -> None:
        kind, column = self.random.choice((("document", "doc"), ("claim", "claim")))
        if not (found := self.world.rows[kind]):
            return
        key, now = self.random.choice(found)[column], self.act()
        who = self.world.viewer.name if self.random.randrange(4) else "other"
        for row in self.world.rows["consent"]:
            if (row["kind"], row["id"], row["recipient"]) == (kind, key, who) and row["tx_out"] is None:
                row["tx_out"] = now
        state = self.random.choice(("given", "given", "given", "asked", "refused"))
        self.put(
            "consent", kind=kind, id=key, recipient=who, state=state, originator="Europe", why="asked", by="ana",
            tx_in=now, tx_out=None,
        )  # fmt: skip

    def read(self) -> None:
        """A person reads a claim in its document, and may find it misread."""
        if found := self.world.rows["claim"]:
            by, p = self.random.choice(("person:ana", "person:ben")), self.random.choice((0.98, 0.02))
            self.put("reading", claim=self.random.choice(found)["claim"], by=by, p=p, why="looked", tx=self.act())

    def report(self) -> None:
        doc = self.random.choice([None, *(row["doc"] for row in self.world.rows["document"])])
        now = self.act()
        problem = Problem(f"file {now}.pdf", self.random.choice(("is encrypted", "has no date")), "dates", doc=doc)
        self.put("problem", **rows.problem_row(problem), tx_in=now, tx_out=None)

    def retain(self) -> None:
        """A review that finds a document no longer needed, or leaves it too long."""
        row = self.random.choice(self.world.rows["document"])
        row["review_by"] = OVERDUE
        self.put("retained", doc=row["doc"], review_by=OVERDUE, by="ana", why="not needed", tx=self.act())

    def exchange(self) -> None:
        """What is known inside only: what a claim was rewritten from, what was sent and received, holdings, settings."""
        claims = [row["claim"] for row in self.world.rows["claim"]]
        now = self.act()
        if claims:
            released, original = self.random.choice(claims), self.random.choice(claims)
            if released != original and all(row["released"] != released for row in self.world.rows["tearline"]):
                self.put("tearline", released=released, original=original, by="ana", tx_in=now, tx_out=None)
            package = content_id("k", now)
            sent = {"recipient": "other", "sequence": now, "at": "", "purpose": "", "authority": "", "why": "", "by": "ana"}
            self.put("dissemination", package=package, kind="release", digest="", tx=now, **sent)
            self.put("disseminated", package=package, claim=original, doc=self.world.rows["document"][0]["doc"])
            self.put("recall", package=package, claim=original, reason="retracted", tx=now, notice=None)
            came = {"sender": "Elsewhere", "key": "", "sequence": now, "sent_at": "", "header": "{}"}
            self.put("received", package=package, kind="release", tx=now, **came)
            self.put("received_claim", package=package, original=content_id("c", now), claim=released)
        self.put("purge", id=content_id("u", now), tx=now, at="", by="ana", authority="", keyed="")
        doc = self.random.choice(self.world.rows["document"])
        self.put("holding", doc=doc["doc"], owner=f"owner {now}", name="another name.txt", tx_in=now)


ACTS = (
    _Maker.judge, _Maker.judge, _Maker.judge, _Maker.judge, _Maker.undo, _Maker.retract, _Maker.mark, _Maker.mark, _Maker.consent,
    _Maker.read, _Maker.report, _Maker.retain, _Maker.exchange,
)  # fmt: skip


class _Deposit:
    """One document with all that is read out of it. A sentence is written as its claim is made."""

    def __init__(self, maker: _Maker, number: int) -> None:
        self.maker, self.random = maker, maker.random
        self.name = f"{self.random.choice('abcd')}{number}.txt"
        self.id = content_id("d", self.name, number)
        self.text = ""
        self.referents: list[Referent] = []
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []

    def write(self, text: str, end: str = ". ") -> Span:
        start = len(self.text)
        self.text += text + end
        return Span(start, start + len(text))

    def refer(self, sort: str, kind: str | None, name: str | None, words: str, key: str | None = None) -> None:
        span = self.write(words, "; ")
        made = Referent(self.id, sort, kind, name, span.start, self.maker.rare(8), key)
        self.referents.append(made)
        self.mentions.append(Mention(made.id, self.id, span.start, span.end, name))

    def cast(self) -> None:
        for name in dict.fromkeys(self.random.choice(PEOPLE) for _ in range(1 + self.random.randrange(2))):
            self.refer("Person", None, name, name)
        for name, kind, key in dict.fromkeys(self.random.choice(GROUPS) for _ in range(1 + self.random.randrange(2))):
            self.refer("Organization", kind, name, name, key)
        if self.random.randrange(2):
            name, kind, key = self.random.choice(PLACES)
            self.refer("Place", kind, name, name, key)
        if self.random.randrange(3):
            sort, kind, words = self.random.choice(UNNAMED)
            self.refer(sort, kind, None, words)
        if self.random.randrange(2):
            kind = self.random.choice(("killing", "killing", "arrest"))
            self.refer("Event", kind, None, kind)

    def make(self) -> None:
        maker, random = self.maker, self.random
        self.cast()
        for _ in range(2 + random.randrange(4)):
            self.claim()
        source = None
        if random.randrange(5):
            name = random.choice(OUTLETS)
            kind = "analyst" if name == OUTLETS[-1] else "media"
            source = Source(content_id("s", name), name, kind, None, random.choice("ABCDEF"), marking(random))
        published = random.choice(DAYS)
        document = Document(
            self.id, self.name, content_id("h", self.id), self.text, (Region(0, len(self.text)),), source.id if source else None,
            f"Title of {self.name}", PartialDate.parse(published) if published else None, "manifest",
            credibility=random.choice("26"), marking=marking(random),
            parent=random.choice([None, *(row["doc"] for row in maker.world.rows["document"])]),
        )  # fmt: skip
        self.store(document, source)
        maker.referents += self.referents

    def claim(self) -> None:
        """A link or an attribute, sometimes a denial of what was said before; in words that other documents may have too."""
        maker, random = self.maker, self.random
        subject = random.choice(self.referents)
        links = [
            (p, o.id, None) for s, p, t in LINKS if s == subject.type for o in self.referents if o.type == t and o != subject
        ]
        values = [(p, None, random.choice(v)) for s, p, v in VALUES if s == subject.type]
        if not links + values:
            return
        predicate, target, value = random.choice(links + values)
        sentence = f"{subject.name or subject.kind or 'someone'} {predicate} {value or 'it'}, {random.choice(ENDINGS)}"
        if maker.said and maker.rare(3):
            sentence = random.choice(maker.said)
        maker.said.append(sentence)
        said: tuple[Utterance, ...] = ()
        if maker.rare(2):
            speaker = random.choice([None, *self.referents, *(r for r in self.referents if r.name is None)])
            name = (speaker and speaker.name) or random.choice(("a former official", "a neighbour"))
            said = (Utterance(name, speaker.id if speaker else None, named=bool(speaker and speaker.name)),)
        figure = Figure.exact(int(value)) if predicate in ("age", "killed", "size") and value else None
        disputes, negated = None, maker.rare(8)
        if self.claims and maker.rare(4):
            answered = random.choice(self.claims)
            subject, predicate, target = (
                next(r for r in self.referents if r.id == answered.subject),
                answered.predicate,
                answered.object,
            )
            value, figure, disputes, negated = answered.value, answered.figure, answered.id, True
        self.claims.append(
            Claim(
                self.id, subject.id, predicate, target, value, figure, spans=(self.write(sentence),), said_by=said,
                negated=negated, modality=random.choice(("stated", "stated", "alleged", "predicted")), disputes=disputes,
                credibility=random.choice("26"), marking=marking(random) if maker.rare(3) else None,
            )
        )  # fmt: skip

    def store(self, document: Document, source: Source | None) -> None:
        """As a deposit writes them."""
        put, now = self.maker.put, self.maker.act()
        lasts: Row = {"tx_in": now, "tx_out": None}
        put(
            "document", **rows.document_row(document, source, 0) | {"label": document.marking}, original=self.text.encode(),
            salt=f"salt {now}", review_by=KEPT, **lasts,
        )  # fmt: skip
        put("holding", doc=self.id, owner="owner", name=self.name, tx_in=now)
        if source is not None and all(row["edition"] != rows.edition(source) for row in self.maker.world.rows["source"]):
            put("source", **rows.source_row(source, 0) | {"label": source.marking}, tx_in=now)
        for referent in self.referents:
            put("referent", **rows.referent_row(referent), **lasts)
        for mention in self.mentions:
            put("mention", **rows.mention_row(mention), tx_in=now)
        for claim in {claim.id: claim for claim in self.claims}.values():
            put("claim", **rows.claim_row(claim, 0) | {"label": claim.marking or document.marking}, **lasts)
            for span in rows.span_rows(claim):
                put("span", **span)
            for reading in (Reading(claim.id, "rules@1:test", 0.9), Reading(claim.id, "person:ana", 1.0))[
                : 1 + self.maker.rare(5)
            ]:
                put("reading", claim=reading.claim, by=reading.by, p=reading.p, why=None, tx=now)
        if self.maker.rare(4):
            problem = Problem(self.name, "has two dates", "dates", refused=False, doc=self.id)
            put("problem", **rows.problem_row(problem), tx_in=now, tx_out=None)


def speakers(row: Row) -> list[str]:
    """The referents that a claim's row says it is said by."""
    return [said[1] for said in json.loads(row["said_by"]) if said[1]]
