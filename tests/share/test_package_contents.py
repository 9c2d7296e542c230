"""What goes to a recipient, and what does not."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.memory import Case
from tests.share.packages import FGR, case, header, juan, named, package, seen, signing_key

from entramado.case.note import document_of, source_of
from entramado.model.claim import RIGHT, WRONG, Claim, Judgement, Reading, Source, Span, Utterance, content_id
from entramado.model.errors import PackageFault
from entramado.model.view import Viewer
from entramado.share.package.bag import members, pack
from entramado.share.package.contents import contents, recall
from entramado.share.package.model import DIFFERING


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    return signing_key(tmp_path_factory.mktemp("key"))


def predicates(found):
    return sorted(claim.predicate for claim in found.claims)


def test_claims_about_a_subject_go_with_its_events_whole(key):
    found = juan(case(), key)
    assert predicates(found) == ["age", "age", "agent", "date", "leads", "leads", "leads", "victim"]
    assert {r.name for r in found.referents} == {"Juan Ficticio", "Mirador Cartel", "Ana Ejemplo", None}
    assert not any(claim.value == "33" for claim in found.claims)


def test_links_go_either_way(key):
    view, network = seen(case())
    found = contents(view, network, [named(network, "Mirador Cartel")], header(key))
    assert predicates(found) == ["leads", "leads", "leads"]


def test_without_subjects_everything_goes_that_the_recipient_may_have(key):
    view, network = seen(case())
    found = contents(view, network, None, header(key))
    assert len(found.claims) == len(list(view.claims()))
    assert found.header.subjects == ()


def test_a_denial_brings_what_it_denies_and_is_brought_by_it(key):
    made = Case()
    doc = made.document("a.txt", source="Example Wire")
    ana, luis = made.referent(doc, "Person", "Ana Ejemplo"), made.referent(doc, "Person", "Luis Ficticio")
    said = made.claim(doc, ana, "occupation", value="driver")
    made.claim(doc, luis, "occupation", value="driver", negated=True, disputes=said)
    view, network = seen(made)
    for name in ("Ana Ejemplo", "Luis Ficticio"):
        assert len(contents(view, network, [named(network, name)], header(key)).claims) == 2


def test_of_a_document_its_quotes_go_and_nothing_else(key):
    made = case()
    found = juan(made, key)
    (wire,) = [d for d in found.documents if d.name == "wire.txt"]
    text = made.documents[wire.id].text
    assert all(text[e.start : e.end] == e.text for e in wire.excerpts)
    given = "".join(e.text for e in wire.excerpts)
    assert "Juan Ficticio is 50." in given
    assert "age 33" not in given
    assert "Pedro" not in str(members(pack(found), key))
    assert wire.source is not None
    assert (wire.source.name, wire.source.reliability, wire.credibility) == ("Example Wire", "B", "2")


def test_quotes_that_overlap_are_given_once(key):
    made = Case()
    doc = made.document("a.txt")
    who = made.referent(doc, "Person", "Ana Ejemplo")
    made.write(doc, "Hidden words before it.")
    span = made.write(doc, "Ana Ejemplo, a driver, was born in 1980.")
    made.write(doc, "Hidden words between.")
    other = made.write(doc, "She left.")
    for value, at in (("driver", Span(span.start, span.start + 21)), ("pilot", Span(span.start + 13, span.end)), ("cook", other)):
        made.claims.append(Claim(doc, who, "occupation", value=value, spans=(at,)))
    view, network = seen(made)
    (found,) = contents(view, network, None, header(key)).documents
    assert [e.text for e in found.excerpts] == ["Ana Ejemplo, a driver, was born in 1980.", "She left."]


def test_mentions_go_where_they_lie_in_a_quote(key):
    made = Case()
    doc = made.document("a.txt")
    who = made.referent(doc, "Person", "Ana Ejemplo")  # named on a line of its own, outside of any quote
    made.claim(doc, who, "occupation", value="driver", sentence="Ana Ejemplo drives.")
    start = made.documents[doc].text.index("Ana Ejemplo drives")
    inside = replace(made.mentions[0], start=start, end=start + 11)
    made.mentions.append(inside)
    view, network = seen(made)
    assert contents(view, network, None, header(key)).mentions == (inside,)


def test_a_source_that_the_recipient_may_not_know_is_not_there(key):
    made = case()
    made.sources.pop("Example Wire")
    found = juan(made, key)
    (wire,) = [d for d in found.documents if d.name == "wire.txt"]
    assert wire.source is None
    assert b"Example Wire" not in members(pack(found), key)["data/release.json"]


def test_a_document_that_the_recipient_may_not_see_gives_its_claim_and_no_word(key):
    made = Case()
    doc = made.document("informant.txt", source="Example Wire")
    who = made.referent(doc, "Person", "Ana Ejemplo")
    made.claim(doc, who, "occupation", value="driver", marking="TLP:AMBER", sentence="SECRET WORDS")
    view, network = seen(made)
    made.documents[doc] = replace(made.documents[doc], name="withheld", text="", sha256="", body=(), source=None, published=None)
    made.mentions.clear()
    found = contents(view, network, None, header(key))
    (withheld,) = found.documents
    assert withheld.withheld
    assert withheld.excerpts == ()
    assert withheld.marking == "TLP:AMBER"
    data = str(members(pack(found), key))
    assert "SECRET" not in data
    assert "informant" not in data


def test_a_hidden_speaker_leaves_no_trace(key):
    """What he said has the id of a thing said by somebody of that name, of whom nothing else is known."""
    made = Case()
    doc = made.document("a.txt")
    who, speaker = made.referent(doc, "Person", "Ana Ejemplo"), made.referent(doc, "Person", None)
    said = made.claim(doc, who, "occupation", value="driver", said_by=(Utterance("an official", speaker, named=False),))
    made.referents = [referent for referent in made.referents if referent.id != speaker]
    view, network = seen(made)
    found = contents(view, network, None, header(key))
    (claim,) = found.claims
    assert claim.said_by == (Utterance("an official", named=False),)
    assert claim.id != said
    assert found.readings == (Reading(claim.id, "rules@1:test", 0.9),)
    assert found.sent == {said: claim.id}
    data = members(pack(found), key)["data/release.json"]
    assert said.encode() not in data
    assert speaker.encode() not in data


def test_an_answer_to_what_does_not_go_answers_nothing(key):
    made = case()
    denied = next(claim.disputes for claim in made.claims if claim.disputes)
    made.claims = [claim for claim in made.claims if claim.id != denied]
    (denial,) = [claim for claim in juan(made, key).claims if claim.negated]
    assert denial.disputes is None


def test_who_reviewed_does_not_go(key):
    made = case()
    made.readings += [
        Reading(made.claims[0].id, by, p) for by, p in (("person:Ana Reviewer", 1.0), ("person:Luis Reviewer", 0.5))
    ]
    made.readings.append(Reading(made.claims[0].id, "Other Partner (GBR):rules@1:theirs", 0.7))
    made.readings.append(Reading(made.claims[0].id, "Other Partner (GBR):a person", 1.0))
    found = juan(made, key)
    by = sorted((r.by, r.p) for r in found.readings if r.claim == made.claims[0].id)
    assert by == [("a person", 1.0), ("a person (2)", 1.0), ("a person (3)", 0.5), ("rules@1:test", 0.9), ("rules@1:theirs", 0.7)]
    data = str(members(pack(found), key))
    assert "Reviewer" not in data
    assert "Other Partner" not in data
    assert [(j.by, j.why) for j in found.judgements] == [("a person", "")]


def test_what_persons_found_misread_stays(key):
    made = case()
    wrong = next(claim.id for claim in made.claims if claim.predicate == "victim")
    made.readings.append(Reading(wrong, "person:Ana Reviewer", WRONG))
    assert "victim" not in predicates(juan(made, key))
    denied = next(claim.disputes for claim in made.claims if claim.disputes)
    made.readings.append(Reading(denied, "person:Ana Reviewer", WRONG))
    (denial,) = [claim for claim in juan(made, key).claims if claim.negated]
    assert denial.disputes is None


def test_what_persons_differ_on_goes_as_what_they_come_to(key):
    made = case()
    claim = made.claims[0].id
    made.readings += [Reading(claim, "person:Ana Reviewer", WRONG), Reading(claim, "person:Luis Reviewer", RIGHT)]
    assert [(r.by, round(r.p, 6)) for r in juan(made, key).readings if r.claim == claim] == [(DIFFERING, 0.5)]


@pytest.mark.parametrize("known", [True, False])
def test_an_analyst_is_not_named(key, known):
    made = Case()
    at = datetime(2026, 11, 22, tzinfo=UTC)
    by = source_of("Ana Reviewer", "B")
    note, _ = document_of("Juan Ficticio drives.", (), "Ana Reviewer", by, at, "TLP:CLEAR")
    made.documents[note.id] = note
    if known:
        made.sources["Ana Reviewer"] = by
    made.claim(note.id, made.referent(note.id, "Person", "Juan Ficticio"), "occupation", value="driver")
    view, network = seen(made)
    found = contents(view, network, None, header(key))
    analyst = Source(content_id("s", "analyst", "B"), "an analyst", "analyst", reliability="B")
    assert found.documents[0].source == (analyst if known else None)
    assert "Reviewer" not in str(members(pack(found), key))


def test_release_lists_show_no_other_partner(key):
    made = case()
    doc = made.claims[0].doc
    made.documents[doc] = replace(made.documents[doc], marking="CUI//REL TO USA, GBR, MEX")
    recipient = replace(FGR, caveats=("CUI",))
    view, network = seen(made, recipient)
    found = contents(view, network, None, header(key, recipient=recipient))
    assert {d.marking for d in found.documents} == {"CUI//REL TO USA, MEX", "TLP:CLEAR"}
    assert found.header.marking == "TLP:GREEN; CUI//REL TO USA, MEX"
    assert b"GBR" not in members(pack(found), key)["data/release.json"]


def test_only_the_recipients_view_makes_a_package(key):
    view, network = seen(case(), Viewer("owner", owner=True))
    with pytest.raises(PackageFault, match="what MEX may see"):
        contents(view, network, None, header(key))
    view, network = seen(case(), replace(FGR, clearance="TLP:RED"))
    with pytest.raises(PackageFault, match="what MEX may see"):
        contents(view, network, None, header(key))


def test_nothing_to_send_is_said(key):
    view, network = seen(Case())
    with pytest.raises(PackageFault, match="may have nothing"):
        contents(view, network, None, header(key))


def test_judgements_go_between_those_that_go(key):
    made = case()
    pedro = next(r.id for r in made.referents if r.name == "Pedro Inventado")
    first = made.judgements[0]
    made.judgements.append(Judgement(first.a, pedro, "different", 1.0, "other face", "person:Reviewer Inventado"))
    made.judgements.append(replace(first, by="person:Another", why="same scar"))
    assert [(j.a, j.b, j.verdict) for j in juan(made, key).judgements] == [(first.a, first.b, "same")]


def test_disagreements_go_with_their_claims(key):
    found = juan(case(), key)
    assert sorted((d.nature, d.predicate, len(d.claims)) for d in found.differences) == [
        ("denial", "leads", 3),
        ("estimate", "age", 2),
    ]


def test_equal_cases_make_equal_bytes(key):
    shuffled = case()
    for rows in (shuffled.referents, shuffled.mentions, shuffled.claims, shuffled.readings):
        rows.reverse()
    assert members(pack(juan(shuffled, key)), key) == members(pack(juan(case(), key)), key)


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"purpose": " "}, "the purpose is empty"),
        ({"authority": "a\nBag-Count: 1"}, "the authority holds line breaks"),
        ({"purpose": "to\u202eexe.txt"}, "cannot be seen"),
        ({"purpose": "x" * 2001}, "longer than"),
        ({"sequence": 0}, "starts at 1"),
        ({"sequence": 2}, "names the one before"),
        ({"previous": "k" + "0" * 24}, "names the one before"),
        ({"sequence": 2, "previous": "../k"}, "no package id"),
        ({"made_at": "2026-11-22 01:02:03"}, "not written as"),
        ({"made_at": "2026-02-30T01:02:03Z"}, "not written as"),
    ],
)
def test_a_header_that_says_too_little_or_too_much_is_refused(key, changes, match):
    with pytest.raises(PackageFault, match=match):
        package(key, **changes)


def test_what_the_recipient_may_not_have_is_refused_even_if_a_view_gave_it(key):
    made = case()
    made.claims[0] = replace(made.claims[0], marking="CUI//NOFORN")
    with pytest.raises(PackageFault, match="NOFORN"):
        pack(juan(made, key))
    made.claims[0] = replace(made.claims[0], marking="UNTIL:2026-11-21")
    with pytest.raises(PackageFault, match="UNTIL"):
        pack(juan(made, key))


def test_what_its_originator_agreed_to_may_go(key):
    made = case()
    made.claims[0] = replace(made.claims[0], marking="TLP:RED; H2")
    assert pack(juan(made, key)).contents.header.marking == "TLP:RED; H2"


def test_figures_beyond_what_json_keeps_travel_as_text(key):
    made = Case()
    doc = made.document("a.txt")
    who = made.referent(doc, "Person", "Ana Ejemplo")
    made.claim(doc, who, "x", value="1", qualifiers={"whole": 40.0, "part": 0.1, "count": 7, "large": 2**60, "yes": True})
    view, network = seen(made)
    found = pack(contents(view, network, None, header(key)))
    (entry,) = json.loads(members(found, key)["data/release.json"])["claims"]
    assert entry["qualifiers"] == {
        "whole": {"float": "40.0"}, "part": 0.1, "count": 7, "large": {"integer": str(2**60)}, "yes": True,
    }  # fmt: skip
    assert repr(found.contents.claims[0].qualifiers["whole"]) == "40.0"
    assert found.contents.claims == tuple(made.claims)


def test_half_characters_are_refused(key):
    made = Case()
    doc = made.document("a.txt")
    made.claim(doc, made.referent(doc, "Person", "Ana \ud800"), "occupation", value="driver")
    view, network = seen(made)
    with pytest.raises(PackageFault, match="canonical JSON"):
        pack(contents(view, network, None, header(key)))


def test_a_recall_names_claims_and_says_why(key):
    ids = [claim.id for claim in juan(case(), key).claims[:2]]
    found = pack(recall(header(key, sequence=2, previous=package(key).id), [(i, "retracted: a namesake") for i in ids]))
    assert found.contents.header.kind == "recall"
    assert sorted(each.claim for each in found.contents.recalled) == sorted(ids)
    with pytest.raises(PackageFault, match="a recall names claims"):
        pack(recall(header(key), []))
