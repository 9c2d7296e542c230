"""What a partner gets into his case is what was sent, and it says from whom."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.memory import Case, knowledge
from tests.share.packages import FGR, case, header, juan, named, package, seen, signing_key

from entramado.fuse import network
from entramado.fuse.belief import read_right
from entramado.model.claim import (
    MODALITIES,
    Cell,
    Claim,
    Document,
    Mention,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    Utterance,
    content_id,
    source_id,
)
from entramado.model.network import Network
from entramado.model.values import Figure, PartialDate
from entramado.share.package.bag import pack, write
from entramado.share.package.contents import contents, recall
from entramado.share.package.keys import SigningKey
from entramado.share.package.model import PERSON, Package
from entramado.share.package.receive import GAP, deposits, judgements, recalled
from entramado.share.package.verify import verify
from entramado.store.admit import admit

NOTHING = Network({}, (), (), (), {}, {})


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return signing_key(tmp_path_factory.mktemp("key"))


@cache
def generated_key() -> SigningKey:
    with TemporaryDirectory() as folder:
        return signing_key(Path(folder))


def received(found: Package) -> Case:
    """The partner's case, with nothing else in it."""
    made = Case()
    for deposit in deposits(found):
        made.documents[deposit.document.id] = deposit.document
        made.sources[deposit.source.name] = deposit.source
        made.referents += deposit.extraction.referents
        made.mentions += deposit.extraction.mentions
        made.claims += deposit.extraction.claims
        made.readings += deposit.extraction.readings
    made.judgements += judgements(found)
    return made


def test_a_partners_map_says_what_was_sent(key):
    made = received(package(key))
    (view, there), (_, here) = seen(made), seen(case())
    man = named(there, "Juan Ficticio")
    assert len(man.documents) == 2
    assert {(e.predicate, e.value, e.negated) for e in there.edges if e.subject == man.id} == {
        (e.predicate, e.value, e.negated) for e in here.edges if e.subject == named(here, "Juan Ficticio").id
    }
    assert [d.nature for d in there.disagreements] == [d.nature for d in here.disagreements]
    assert {s.name for s in view.sources()} == {"Example Wire", "Example Blog"}
    (killing,) = [e for e in there.entities.values() if e.kind == "killing"]
    assert sorted(e.predicate for e in there.edges if e.subject == killing.id) == ["agent", "date", "victim"]


def test_what_is_received_may_enter_the_record(key):
    for deposit in deposits(package(key)):
        admitted, problems = admit(deposit.document, deposit.extraction)
        assert problems == []
        assert admitted == deposit.extraction


def test_where_it_comes_from_is_plain(key):
    (blog, wire) = deposits(package(key))
    assert wire.document.name == "wire.txt (excerpts, from Example Task Force (USA))"
    assert wire.document.text.startswith("Sentence 0 of")
    assert GAP in wire.document.text
    assert (wire.document.credibility, wire.source.reliability, blog.source.reliability) == ("2", "B", "D")
    assert {reading.by for reading in wire.extraction.readings} == {"Example Task Force (USA):rules@1:test"}
    assert [claim.marking for claim in wire.extraction.claims if claim.marking] == ["TLP:GREEN"]


def test_receiving_twice_gives_the_same(key):
    first, again = package(key), package(key, sequence=2, previous="k" + "0" * 24, purpose="again")
    assert [d.document for d in deposits(first)] == [d.document for d in deposits(again)]
    assert [d.original for d in deposits(first)] == [d.original for d in deposits(again)]
    assert judgements(first) == judgements(again)


def test_another_sender_gives_other_documents(key, tmp_path):
    other = package(signing_key(tmp_path))
    assert {d.document.id for d in deposits(package(key))}.isdisjoint(d.document.id for d in deposits(other))


