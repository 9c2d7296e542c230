import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.memory import Case, knowledge

from entramado.fuse import network
from entramado.model.claim import Mention
from entramado.model.network import Network


def net(case: Case, **view) -> Network:
    return network(case.view(**view), knowledge())


def one(found: Network, *referents: str) -> bool:
    return len({found.entity_of[r] for r in referents}) == 1


def two_documents() -> tuple[Case, str, str]:
    case = Case()
    return case, case.document("one.txt"), case.document("two.txt")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Nemesio Ficticio Prueba", "Nemesio Ficticio"),
        ("Nemesio Ficticio", "Nemesio Rubén Ficticio Prueba"),
        ("Dr. Ana Muestra", "Ana Muestra"),
        ("Lisa O. Ejemplo", "Lisa Ejemplo"),
        ("Edgar Salas Prueba", "Edgar Salaz Prueba"),
        ("PRUEBA MUESTRA, Joaquín", "Joaquin Prueba Muestra"),
    ],
)
def test_forms_of_one_name_are_one_person(first: str, second: str) -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Person", first), case.referent(b, "Person", second)
    found = net(case)
    assert one(found, p, q)
    assert found.merges[0].why


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Edgar Ficticio", "Joel Ficticio"),
        ("Juan Prueba Ejemplo", "Juan Prueba Muestra"),
        ("Joaquín Prueba Jr.", "Joaquín Prueba Sr."),
        ("Ficticio", "Nemesio Ficticio"),
        ("Rubén Ficticio", "Nemesio Rubén Ficticio Prueba"),
        ("Nemesio", "Nemesio Ficticio"),
    ],
)
def test_a_surname_or_forename_alone_makes_nobody_one(first: str, second: str) -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Person", first), case.referent(b, "Person", second)
    assert not one(net(case), p, q)


def test_a_surname_with_a_shared_group_is_enough_when_it_is_the_only_one() -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Person", "Nemesio Ficticio"), case.referent(b, "Person", "Ficticio")
    for doc, who in ((a, p), (b, q)):
        case.claim(doc, who, "leads", case.referent(doc, "Organization", "Mirador Cartel", key="group:mirador"))
    assert one(net(case), p, q)
    c = case.document("three.txt")
    r = case.referent(c, "Person", "Abigail Ficticio")
    assert not one(net(case), p, q)
    assert not one(net(case), p, r)


def test_an_alias_joins_through_the_document_that_ties_it() -> None:
    case, a, b = two_documents()
    p = case.referent(a, "Person", "Nemesio Ficticio")
    case.claim(a, p, "alias", value="El Faro")
    q = case.referent(b, "Person", "El Faro")
    found = net(case)
    assert one(found, p, q)
    assert "same alias El Faro" in found.merges[0].why
    assert found.entities[found.entity_of[p]].name == "Nemesio Ficticio"


def test_an_alias_tied_elsewhere_joins_name_and_nickname_of_one_document() -> None:
    case, a, b = two_documents()
    p = case.referent(a, "Person", "Nemesio Ficticio Prueba")
    case.claim(a, p, "alias", value="El Faro")
    q, r = case.referent(b, "Person", "Nemesio Ficticio Prueba"), case.referent(b, "Person", "El Faro")
    s = case.referent(b, "Person", "El Capitán")
    found = net(case)
    assert one(found, p, q, r)
    assert not one(found, r, s)


def test_an_alias_of_two_people_joins_neither() -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Person", "Nemesio Ficticio"), case.referent(a, "Person", "Abel Muestra")
    for who in (p, q):
        case.claim(a, who, "alias", value="El Faro")
    r = case.referent(b, "Person", "El Faro")
    found = net(case)
    assert not one(found, p, r)
    assert not one(found, q, r)


def test_a_common_nickname_needs_more_beside_it() -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Person", "Nemesio Ficticio"), case.referent(b, "Person", "El Güero")
    case.claim(a, p, "alias", value="El Güero")
    assert not one(net(case), p, q)
    for doc, who in ((a, p), (b, q)):
        case.claim(doc, who, "member_of", case.referent(doc, "Organization", "Mirador Cartel", key="group:mirador"))
    assert one(net(case), p, q)


