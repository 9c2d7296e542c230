"""Who has reviewed a claim: two names make two persons, an author is no reviewer of his own note."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entramado.model.claim import Reading
from entramado.share.package.model import Sender
from entramado.share.package.receive import reader
from entramado.share.review_status import Review, review, together


def read(*by: str, author: str | None = None) -> Review:
    """``-ana`` for ana who found it misread."""
    said = [Reading("c1", "rules@1:leads", 0.9)]
    said += [Reading("c1", f"person:{name.removeprefix('-')}", 0.02 if name.startswith("-") else 0.98) for name in by]
    return review(said, author)


def test_the_levels_and_their_words():
    assert (read().level, read().words()) == ("none", "not reviewed")
    assert (read("ana").level, read("ana").words()) == ("one", "reviewed by ana")
    assert (read("ana", "ben").level, read("ben", "ana").words()) == ("assessed", "assessed by ana and ben")
    assert read("ana", "-ben").words() == "reviewers differ: read right by ana, misread by ben"
    assert (read("-ben").level, read("-ben").words()) == ("misread", "found misread by ben")


def test_one_name_in_two_spellings_is_one_person():
    assert read("Ana Ejemplo", "ana  ejémplo").level == "one"


def test_who_wrote_the_note_is_no_second_reader_of_it():
    assert read("ana", author="ana").level == "none"
    assert read("ana", "ben", author="Ana").level == "one"
    assert read("ana", "ben", "eva", author="ana").right == ("ben", "eva")
    assert read("-ben", "ana", author="ana").level == "differing"
    assert read("-ana", author="ana").level == "misread"


def test_who_wrote_it_by_hand_is_no_reviewer_where_the_source_is_hidden_either():
    found = review([Reading("c1", "person:ana", 1.0), Reading("c1", "person:ben", 0.98)], None)
    assert (found.author, found.right) == ("ana", ("ben",))


def test_two_claims_read_by_one_person_each_are_no_assessment():
    assert together([read("ana"), read("ben")]).level == "one"
    assert together([read("ana", "ben"), read()]).level == "assessed"
    assert together([]).level == "none"


@given(st.lists(st.sampled_from(["ana", "Ana", "-ana", "ben", "-ben", "eva"]), max_size=6), st.sampled_from([None, "ana", "ben"]))
def test_an_assessment_has_two_persons_neither_of_them_the_author(by, author):
    latest = {name.removeprefix("-").casefold(): name for name in by}
    found = read(*latest.values(), author=author)
    if found.level == "assessed":
        assert len({name.casefold() for name in found.right}) >= 2
        assert author not in {name.casefold() for name in found.right}
        assert not found.wrong


def test_a_partner_called_person_reviews_nothing_here():
    by = reader(Sender("person", None, "k"))
    assert review([Reading("c1", f"{by}:a person", 0.98), Reading("c1", f"{by}:rules@1", 0.9)], None).level == "none"