def test_more_claims_on_a_document_are_another_document(key):
    """Otherwise what is known already would be taken for what is new."""
    made = case()
    less = pack(juan(made, key))
    more_case = case()
    more_case.claims[0] = replace(more_case.claims[0], qualifiers={})
    assert [d.document.id for d in deposits(less)] != [d.document.id for d in deposits(pack(juan(more_case, key)))]


def test_a_person_there_is_no_reviewer_here(key):
    made = case()
    made.readings = [Reading(made.claims[0].id, "person:Ana Reviewer", 1.0), Reading(made.claims[0].id, "rules@1:x", 0.4)]
    readings = [r for d in deposits(pack(juan(made, key))) for r in d.extraction.readings]
    assert {r.by for r in readings} == {f"Example Task Force (USA):{PERSON}", "Example Task Force (USA):rules@1:x"}
    assert read_right(readings) == pytest.approx(0.99), "all of one sender are one reader, whose best reading counts"


def test_a_sender_with_a_colon_in_his_name_is_one_reader(key):
    sender = replace(header(key).sender, organisation="rules@1: the office")
    readings = [r for d in deposits(package(key, sender=sender)) for r in d.extraction.readings]
    assert {r.by.partition(":")[0] for r in readings} == {"rules@1  the office (USA)"}


def test_a_withheld_source_is_named_as_that(key):
    made = case()
    made.sources.clear()
    sources = {d.source for d in deposits(pack(juan(made, key)))}
    assert {(s.name, s.reliability) for s in sources} == {("withheld by Example Task Force (USA)", "F")}


def test_a_sender_cannot_give_a_source_of_ours_another_name_or_grade(key):
    ours = source_id("Radio Costa")
    made = case()
    made.sources = {name: replace(source, id=ours) for name, source in made.sources.items()}
    made.documents = {doc: replace(each, source=each.source and ours) for doc, each in made.documents.items()}
    received = {d.source for d in deposits(pack(juan(made, key)))}
    assert received
    assert ours not in {source.id for source in received}


def test_an_analyst_is_one_of_the_senders(key):
    made = Case()
    doc = made.document("note", source="Ana Reviewer")
    made.sources["Ana Reviewer"] = replace(made.sources["Ana Reviewer"], kind="analyst")
    made.claim(doc, made.referent(doc, "Person", "Juan Ficticio"), "occupation", value="driver")
    view, found = seen(made)
    (deposit,) = deposits(pack(contents(view, found, None, header(key))))
    assert (deposit.source.name, deposit.source.kind) == ("an analyst of Example Task Force (USA)", "analyst")


def test_claims_of_a_withheld_document_stand_each_on_a_line_that_says_so(key):
    made = Case()
    doc = made.document("informant.txt")
    who = made.referent(doc, "Person", "Juan Ficticio")
    for _ in range(2):
        made.claim(doc, who, "occupation", value="driver", marking="TLP:AMBER")
    view, found = seen(made)
    made.documents[doc] = Document(doc, "withheld", "", "", ())
    made.mentions.clear()
    (deposit,) = deposits(pack(contents(view, found, None, header(key))))
    text = deposit.document.text
    quotes = [text[s.start : s.end] for claim in deposit.extraction.claims for s in claim.spans]
    assert sorted(quotes) == ["[quote 1 withheld by the sender]", "[quote 2 withheld by the sender]"]
    assert len(deposit.claims) == len(set(deposit.claims.values())) == 2
    assert deposit.document.marking == "TLP:AMBER"
    assert deposit.document.name == f"withheld {doc[1:7]} (excerpts, from Example Task Force (USA))"
    assert admit(deposit.document, deposit.extraction) == (deposit.extraction, [])
    there = network(seen(received(pack(contents(view, found, None, header(key)))))[0], knowledge())
    assert len({there.origin_of[claim.id] for claim in deposit.extraction.claims}) == 1


