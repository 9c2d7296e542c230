import pytest
from tests.memory import Case, knowledge

from entramado.fuse import network
from entramado.model.claim import Utterance
from entramado.model.network import Disagreement, Edge, Network
from entramado.model.values import Figure


def net(case: Case) -> Network:
    return network(case.view(), knowledge())


def edge(found: Network, claim: str) -> Edge:
    return next(a for a in found.edges if claim in a.claims)


def only(found: Network) -> Disagreement:
    assert len(found.disagreements) == 1, found.disagreements
    return found.disagreements[0]


def boss(case: Case, doc: str) -> str:
    return case.referent(doc, "Person", "Nemesio Ficticio Prueba")


def group(case: Case, doc: str) -> str:
    return case.referent(doc, "Organization", "Mirador Cartel", key="group:mirador")


def leading(case: Case, name: str, sentence: str | None = None, said_by: tuple[Utterance, ...] = (), **document: str) -> str:
    doc = case.document(name, **document)
    return case.claim(doc, boss(case, doc), "leads", group(case, doc), sentence=sentence, said_by=said_by)


def test_independent_documents_are_so_many_origins_and_raise_belief() -> None:
    case = Case()
    first = leading(case, "a.txt", source="Outlet A")
    alone = edge(net(case), first)
    leading(case, "b.txt", source="Outlet B")
    both = edge(net(case), first)
    assert (alone.origins, both.origins) == (1, 2)
    assert alone.belief < both.belief < 1
    assert len(both.claims) == len(both.documents) == 2


def test_near_copies_count_once() -> None:
    case = Case()
    text = "Nemesio Ficticio Prueba heads the Mirador Cartel, the largest smuggling group of the coast, officials have long held."
    first = leading(case, "a.txt", text, published="2026-02-22")
    second = leading(case, "b.txt", text.replace("have long held", "have long maintained"), published="2026-02-23")
    found = net(case)
    assert found.origin_of[first] == found.origin_of[second]
    assert edge(found, first).origins == 1


def test_one_statement_in_ten_outlets_is_one_origin() -> None:
    case = Case()
    claims = []
    for number in range(10):
        doc = case.document(f"{number}.txt", source=f"Outlet {number}")
        speaker = case.referent(doc, "Person", "Ana Muestra Ejemplo")
        said = (Utterance("Ana Muestra Ejemplo", speaker),)
        sentence = f"{number}: she said that he leads it."
        claims.append(case.claim(doc, boss(case, doc), "leads", group(case, doc), sentence=sentence, said_by=said))
    assert edge(net(case), claims[0]).origins == 1


def test_stories_that_credit_one_wire_are_one_origin() -> None:
    case = Case()
    first = leading(case, "a.txt", "According to what is known on the coast, he is its head these days. -- ZNI")
    second = leading(case, "b.txt", "The group has been run by him for years now, people in the port say. -- ZNI")
    third = leading(case, "c.txt", "It is he who commands the cartel of the coast and all its boats.")
    found = net(case)
    assert found.origin_of[first] == found.origin_of[second] != found.origin_of[third]


def test_an_outlet_quoted_by_another_is_one_origin_with_its_own_story() -> None:
    case = Case()
    first = leading(case, "a.txt", "He has led the group of the coast since the spring of last year.", source="Harbour Herald")
    doc = case.document("b.txt", source="Outlet B")
    herald = case.referent(doc, "Organization", "Harbour Herald")
    said = (Utterance("Harbour Herald", herald, "reported"),)
    second = case.claim(doc, boss(case, doc), "leads", group(case, doc), said_by=said)
    found = net(case)
    assert found.origin_of[first] == found.origin_of[second]


def test_unnamed_officials_of_two_outlets_are_two_origins() -> None:
    case = Case()
    someone = (Utterance("a former official", None, "said", named=False),)
    first = leading(case, "a.txt", said_by=someone, source="Outlet A")
    second = leading(case, "b.txt", said_by=someone, source="Outlet B")
    found = net(case)
    assert found.origin_of[first] != found.origin_of[second]


def test_better_grades_are_believed_more_and_unknown_is_neutral() -> None:
    beliefs = []
    for reliability, credibility in (("A", "1"), ("B", "2"), ("F", "6"), ("E", "5")):
        case = Case()
        claim = leading(case, "a.txt", source="Outlet", reliability=reliability, credibility=credibility)
        beliefs.append(edge(net(case), claim).belief)
    assert beliefs == sorted(beliefs, reverse=True)
    assert beliefs[2] == pytest.approx(0.9 * 0.5)


