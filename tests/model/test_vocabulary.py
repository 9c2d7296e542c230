import pytest

from entramado.model.claim import Claim, Span
from entramado.model.errors import VocabularyError
from entramado.model.vocabulary import vocabulary

WORDS = vocabulary()
TYPES = {"ana": "Person", "gang": "Organization", "town": "Place", "raid": "Event"}

LINKS = """leads member_of works_for founded holds_post family_of associate_of reports_to successor_of part_of caused
allied_with rival_of split_from based_in operates_in controls sources_from ships_to traffics produces engages_in owns uses
pays launders_for located_in born_in national_of""".split()
ATTRIBUTES = """alias age birth_date death_date occupation former_occupation founding_year size designation sanction reward
warrant charge conviction sentence identifier category description""".split()
EVENTS = """operation clash killing arrest attack blockade arson kidnapping seizure shipment payment meeting escape extradition
designation sanction charge conviction sentencing formation split succession information_transfer disruption alert""".split()
ROLES = "place agent target victim support recipient from to instrument item".split()
COUNTS = "killed wounded arrested seized extradited states".split()


def claim(subject, predicate, target=None, value=None, **more):
    return Claim("d", subject, predicate, target, value, spans=(Span(0, 1),), **more)


def test_every_word_of_the_design_is_there():
    assert set(LINKS) == {p.name for p in WORDS.predicates.values() if p.role == "link"}
    assert set(ATTRIBUTES) == {p.name for p in WORDS.predicates.values() if p.role == "attribute"}
    assert set(EVENTS) == set(WORDS.event_kinds)
    assert set(ROLES) == set(WORDS.roles)
    assert set(COUNTS) <= set(WORDS.counts)
    assert {"date", "occurred"} <= set(WORDS.predicates)


@pytest.mark.parametrize("word", WORDS.predicates.values(), ids=lambda w: w.name)
def test_a_word_says_what_it_means_and_how_it_is_exported(word):
    assert len(word.definition) > 3
    assert word.label
    assert word.inverse or not word.pairs
    assert {"property"} == set(word.ftm) or {"schema", "subject", "object"} == set(word.ftm)
    assert word.stix
    assert word.direction.startswith(word.domain[0])
    assert set(word.domain) | set(word.range) <= set(WORDS.types)
    assert set(word.qualifiers) <= set(WORDS.qualifiers)
    if word.symmetric:
        assert word.inverse == word.label
        assert {(b, a) for a, b in word.pairs} == set(word.pairs)


def test_mappings_exist_in_follow_the_money():
    model = pytest.importorskip("followthemoney", reason="FollowTheMoney is an extra").model
    for word in WORDS.predicates.values():
        if "schema" in word.ftm:
            schema = model.get(word.ftm["schema"])
            assert {word.ftm["subject"], word.ftm["object"]} <= set(schema.properties), word.name
        else:
            schemata = [model.get(WORDS.types[t].ftm or "Thing") for t in word.domain]
            sanction = model.get("Sanction")
            assert any(word.ftm["property"] in s.properties for s in (*schemata, sanction, model.get("Organization"))), word.name
    for entity in WORDS.types.values():
        assert entity.ftm is None or entity.ftm in model.schemata
        assert all(kind.ftm is None or kind.ftm in model.schemata for kind in entity.kinds.values())


@pytest.mark.parametrize(
    "good",
    [
        claim("ana", "leads", "gang"),
        claim("ana", "holds_post", "town", qualifiers={"role": "mayor", "former": True}),
        claim("raid", "part_of", "raid2"),
        claim("raid", "agent", "gang"),
        claim("raid", "killed", value="3", qualifiers={"of": "gunmen"}),
        claim("raid", "date", value="2026-02"),
        claim("ana", "reward", value="USD 15000000"),
        claim("ana", "category", value="witness"),
        claim("gang", "founding_year", value="2010"),
    ],
    ids=lambda c: c.predicate,
)
def test_a_claim_in_the_vocabulary_has_no_fault(good):
    assert WORDS.fault(good, TYPES | {"raid2": "Event"}) is None


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (claim("ana", "adores", "gang"), "no predicate 'adores'"),
        (claim("gang", "leads", "ana"), "does not go from Organization to Person"),
        (claim("ana", "part_of", "gang"), "does not go from Person to Organization"),
        (claim("ana", "leads", value="the gang"), "needs an entity"),
        (claim("town", "age", value="12"), "Place has no age"),
        (claim("ana", "age", value="twelve"), "figure like 20000"),
        (claim("ana", "birth_date", value="22 Feb"), "date like 2026-02-22"),
        (claim("ana", "reward", value="15000000"), "money like USD 15000000"),
        (claim("ana", "reward", value="USD 15,000,000"), "is written 'USD 15000000'"),
        (claim("ana", "category", value="hero"), "one of suspect"),
        (claim("ana", "leads", "gang", qualifiers={"mood": "grim"}), "no qualifier 'mood'"),
        (claim("ana", "leads", "gang", qualifiers={"former": "yes"}), "former is a boolean"),
        (claim("nobody", "leads", "gang"), "subject that is no referent"),
        (claim("ana", "leads", "nobody"), "object that is no referent"),
        (claim("ana", "leads", "gang", modality="shouted"), "modality 'shouted'"),
    ],
)
def test_a_claim_outside_the_vocabulary_says_why(bad, says):
    assert says in WORDS.fault(bad, TYPES)


def test_a_word_that_is_nearly_right_is_named():
    with pytest.raises(VocabularyError, match="member_of"):
        WORDS.predicate("memberof")


@pytest.mark.parametrize(
    ("predicate", "typed", "kept"),
    [
        ("reward", "USD 15,000,000", "USD 15000000"),
        ("size", " 20,000 ", "20000"),
        ("category", "Witness", "witness"),
        ("date", "2026", "2026"),
    ],
)
def test_values_are_normalised_as_typed(predicate, typed, kept):
    assert WORDS.normalise(predicate, typed) == kept


@pytest.mark.parametrize(
    ("entity", "kind", "says"), [("Ghost", None, "no type"), ("Place", "drug", "no kind"), ("Person", "x", "no kind")]
)
def test_types_and_kinds_are_checked(entity, kind, says):
    assert says in WORDS.fault_of_type(entity, kind)
    assert WORDS.fault_of_type("Organization", "criminal") is None