def test_two_people_named_in_one_document_stay_two() -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Person", "Edgar Salas Prueba"), case.referent(a, "Person", "Edgar Salaz Prueba")
    r = case.referent(b, "Person", "Edgar Salas Prueba")
    found = net(case)
    assert not one(found, p, q)
    assert one(found, p, r)


def test_reference_rows_decide() -> None:
    case, a, b = two_documents()
    long = case.referent(a, "Organization", "Mirador Cartel", key="group:mirador")
    short = case.referent(b, "Organization", "CDM", key="group:mirador")
    other = case.referent(b, "Organization", "Mirador Cartel of the North", key="group:laguna")
    found = net(case)
    assert one(found, long, short)
    assert not one(found, long, other)
    assert found.entities[found.entity_of[short]].name == "Mirador Cartel"


def test_an_acronym_joins_its_long_form_within_a_document() -> None:
    case, a, _ = two_documents()
    long = case.referent(a, "Organization", "Joint Harbour Task Force-Counter Smuggling")
    short = case.referent(a, "Organization", "JHTF-CS")
    assert one(net(case), long, short)


def test_names_that_many_bodies_bear_do_not_join_documents() -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Organization", "Police Department"), case.referent(b, "Organization", "Police Department")
    assert not one(net(case), p, q)


def test_a_short_form_that_many_use_joins_no_two_bodies() -> None:
    case, a, b = two_documents()
    p = case.referent(a, "Organization", "Ejemplo County District Attorney's Office")
    q = case.referent(b, "Organization", "Prueba District Attorney's Office")
    for doc, who in ((a, p), (b, q)):
        span = case.write(doc, "the District Attorney's Office")
        case.mentions.append(Mention(who, doc, span.start, span.end, "District Attorney's Office"))
    assert not one(net(case), p, q)


def test_one_of_a_criminal_name_and_an_agency_are_two() -> None:
    case, a, b = two_documents()
    p = case.referent(a, "Organization", "Grupo Sombra", kind="criminal")
    q = case.referent(b, "Organization", "Grupo Sombra", kind="agency")
    assert not one(net(case), p, q)


def raid(case: Case, doc: str, kind: str = "operation", day: str = "2026-02-22", victim: str = "Nemesio Ficticio") -> str:
    place = case.referent(doc, "Place", "Tapalpa", kind="locality", key="place:MX-14086")
    role = "victim" if kind == "killing" else "target"
    return case.event(doc, kind, date=day, place=place, **{role: case.referent(doc, "Person", victim)})


def test_reports_of_one_event_are_one_event() -> None:
    case, a, b = two_documents()
    p, q = raid(case, a), raid(case, b)
    found = net(case)
    assert one(found, p, q)
    why = next(m.why for m in found.merges if {m.a, m.b} == {p, q})
    assert "both on 2026-02-22" in why
    assert "Tapalpa" in why
    assert found.entities[found.entity_of[p]].name == "operation against Nemesio Ficticio, Tapalpa, 2026-02-22"


@pytest.mark.parametrize("other", [{"kind": "killing"}, {"day": "2026-03-05"}, {"victim": "Abel Muestra"}])
def test_another_kind_day_or_victim_is_another_event(other: dict[str, str]) -> None:
    case, a, b = two_documents()
    p, q = raid(case, a), raid(case, b, **other)
    assert not one(net(case), p, q)


def test_events_that_one_document_keeps_apart_stay_apart() -> None:
    case, a, b = two_documents()
    p, q, r = raid(case, a), raid(case, a), raid(case, b)
    found = net(case)
    assert not one(found, p, q)
    assert one(found, p, r) or one(found, q, r)


def test_a_person_is_killed_once_whatever_the_dates() -> None:
    case, a, b = two_documents()
    p, q = raid(case, a, "killing"), raid(case, b, "killing", day="2026-02-25")
    found = net(case)
    assert one(found, p, q)
    assert [(d.nature, d.predicate) for d in found.disagreements] == [("contradiction", "date")]


def test_a_body_can_lose_men_twice() -> None:
    case, a, b = two_documents()
    guard = [case.referent(doc, "Organization", "Mirador Cartel", key="group:mirador") for doc in (a, b)]
    p = case.event(a, "killing", date="2026-02-22", victim=guard[0])
    q = case.event(b, "killing", date="2025-06-01", victim=guard[1])
    assert not one(net(case), p, q)