def test_modality_softens() -> None:
    case = Case()
    doc = case.document("a.txt")
    he, it = boss(case, doc), group(case, doc)
    stated = case.claim(doc, he, "leads", it)
    alleged = case.claim(doc, he, "founded", it, modality="alleged")
    found = net(case)
    assert found.belief_of[alleged] < found.belief_of[stated]


def test_a_denial_is_shown_and_lowers_belief() -> None:
    case = Case()
    yes = leading(case, "a.txt")
    before = edge(net(case), yes).belief
    doc = case.document("b.txt")
    no = case.claim(doc, boss(case, doc), "leads", group(case, doc), negated=True, said_by=(Utterance("the lawyer"),))
    found = net(case)
    said = only(found)
    assert (said.nature, set(said.claims)) == ("denial", {yes, no})
    assert edge(found, yes).belief < before
    assert edge(found, yes).disputed
    assert edge(found, no).negated


def attribute(case: Case, name: str, predicate: str, value: str, published: str | None = "2026-02-23", **rest: object) -> str:
    doc = case.document(name, published=published)
    subject = group(case, doc) if predicate in ("founding_year", "size") else boss(case, doc)
    return case.claim(doc, subject, predicate, value=value, **rest)


@pytest.mark.parametrize(
    ("first", "second", "nature"),
    [
        (("age", "59"), ("age", "60"), "estimate"),
        (("age", "48"), ("age", "60"), "contradiction"),
        (("founding_year", "2009"), ("founding_year", "2011"), "contradiction"),
        (("birth_date", "1966-07-17"), ("birth_date", "1966-07-18"), "contradiction"),
        (("reward", "USD 10000000"), ("reward", "USD 15000000"), "contradiction"),
    ],
)
def test_single_values_that_differ_are_shown(first: tuple[str, str], second: tuple[str, str], nature: str) -> None:
    case = Case()
    claims = {attribute(case, "a.txt", *first), attribute(case, "b.txt", *second)}
    said = only(net(case))
    assert (said.nature, set(said.claims)) == (nature, claims)
    assert first[1].split()[-1] in said.about


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("birth_date", "1966"), ("birth_date", "1966-07-17")),
        (("reward", "USD 15000000"), ("reward", "MXN 30000000")),
        (("age", "59"), ("age", "59")),
        (("alias", "El Faro"), ("alias", "El Capitán")),
        (("occupation", "farmer"), ("occupation", "trader")),
    ],
)
def test_what_can_both_be_so_is_no_disagreement(first: tuple[str, str], second: tuple[str, str]) -> None:
    case = Case()
    attribute(case, "a.txt", *first)
    attribute(case, "b.txt", *second)
    assert net(case).disagreements == ()


def test_ages_a_year_apart_in_time_agree() -> None:
    case = Case()
    attribute(case, "a.txt", "age", "59", published="2025-02-23")
    attribute(case, "b.txt", "age", "60", published="2026-02-23")
    assert net(case).disagreements == ()


def test_ages_in_undated_reports_are_shown_and_held_against_nobody() -> None:
    case = Case()
    attribute(case, "a.txt", "age", "50", published=None)
    attribute(case, "b.txt", "age", "57", published=None)
    assert only(net(case)).nature == "estimate"


def test_nobody_ages_after_death() -> None:
    case = Case()
    attribute(case, "a.txt", "age", "59", published="2026-02-23")
    late = attribute(case, "b.txt", "age", "60", published="2031-02-23")
    assert only(net(case)).nature == "contradiction"
    doc = next(c.doc for c in case.claims if c.id == late)
    case.claim(doc, boss(case, doc), "death_date", value="2026-02-22")
    assert only(net(case)).nature == "estimate"


def test_an_approximate_year_is_an_estimate() -> None:
    case = Case()
    attribute(case, "a.txt", "founding_year", "2009")
    attribute(case, "b.txt", "founding_year", "2010", qualifiers={"bound": "about"})
    assert only(net(case)).nature == "estimate"


def strike(case: Case, name: str, published: str = "2026-02-23") -> tuple[str, str]:
    doc = case.document(name, published=published)
    place = case.referent(doc, "Place", "Tapalpa", kind="locality", key="place:MX-14086")
    return doc, case.event(doc, "operation", date="2026-02-22", place=place, target=boss(case, doc))


