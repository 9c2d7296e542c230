"""Scores that are worked out once are those of each pair."""

from datetime import date
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from entramado.resolve import scoring
from entramado.resolve.profiles import Profile

NAMES = ("Ana Muestra", "Ana Muestra Prueba", "Muestra", "A. Muestra", "El Güero", "Mirador Cartel", "Cartel Mirador")
TIES = (("organisation", "e1"), ("place", "e2"), ("post", "mayor @ e2"))
DAYS = (None, (date(1970, 1, 1), date(1970, 12, 31)), (date(1985, 1, 1), date(1985, 1, 1)))


@st.composite
def members(draw):
    sort = draw(st.sampled_from(["Person", "Organization", "Place", "Asset"]))
    some = st.sets(st.sampled_from(NAMES), max_size=2)
    return {
        f"r{number}": Profile(
            f"r{number}", draw(st.sampled_from("de")), sort, None, draw(st.sampled_from([None, *NAMES])),
            draw(st.sampled_from([None, None, "group:mirador"])), False, draw(some), draw(st.sets(st.sampled_from("xy"))),
            draw(st.sets(st.sampled_from(TIES))), draw(st.sampled_from(DAYS)), draw(st.sets(st.sampled_from(["id 1", "id 2"]))),
        )
        for number in range(draw(st.integers(2, 8)))
    }  # fmt: skip


@given(members())
@settings(deadline=None)
def test_what_is_scored_once_is_scored_the_same(found):
    labels = {"e1": "Mirador Cartel"}

    def ambiguous(profile):
        return profile.name == "Muestra" or "x" in profile.nicknames

    scores = scoring.Scores(found, labels, ambiguous)
    for a, b in permutations(found, 2):
        assert scores(a, b) == scoring.score(scoring.Pair(found[a], found[b], labels, ambiguous))