def test_different_is_honoured_and_undone() -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Person", "Nemesio Ficticio Prueba"), case.referent(b, "Person", "Nemesio Ficticio Prueba")
    before = net(case)
    assert one(before, p, q)
    case.judge(p, q, "different")
    assert not one(net(case), p, q)
    case.judgements.clear()
    assert net(case) == before


def test_same_overrules_the_rules_and_is_undone() -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Person", "Edgar Ficticio"), case.referent(b, "Person", "Joel Muestra")
    before = net(case)
    case.judge(p, q, "same", why="fingerprints")
    found = net(case)
    assert one(found, p, q)
    assert [(m.why, m.by) for m in found.merges] == [("fingerprints", "analyst")]
    case.judgements.clear()
    assert net(case) == before


def test_a_judgement_joins_what_extraction_typed_twice() -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Person", "El Faro"), case.referent(b, "Organization", "El Faro")
    assert not one(net(case), p, q)
    case.judge(p, q, "same")
    assert one(net(case), p, q)


def test_unsure_leaves_the_pair_alone() -> None:
    case, a, b = two_documents()
    p, q = case.referent(a, "Person", "Nemesio Ficticio Prueba"), case.referent(b, "Person", "Nemesio Ficticio Prueba")
    case.judge(p, q, "unsure")
    assert not one(net(case), p, q)


NAMES = (
    "Nemesio Ficticio Prueba",
    "Nemesio Ficticio",
    "Ficticio",
    "El Faro",
    "Abel Ficticio",
    "Nemesio Rubén Ficticio Prueba",
    "Salas",
    "Edgar Salaz",
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    case = Case()
    everyone: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        day = draw(st.sampled_from([None, "2026-02-22", "2026-02-25"]))
        doc = case.document(f"{number}.txt", published=day, source=f"Outlet {number % 2}")
        group = case.referent(doc, "Organization", "Mirador Cartel", key="group:mirador")
        people = [case.referent(doc, "Person", n) for n in draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))]
        everyone += people
        for person in people:
            choice = draw(st.integers(0, 3))
            if choice == 0:
                case.claim(doc, person, "leads", group)
            elif choice == 1:
                case.claim(doc, person, "alias", value="El Faro")
            elif choice == 2:
                case.claim(doc, person, "age", value=str(draw(st.integers(40, 60))))
            else:
                case.event(doc, "killing", date=draw(st.sampled_from(["2026-02-22", "2026-02"])), victim=person)
    for _ in range(draw(st.integers(0, 2))):
        if len(everyone) > 1:
            a, b = draw(st.lists(st.sampled_from(everyone), min_size=2, max_size=2, unique=True))
            case.judge(a, b, draw(st.sampled_from(["same", "different", "unsure"])))
    return case


@given(cases(), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_makes_no_difference(case: Case, seed: int) -> None:
    assert net(case) == net(case, shuffled=seed)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_no_claim_is_lost_and_different_is_never_joined(case: Case) -> None:
    found = net(case)
    assert sorted(c for a in found.edges for c in a.claims) == sorted({c.id for c in case.claims})
    assert set(found.entity_of) == {r.id for r in case.referents}
    assert sorted(r for e in found.entities.values() for r in e.referents) == sorted(r.id for r in case.referents)
    for judgement in case.judgements:
        if judgement.verdict == "different":
            assert found.entity_of[judgement.a] != found.entity_of[judgement.b]


@given(cases())
@settings(max_examples=40, deadline=None)
def test_a_hidden_document_leaves_no_trace(case: Case) -> None:
    hidden = frozenset(list(case.documents)[:1])
    alone = Case()
    alone.sources = case.sources
    alone.documents = {d: v for d, v in case.documents.items() if d not in hidden}
    kept = {r.id for r in case.referents if r.doc not in hidden}
    alone.referents = [r for r in case.referents if r.doc not in hidden]
    alone.mentions = [m for m in case.mentions if m.doc not in hidden]
    alone.claims = [c for c in case.claims if c.doc not in hidden]
    alone.readings = case.readings
    alone.judgements = [j for j in case.judgements if j.a in kept and j.b in kept]
    assert net(alone) == net(case, without=hidden)
