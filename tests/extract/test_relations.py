"""Relations: what is read, and what must not be, from short texts through the whole pipeline."""

import pytest

from entramado import knowledge
from entramado.extract.pipeline import extract
from entramado.knowledge.tables import fold
from entramado.model.claim import Document, Region, content_id
from entramado.model.values import PartialDate


@pytest.fixture(scope="module")
def claims():
    known = knowledge.load()

    def read(text, published=None):
        document = Document(
            content_id("d", text),
            "t.txt",
            "0" * 64,
            text,
            (Region(0, len(text)),),
            published=PartialDate.parse(published) if published else None,
        )
        (extraction,) = extract([document], known)
        names = {r.id: r.name or "" for r in extraction.referents}
        return [
            (fold(names[c.subject]), c.predicate, fold(names[c.object]) if c.object else c.value, c) for c in extraction.claims
        ]

    return read


def triples(found):
    return {(subject, predicate, target) for subject, predicate, target, _ in found}


def test_a_list_of_places_is_no_containment(claims):
    found = triples(claims("Violence spread to Jalisco, Michoacán, Colima and Guanajuato."))
    assert not {t for t in found if t[1] == "located_in"}


def test_a_town_lies_in_the_state_named_behind_it(claims):
    assert ("tapalpa", "located_in", "jalisco") in triples(claims("Troops arrived in Tapalpa, Jalisco, at dawn."))


def test_a_titled_list_gives_each_his_own_post(claims):
    text = (
        "Mexico's delegation was led by Secretary of Security Ramiro Ledezma and included Attorney General Felipe Obregón; "
        "Secretary of the Navy Rafael Montes; and Mexican Ambassador to Canada Carlos Villegas."
    )
    posts = {t for t in triples(claims(text)) if t[1] == "holds_post" and t[2] == "mexico"}
    assert {holder for holder, _, _ in posts} == {"ramiro ledezma", "felipe obregon", "rafael montes", "carlos villegas"}


def test_an_ambassador_serves_the_country_that_sends_him(claims):
    found = triples(claims("Mexican Ambassador to Canada Carlos Villegas spoke."))
    assert ("carlos villegas", "holds_post", "mexico") in found
    assert ("carlos villegas", "holds_post", "canada") not in found


def test_former_posts_say_so(claims):
    found = claims("Peter Lindqvist, a former agent of the Drug Enforcement Administration, disagreed.")
    (post,) = [claim for _, predicate, _, claim in found if predicate == "holds_post"]
    assert post.qualifiers["former"] is True


def test_a_serving_president_is_his_countrys(claims):
    text = "President Trump spoke with President Sheinbaum on Tuesday."
    assert {("trump", "holds_post", "united states"), ("sheinbaum", "holds_post", "mexico")} <= triples(
        claims(text, "2026-02-24")
    )
    assert ("sheinbaum", "holds_post", "mexico") not in triples(claims(text, "2019-02-24"))


@pytest.mark.parametrize(
    "text",
    [
        "Ramiro Quiroga, the next leader of the Red Hand Cartel, is unknown.",
        "Ramiro Quiroga posed as the leader of the Red Hand Cartel.",
        "President Biden directed the Drug Enforcement Administration to publish its figures.",
    ],
)
def test_candidates_impostors_and_orders_lead_nothing(claims, text):
    assert not {t for t in triples(claims(text)) if t[1] == "leads"}


def test_the_head_of_a_division_does_not_lead_the_agency(claims):
    found = triples(claims("Ruth Alder, chief of international operations for the Drug Enforcement Administration, resigned."))
    assert ("ruth alder", "holds_post", "drug enforcement administration") in found
    assert ("ruth alder", "leads", "drug enforcement administration") not in found


def test_an_apposition_holds_in_a_denied_sentence(claims):
    found = claims("Police did not find Ramiro Quiroga, the leader of the Red Hand Cartel.")
    (leads,) = [claim for _, predicate, _, claim in found if predicate == "leads"]
    assert not leads.negated


def test_an_alleged_leader_is_alleged(claims):
    found = claims("Police arrested Ramiro Quiroga, the alleged leader of the Red Hand Cartel.")
    (leads,) = [claim for _, predicate, _, claim in found if predicate == "leads"]
    assert leads.modality == "alleged"


def test_kinship_names_the_kin(claims):
    found = claims("Efraín Berlanga's wife, Lucía Montaño, was detained.")
    (kin,) = [claim for _, predicate, _, claim in found if predicate == "family_of"]
    assert kin.qualifiers["kin"] == "wife"


def test_a_unit_belongs_to_its_office(claims):
    text = "Deputy District Attorney Ruth Alder works in the Lakeshore County District Attorney's Gangs Division."
    assert any(p == "part_of" and s == "gangs division" for s, p, _ in triples(claims(text)))


def test_a_demonym_that_stands_as_a_noun_tells_the_nation(claims):
    text = "Ardit Leka, a 46-year-old Albanian who lived in Dubai, fled with a Colombian named Lucía Montaño."
    nations = {t for t in triples(claims(text)) if t[1] == "national_of"}
    assert nations == {("ardit leka", "national_of", "albania"), ("lucia montano", "national_of", "colombia")}


def test_a_demonym_before_a_noun_of_things_tells_no_nation(claims):
    found = triples(claims("Ardit Leka, a Colombian coffee exporter, and Carla Dunmore of the Lantia Institute met."))
    assert ("carla dunmore", "national_of", "colombia") not in found
    assert ("carla dunmore", "holds_post", "lantia institute") in found