def test_an_event_that_a_claim_follows_from_is_the_one_here(key):
    made = case()
    event = next(r.id for r in made.referents if r.type == "Event")
    made.claims[1] = replace(made.claims[1], qualifiers={"event": event})
    made.readings = [Reading(claim.id, "rules@1:test", 0.9) for claim in made.claims]
    (_, wire) = deposits(pack(juan(made, key)))
    (age,) = [claim for claim in wire.extraction.claims if claim.predicate == "age"]
    (here,) = [r.id for r in wire.extraction.referents if r.type == "Event"]
    assert age.qualifiers == {"event": here}


def test_a_recall_gives_the_claims_as_they_were_sent(key):
    first = package(key)
    ids = sorted(claim.id for claim in first.contents.claims)[:2]
    found = pack(recall(header(key, sequence=2, previous=first.id), [(i, "retracted: a namesake") for i in ids]))
    assert recalled(found) == tuple((i, "retracted: a namesake") for i in ids)
    assert list(deposits(found)) == []
    here = {old: new for d in deposits(first) for old, new in d.claims.items()}
    assert set(ids) <= here.keys()


# --- anything that a view can hold

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60).map(
    lambda t: t + "x"
)
MARKINGS = st.sampled_from(
    ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER; PAP:GREEN", "H1", "PURPOSE:prosecution", "TLP:AMBER; UNTIL:2027-01-01"]
)
DATES = st.none() | st.sampled_from([PartialDate(2025), PartialDate(2026, 2), PartialDate(2026, 2, 22)])
NUMBERS = st.integers(-(2**63), 2**63 - 1)
FIGURES = st.tuples(NUMBERS, NUMBERS, st.booleans()).map(lambda t: Figure(min(t[:2]), max(t[:2]), t[2])) | st.builds(
    Figure, NUMBERS, st.none()
)
SCALARS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5) | NUMBERS | st.booleans() | st.floats(allow_nan=False)


@st.composite
def cases(draw) -> Case:
    made = Case()
    for number in range(draw(st.integers(1, 3))):
        text, withheld = draw(TEXTS), draw(st.integers(0, 4)) == 0
        doc = content_id("d", number)
        source = Source(content_id("s", number), draw(NAMES), reliability=draw(st.sampled_from("ABCDEF")), marking=draw(MARKINGS))
        if draw(st.booleans()):
            made.sources[source.id] = source
        made.documents[doc] = Document(
            doc, draw(NAMES), "0", text, (Region(0, len(text)),), source.id, draw(st.none() | NAMES), draw(DATES),
            credibility=draw(st.sampled_from("123456")), marking=draw(MARKINGS),
        )  # fmt: skip
        places = st.integers(0, len(text) - 1)
        spans = st.builds(lambda a, b: Span(min(a, b), max(a, b) + 1), places, places)
        who = st.builds(
            Referent, st.just(doc), st.sampled_from(["Person", "Event"]), st.none() | NAMES, st.none() | NAMES, places,
            st.booleans(), st.none() | NAMES,
        )  # fmt: skip
        referents = list({r.id: r for r in draw(st.lists(who, min_size=1, max_size=4))}.values())
        ids = st.sampled_from([r.id for r in referents])
        said = st.builds(Utterance, NAMES, st.none() | ids, NAMES, st.sampled_from(MODALITIES), st.booleans())
        claims: dict[str, Claim] = {}
        for _ in range(draw(st.integers(1, 5))):
            to = draw(st.none() | ids)
            claim = Claim(
                doc, draw(ids), draw(NAMES), to, None if to else draw(NAMES), draw(st.none() | FIGURES),
                draw(st.dictionaries(NAMES, SCALARS, max_size=2)), tuple(draw(st.lists(spans, min_size=1, max_size=2))),
                draw(st.none() | st.builds(Cell, NAMES, st.integers(1, 9), st.none() | NAMES)),
                tuple(draw(st.lists(said, max_size=2))), draw(st.sampled_from(MODALITIES)), draw(st.booleans()),
                draw(st.none() | st.sampled_from(sorted(claims))) if claims else None,
                draw(DATES), draw(DATES), draw(DATES), draw(st.sampled_from("123456")),
                draw(MARKINGS) if withheld else draw(st.none() | MARKINGS),
            )  # fmt: skip
            claims[claim.id] = claim
            made.readings.append(Reading(claim.id, draw(st.sampled_from(["rules@1:a", "rules@1:b"])), draw(st.floats(0, 1))))
        made.referents += referents
        made.claims += claims.values()
        if withheld:
            made.documents[doc] = Document(doc, "withheld", "", "", ())
        else:
            quoted = draw(st.lists(st.tuples(ids, spans, st.none() | NAMES), max_size=3))
            mentions = {m.id: m for m in (Mention(r, doc, s.start, s.end, name) for r, s, name in quoted)}
            made.mentions += mentions.values()
    made.readings = list({(r.claim, r.by): r for r in made.readings}.values())
    return made