def toll(case: Case, name: str, count: str, figure: Figure, published: str = "2026-02-23", **qualifiers: str) -> str:
    doc, event = strike(case, name, published)
    return case.claim(doc, event, count, value=str(figure), figure=figure, qualifiers=qualifiers)


@pytest.mark.parametrize(
    ("first", "second", "published", "nature"),
    [
        (Figure(6, None), Figure(20, None), "2026-02-23", "estimate"),
        (Figure.exact(3), Figure.exact(5), "2026-02-23", "contradiction"),
        (Figure.exact(3), Figure.exact(5), "2026-02-26", "revision"),
        (Figure.exact(5), Figure.exact(3), "2026-02-26", "contradiction"),
    ],
)
def test_counts_of_one_event(first: Figure, second: Figure, published: str, nature: str) -> None:
    case = Case()
    claims = {toll(case, "a.txt", "killed", first), toll(case, "b.txt", "killed", second, published)}
    said = only(net(case))
    assert (said.nature, set(said.claims)) == (nature, claims)


def test_counts_of_different_people_do_not_disagree() -> None:
    case = Case()
    toll(case, "a.txt", "killed", Figure.exact(3), of="gunmen")
    toll(case, "b.txt", "killed", Figure.exact(25), of="National Guard members")
    assert net(case).disagreements == ()


def test_a_denied_part_in_an_event_answers_bodies_of_that_country() -> None:
    case = Case()
    a, first = strike(case, "a.txt")
    office = case.referent(a, "Organization", "US Narcotics Office", kind="agency", key="agency:us-narcotics")
    yes = case.claim(a, first, "support", office)
    b, second = strike(case, "b.txt")
    country = case.referent(b, "Place", "United States", kind="country", key="place:US")
    no = case.claim(b, second, "support", country, negated=True)
    case.claim(b, second, "support", case.referent(b, "Place", "Mexico", kind="country", key="place:MX"))
    said = only(net(case))
    assert (said.nature, said.predicate, set(said.claims)) == ("denial", "support", {yes, no})


def test_words_that_do_not_change_what_is_counted() -> None:
    case = Case()
    toll(case, "a.txt", "killed", Figure.exact(4), of="other cartel members")
    toll(case, "b.txt", "killed", Figure.exact(7), of="cartel members", published="2026-02-25")
    assert only(net(case)).nature == "revision"


def test_a_denial_of_foreign_hands_answers_bodies_of_another_country() -> None:
    case = Case()
    a, first = strike(case, "a.txt")
    office = case.referent(a, "Organization", "US Narcotics Office", kind="agency", key="agency:us-narcotics")
    yes = case.claim(a, first, "support", office)
    case.claim(a, first, "support", case.referent(a, "Place", "Mexico", kind="country", key="place:MX"))
    b, second = strike(case, "b.txt")
    no = case.claim(b, second, "support", case.referent(b, "Organization", "foreign military personnel"), negated=True)
    assert set(only(net(case)).claims) == {yes, no}


def test_a_copy_does_not_disagree_with_itself() -> None:
    case = Case()
    for name in ("a.txt", "b.txt"):
        doc, event = strike(case, name)
        for number in (3, 5):
            sentence = f"Of the men in the house at the end of the lane {number} were killed by the soldiers, it is said."
            case.claim(doc, event, "killed", value=str(number), figure=Figure.exact(number), sentence=sentence)
    assert net(case).disagreements == ()


def test_one_speaker_in_one_document_does_not_contradict_himself() -> None:
    case = Case()
    doc, event = strike(case, "a.txt")
    for number in (3, 5):
        case.claim(doc, event, "killed", value=str(number), figure=Figure.exact(number))
    assert net(case).disagreements == ()


def test_an_unnamed_person_is_called_as_the_text_does() -> None:
    case = Case()
    doc = case.document("a.txt")
    him = case.referent(doc, "Person")
    case.claim(doc, him, "leads", group(case, doc))
    found = net(case)
    entity = found.entities[found.entity_of[him]]
    assert (entity.name, entity.names) == ("an unnamed Person", ())


def test_places_have_coordinates() -> None:
    case = Case()
    doc = case.document("a.txt")
    place = case.referent(doc, "Place", "Talpalpa", kind="locality", key="place:MX-14086")
    found = net(case)
    entity = found.entities[found.entity_of[place]]
    assert (entity.name, entity.names, entity.lat, entity.lon) == ("Tapalpa", ("Talpalpa",), 19.9, -103.8)
