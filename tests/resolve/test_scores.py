"""Scores that are worked out once are those of each pair."""

from datetime import date
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.resolve import blocking, scoring
from entramado.resolve.profiles import Profile

NAMES = ("Ana Muestra", "Ana Muestra Prueba", "Muestra", "A. Muestra", "El Güero", "Mirador Cartel", "Cartel Mirador")
TIES = (("organisation", "e1"), ("place", "e2"), ("post", "mayor @ e2"))
DAYS = (None, (date(1970, 1, 1), date(1970, 12, 31)), (date(1985, 1, 1), date(1985, 1, 1)))


@st.composite
def members(draw):
    sort = draw(st.sampled_from(["Person", "Organization", "Place", "Asset"]))
    some = st.sets(st.sampled_from(NAMES), max_size=2)
    return [
        Profile(
            f"r{number}", draw(st.sampled_from("de")), sort, None, draw(st.sampled_from([None, *NAMES])),
            draw(st.sampled_from([None, None, "group:mirador"])), False, draw(some), draw(st.sets(st.sampled_from("xy"))),
            draw(st.sets(st.sampled_from(TIES))), draw(st.sampled_from(DAYS)), draw(st.sets(st.sampled_from(["id 1", "id 2"]))),
        )
        for number in range(draw(st.integers(2, 8)))
    ]  # fmt: skip


@given(members())
@settings(deadline=None)
def test_what_is_scored_once_is_scored_the_same(found):
    labels = {"e1": "Mirador Cartel"}

    def ambiguous(profile):
        return profile.name == "Muestra" or "x" in profile.nicknames

    scores = scoring.Scores(found, labels, ambiguous)
    for a, b in permutations(range(len(found)), 2):
        score = scoring.score(scoring.Pair(found[a], found[b], labels, ambiguous))
        assert scores.of(a, b) == score
        assert scores.fit(a, b) == scores.fit(b, a)
        assert scores.fit(a, b) or score[0] == 0


@given(members(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_each_pair_comes_once_whatever_the_order(found, random):
    pairs = list(blocking.pairs({profile.id: profile for profile in found}))
    assert len(pairs) == len(set(pairs))
    assert all(a < b for a, b in pairs)
    random.shuffle(found)
    assert set(blocking.pairs({profile.id: profile for profile in found})) == set(pairs)
