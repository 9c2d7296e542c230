"""A dossier of 5,000 claims about one subject, from the command line: the case opened, resolved and fused, each form written."""

from __future__ import annotations

import hashlib
import json
import random
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from benchmarks.figures import Figure, Skipped
from benchmarks.process import entramado, watch
from entramado.model.claim import (
    Claim,
    Document,
    Extraction,
    Mention,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    Utterance,
    content_id,
)
from entramado.model.values import Figure as Number
from entramado.model.values import PartialDate
from entramado.store import Store

CLAIMS: Final = 5_000
DOCUMENTS: Final = 250
SUBJECT: Final = "Juan Ficticio Ejemplo"
TARGET: Final = 20.0
_LINKS: Final = {
    "associate_of": "Person", "family_of": "Person", "reports_to": "Person", "leads": "Group", "member_of": "Group",
    "pays": "Person", "operates_in": "Place", "controls": "Place", "located_in": "Place", "owns": "Company",
}  # fmt: skip
_EVENTS: Final = ("meeting", "payment", "attack", "killing", "arrest", "operation")
_Dated = tuple[Referent, PartialDate]
_OFFENCES: Final = ("money laundering", "extortion", "drug trafficking", "murder", "bribery", "fuel theft")


def measure() -> Iterator[Figure | Skipped]:
    with tempfile.TemporaryDirectory() as place:
        case = Path(place) / "bench.entramado"
        made = build(case)
        for form in ("html", "json", "pdf"):
            what = f"dossier of {made:,} claims as {form}, start-up included"
            if form == "pdf" and find_spec("typst") is None:
                yield Skipped(what, "typst is not installed")
                continue
            out = Path(place) / f"subject.{form}"
            run = watch([*entramado(), "dossier", str(case), SUBJECT, "-o", str(out), "--json"])
            used = json.loads(run.output[run.output.index("{") :])["figures"]["claims"]
            note = f"{used:,} claims in it, {out.stat().st_size / 1e6:.1f} MB"
            yield Figure(what, run.seconds, "s", TARGET, note=note)


def build(case: Path, claims: int = CLAIMS, documents: int = DOCUMENTS) -> int:
    """A case of ``claims`` claims that all have to do with one subject; the same every time. Returns how many there are."""
    chance = random.Random(5)
    with Store(case, create=True) as store:
        made = 0
        for number in range(documents):
            document, source, extraction = _document(chance, number, claims // documents)
            store.deposit(document, document.text.encode(), source, extraction, actor="bench", holding=document.name)
            made += len(extraction.claims)
    return made


def _document(chance: random.Random, number: int, claims: int) -> tuple[Document, Source, Extraction]:
    told = f"{SUBJECT} is named here with what is claimed of him, and by whom."
    sentences = [f"Report {number}, sentence {i}: {told}\n" for i in range(claims)]
    text = "".join(sentences)
    source = Source(content_id("s", number % 40), f"Example Agency {number % 40}", "agency", reliability="ABCDF"[number % 5])
    document = Document(
        content_id("d", number), f"report-{number:04}.txt", hashlib.sha256(text.encode()).hexdigest(), text,
        (Region(0, len(text)),), source=source.id, published=PartialDate(2025, 1 + number % 12, 1 + number % 28),
        published_from="manifest",
        credibility=str(1 + number % 6),
    )  # fmt: skip
    referents: dict[tuple[str, str], Referent] = {}

    def referent(sort: str, kind: str | None, name: str, at: int) -> Referent:
        return referents.setdefault((sort, name), Referent(document.id, sort, kind, name, at))

    who = referent("Person", None, SUBJECT, 0)
    found: list[Claim] = []
    events: list[_Dated] = []
    at = 0
    for sentence in sentences:
        span = (Span(at, at + len(sentence) - 1),)
        found.append(_claim(chance, document, who, referent, events, at, span))
        at += len(sentence)
    mentions = tuple(Mention(r.id, document.id, r.anchor, r.anchor + 1, r.name) for r in referents.values() if r.name)
    unique = tuple({claim.id: claim for claim in found}.values())
    readings = tuple(Reading(claim.id, "rules@1:bench", 0.9) for claim in unique)
    return document, source, Extraction(tuple(referents.values()), mentions, unique, readings)


def _claim(
    chance: random.Random, document: Document, who: Referent, referent: Any, events: list[_Dated], at: int,
    span: tuple[Span, ...],
) -> Claim:  # fmt: skip
    """One claim on the subject, or on one of ``events``, in which it takes part."""
    said: dict[str, Any] = {
        "spans": span,
        "said_by": (Utterance(f"Official {chance.randrange(60)}"),) if chance.random() < 0.5 else (),
        "modality": chance.choices(("stated", "reported", "alleged", "believed"), (60, 20, 15, 5))[0],
        "negated": chance.random() < 0.05,
    }
    sort = chance.random()
    if sort < 0.5:
        predicate = chance.choice(tuple(_LINKS))
        kind = _LINKS[predicate]
        name = f"{kind} Ejemplo {_word(chance.randrange(120))}"
        types = {"Group": ("Organization", "criminal"), "Company": ("Organization", "company"), "Place": ("Place", "locality")}
        other = referent(*types.get(kind, (kind, None)), name, at)
        return Claim(document.id, who.id, predicate, other.id, **said)
    if sort < 0.65:
        predicate = chance.choice(("charge", "alias", "age", "reward"))
        values = {"charge": chance.choice(_OFFENCES), "alias": f"El {_word(chance.randrange(9))}", "reward": "USD 5000000"}
        if predicate == "age":
            years = chance.randint(50, 53)
            return Claim(document.id, who.id, predicate, value=str(years), figure=Number.exact(years), **said)
        return Claim(document.id, who.id, predicate, value=values[predicate], **said)
    part = chance.random()
    if part < 0.6 or not events:
        kind, day = chance.choice(_EVENTS), PartialDate(2025, chance.randint(1, 12), chance.randint(1, 28))
        events.append((referent("Event", kind, f"{kind} of {day}", at), day))
        return Claim(document.id, events[-1][0].id, chance.choice(("agent", "target")), who.id, **said)
    event, day = chance.choice(events)
    if part < 0.8:
        return Claim(document.id, event.id, "date", value=str(day), **said)
    return Claim(document.id, event.id, "place", referent("Place", "locality", f"Place Ejemplo {_word(at % 90)}", at).id, **said)


def _word(number: int) -> str:
    """A made-up name for a number, unlike its neighbours': names that differ by a digit would be taken for spellings of one."""
    syllables = ("ba", "co", "di", "fu", "ga", "lo", "mi", "nu", "pe", "ri", "so", "tu", "va", "xe", "yo", "za")
    return "".join(syllables[(number >> shift) % 16] for shift in (0, 4, 2, 6)).capitalize()