@settings(max_examples=60, deadline=None)
@given(made=cases())
def test_what_goes_in_comes_out(made):
    key = generated_key()
    view = made.view()
    view.viewer = FGR
    sent = pack(contents(view, NOTHING, None, header(key)))
    with TemporaryDirectory() as folder:
        verdict = verify(write(sent, key, Path(folder) / "p.zip"), trusted=[key.public])
    assert verdict.findings == ()
    assert verdict.package == sent
    assert {c.id: c for c in sent.contents.claims} == {c.id: c for c in made.claims}
    assert repr(sorted(sent.contents.readings, key=repr)) == repr(sorted(made.readings, key=repr))
    referents = {r.id: r for r in made.referents}
    for deposit in deposits(sent):
        there = made.documents[deposit.sent_as]
        here = {r.id: r for r in deposit.extraction.referents}
        assert len(here) == len({r.id for r in sent.contents.referents if r.doc == there.id})
        carried = {claim.id: claim for claim in deposit.extraction.claims}
        assert len(carried) == len(deposit.claims) == sum(claim.doc == there.id for claim in made.claims)
        for claim in (claim for claim in made.claims if claim.doc == there.id):
            same(claim, carried[deposit.claims[claim.id]], there, deposit.document, referents | here, deposit.claims)
        quotes = [span for claim in carried.values() for span in claim.spans]
        assert all(deposit.document.text[span.start : span.end] for span in quotes)
        if there.text:
            assert deposit.document.marking == there.marking
            assert deposit.document.published == there.published
        for region in deposit.document.body:
            assert deposit.document.text[region.start : region.end] in there.text


def same(old: Claim, new: Claim, there: Document, here: Document, referents: dict[str, Referent], ids: dict[str, str]) -> None:
    """Whether a claim says the same in its new place."""

    def who(referent: str | None) -> object:
        found = referents.get(referent or "")
        return found and (found.type, found.kind, found.name, found.collective, found.key)

    for field in ("predicate", "value", "figure", "modality", "negated", "valid_from", "valid_to", "said_at"):
        assert getattr(old, field) == getattr(new, field)
    assert repr(dict(sorted(old.qualifiers.items()))) == repr(dict(sorted(new.qualifiers.items())))
    assert (old.credibility, old.marking, old.cell) == (new.credibility, new.marking, new.cell)
    assert (who(old.subject), who(old.object)) == (who(new.subject), who(new.object))
    assert [(u.name, who(u.referent), u.verb, u.modality, u.named) for u in old.said_by] == [
        (u.name, who(u.referent), u.verb, u.modality, u.named) for u in new.said_by
    ]
    assert (old.disputes and ids[old.disputes]) == new.disputes
    if there.text:
        assert [there.text[s.start : s.end] for s in old.spans] == [here.text[s.start : s.end] for s in new.spans]
    else:
        assert all("withheld" in here.text[s.start : s.end] for s in new.spans)
