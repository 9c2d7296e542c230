"""An entity's file for the screen: nothing without its claims, nothing unbounded, and the same as the command line prints."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.memory import Case, knowledge
from tests.share.suspect import NAME, File, whole

from entramado.fuse import network
from entramado.model.errors import NotFound, UsageError
from entramado.model.network import Entity, Network
from entramado.share.explain import merges_of
from entramado.share.profile import Profiles, best_first, profile
from entramado.share.screen.evidence import claims as claims_behind
from entramado.share.screen.stage import Stage
from entramado.share.screen.subject import CITED, OCCASIONS, SubjectFile, subject
from entramado.share.screen.subject_facts import VALUES, names, values
from entramado.share.screen.subject_ground import gaps, joinings, sources
from entramado.share.screen.subject_ties import FIRST, links_of, occasions, places
from entramado.share.timeline import happenings


def staged(made: File, **options) -> tuple[Stage, Entity]:
    view, found, entity = made.made(**options)
    return Stage(view, found), entity


def opened(made: File) -> tuple[Stage, Entity, SubjectFile]:
    stage, entity = staged(made)
    return stage, entity, subject(stage, entity.id)


def group_of(file: SubjectFile, phrase: str):
    return next(group for group in file.links if group.phrase == phrase)


def attribute(file: SubjectFile, predicate: str):
    return next(each for each in file.facts if each.predicate == predicate)


def scanned(found: Network, entity: Entity):
    """The parts of a file by a scan of the whole map: what indices must give as well."""
    own = [e for e in found.edges if entity.id in (e.subject, e.object)]
    inward = [e for e in own if e.subject != entity.id and found.entities[e.subject].type != "Event"]
    events = happenings(found, entity.id) if entity.type != "Event" else []
    about = {entity.id, *(h.event.id for h in events)}
    return (
        sorted((e for e in own if e.subject == entity.id and e.object is None), key=best_first),
        sorted((e for e in own if e.subject == entity.id and e.object is not None), key=best_first),
        sorted(inward, key=best_first),
        events,
        [d for d in found.disagreements if d.subject in about],
        merges_of(found, entity),
    )


def test_a_profile_by_indices_is_the_profile_by_a_scan_of_the_map():
    _, found, _ = whole().made()
    files = Profiles(found)
    for entity in found.entities.values():
        made = files.of(entity)
        attributes, outward, inward, events, differing, merges = scanned(found, entity)
        assert [*made.attributes] == attributes
        assert [*made.outward] == outward
        assert [*made.inward] == inward
        assert [*made.events] == events
        assert sorted(made.disagreements, key=str) == sorted(differing, key=str)
        assert [*made.merges] == merges
        assert profile(found, entity) == made


def test_every_line_opens_to_the_claims_it_counts():
    stage, _, file = opened(whole())
    lines = [*(v for fact in file.facts for v in fact.values), *(v for group in file.links for v in group.items)]
    assert len(lines) > 10
    for said in lines:
        page = claims_behind(stage, line=said.line.id)
        assert page.total == said.line.claims > 0
        assert sorted({item.grade for item in page.items}) == list(said.grades)
    for event in file.events.items:
        for role in event.roles:
            assert claims_behind(stage, line=role.line).total > 0


def test_the_head_counts_what_the_evidence_of_the_entity_has():
    made = whole()
    stage, entity, file = opened(made)
    page = claims_behind(stage, entity=entity.id, limit=200)
    assert file.head.claims == page.total == sum(file.head.grades.values())
    assert file.head.reviewed == 0
    made.review(page.items[0].claim)
    assert opened(made)[2].head.reviewed == 1


def test_values_stand_side_by_side_with_who_says_otherwise():
    _, _, file = opened(whole())
    ages = attribute(file, "age")
    assert {value.line.value for value in ages.values} == {"59", "61"}
    assert [d.nature for d in ages.disagreements] == ["contradiction"]
    assert all(d.lowers for d in ages.disagreements)
    by_value = {value.line.value: value for value in ages.values}
    assert by_value["59"].speakers == ["Example Wire"]
    assert by_value["59"].against == ["Example Institute"]
    assert by_value["61"].against == ["Example Wire"]


def test_the_head_tells_category_standing_and_parts_with_their_claims():
    stage, _, file = opened(whole())
    head = file.head
    assert head.entity.name == NAME
    assert (head.category.word, head.category.ranked, head.category.explicit) == ("suspect", True, False)
    assert head.category.ground.claims
    assert set(head.category.ground.claims) <= set(stage.exhibits.claims)
    assert {step.kind for step in head.standing} == {"charge", "reward", "death"}
    assert next(step.value for step in head.standing if step.kind == "reward") == "USD 15,000,000"
    assert [(part.group.name, part.role, part.assessed) for part in head.parts] == [
        ("Mirador Cartel", "leader", False), ("Mirador Cartel", "founder", False),
    ]  # fmt: skip
    assert head.dead
    assert head.marking == "TLP:AMBER"


def test_whoever_is_protected_is_placed_in_no_network():
    made = File()
    made.say("category", value="victim")
    made.say("member_of", made.thing("Organization", "Mirador Cartel", "criminal"))
    head = opened(made)[2].head
    assert head.protected
    assert head.parts == ()
    assert head.missing == ()
    assert not head.category.ranked


def test_every_type_of_entity_has_a_file():
    view, found, _ = whole().made()
    stage = Stage(view, found)
    types = set()
    for entity in found.entities.values():
        file = subject(stage, entity.id)
        types.add(entity.type)
        assert file.head.entity.id == entity.id
        assert file.head.counts.events == file.events.total == len(profile(found, entity).events)
    assert {"Person", "Organization", "Place", "Event", "Substance"} <= types


def test_links_read_from_either_end_and_those_that_read_alike_stand_together():
    view, found, entity = whole().made()
    stage = Stage(view, found)
    file = subject(stage, entity.id)
    assert group_of(file, "leads").items[0].far.name == "Mirador Cartel"
    cartel = next(e for e in found.entities.values() if e.name == "Mirador Cartel")
    led = group_of(subject(stage, cartel.id), "led by")
    assert (led.inverse, led.items[0].far.name) == (True, NAME)
    kin = group_of(file, "family of")
    assert [said.far.name for said in kin.items] == ["Rubén Ficticio"]
    denied = group_of(file, "pays").items[0]
    assert denied.line.negated
    assert denied.phrase == "not: pays"


def test_events_come_the_latest_first_with_the_part_taken():
    stage, entity, file = opened(whole())
    dates = [event.date for event in file.events.items]
    assert dates == sorted((d for d in dates if d), reverse=True) + [None] * dates.count(None)
    raid = next(event for event in file.events.items if event.event.kind == "operation")
    assert [role.predicate for role in raid.roles] == ["target"]
    assert raid.place.name == "Sampleton"
    assert "Example Army" in [other.name for other in raid.others]
    assert raid.disputed
    spots = {tie.place.name: tie for tie in places(stage, entity, None, 20).items}
    assert (spots["Sampleton"].events, spots["Quarry Bend"].events) == (1, 0)
    assert [said.phrase for said in spots["Quarry Bend"].ties] == ["controls"]


def test_sources_merges_names_and_gaps():
    stage, entity = staged(whole())
    about = sources(stage, entity, None, 20)
    assert {row.source for row in about.items} == {"Example Wire", "Sample Blog", "Example Institute"}
    assert sum(row.claims for row in about.items) == subject(stage, entity.id).head.claims
    assert [row.published for row in about.items] == ["2026-02-26", "2026-02-25", "2026-02-23"]
    joined = joinings(stage, entity, None, 20)
    assert joined.total == len(merges_of(stage.network, entity)) > 0
    assert all(reason.why and reason.a.where and reason.b.where for reason in joined.items)
    (form,) = names(stage, entity, None, 20).items
    assert (form.name, form.chosen, form.documents) == (NAME, True, 3)
    for at in form.where:
        assert stage.exhibits.documents[at.document].text[at.start :].startswith(NAME)
    asked = gaps(stage, entity, None, 50)
    assert "Which nationality or nationalities does the subject have?" in [gap.question for gap in asked.items]


def test_of_one_who_is_no_suspect_nothing_is_asked_but_who_it_is():
    made = File()
    made.say("category", value="witness")
    stage, entity = staged(made)
    asked = [gap.question for gap in gaps(stage, entity, None, 50).items]
    assert asked
    assert all("born" in q or "nationalit" in q or "identifiers" in q for q in asked)


def test_a_file_is_bounded_and_its_sections_page_to_the_whole():
    made = File()
    for number in range(30):
        made.say("controls", made.thing("Place", f"Muestra {number}", "locality"))
        made.say("charge", value=f"offence {number}")
        made.case.event(made.wire, "meeting", date=f"2024-05-{number + 1:02}", agent=made.who[made.wire])
    stage, entity, file = opened(made)
    assert len(file.head.standing) < file.head.standing_total == 30
    assert len(file.head.category.ground.claims) <= CITED
    charges = attribute(file, "charge")
    assert (len(charges.values), charges.total) == (VALUES, 30)
    controls = group_of(file, "controls")
    assert (len(controls.items), controls.total) == (FIRST, 30)
    assert (len(file.events.items), file.events.total) == (OCCASIONS, 30)
    sections = (
        lambda cursor: values(stage, entity, "charge", cursor, 7),
        lambda cursor: links_of(stage, entity, "controls", inverse=False, cursor=cursor, limit=7),
        lambda cursor: occasions(stage, entity, cursor, 7),
        lambda cursor: places(stage, entity, cursor, 7),
    )
    for section in sections:
        cursor, found = None, []
        while True:
            page = section(cursor)
            found += page.items
            cursor = page.next
            if cursor is None:
                break
        assert len(found) == page.total == 30
        assert len({repr(item) for item in found}) == 30


def test_what_is_not_there_is_not_found_and_no_cursor_is_made_up():
    stage, entity = staged(whole())
    with pytest.raises(NotFound):
        subject(stage, "e0")
    for section in (names, occasions, places, sources, joinings):
        with pytest.raises(UsageError):
            section(stage, entity, "-1", 10)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["leads", "member_of", "works_for"]), st.integers(0, 2)), max_size=20)
)
def test_whatever_the_map_each_link_is_in_the_file_of_either_end_once(said):
    case = Case()
    doc = case.document("a.txt", source="Example Wire")
    men = [case.referent(doc, "Person", f"Juan Ficticio {letter}") for letter in "ABCD"]
    groups = [case.referent(doc, "Organization", f"Grupo {word}", kind="criminal") for word in ("Uno", "Dos", "Tres")]
    for man, predicate, group in said:
        case.claim(doc, men[man], predicate, groups[group])
    view = case.view()
    stage = Stage(view, network(view, knowledge()))
    seen: dict[str, int] = {}
    for entity in stage.network.entities:
        for kind in subject(stage, entity).links:
            page = links_of(stage, stage.entity(entity), kind.predicate, inverse=kind.inverse, cursor=None, limit=200)
            assert page.total == kind.total
            for each in page.items:
                seen[each.line.id] = seen.get(each.line.id, 0) + 1
    assert sorted(seen) == sorted(stage.line_id(n) for n, e in enumerate(stage.network.edges) if e.object is not None)
    assert set(seen.values()) <= {2}
