import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.hand import document, put

from entramado.store.search import Index, Query, measure, rank, sentences, words

TEXTS = {
    "a.txt": "Gen. José Peña left. Cities burned in the U.S. South; blockades went on!\n\nA heading\n\nThe road was closed.",
    "b.txt": "A blockade of roads. Pena spoke “at length.” Nobody else did.",
}


def fill(store):
    for name, text in TEXTS.items():
        put(store, document(name, text))
    return store.view()


def found(view, query, limit=10):
    return [hit.snippet for hit in view.search(query, limit)]


def test_sentences_are_those_a_reader_sees():
    doc = document("a.txt", TEXTS["a.txt"])
    assert [doc.text[s.start : s.end] for s in sentences(doc)] == [
        "Gen. José Peña left.",
        "Cities burned in the U.S. South; blockades went on!",
        "A heading",
        "The road was closed.",
    ]


@given(st.text())
def test_sentences_hold_every_word_in_order(text):
    doc = document("x", text.replace("\0", "").encode("utf-8", "ignore").decode())
    spans = list(sentences(doc))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(doc.text[s.start : s.end].split()) for s in spans) == "".join(doc.text.split())


def test_plurals_accents_and_case_do_not_matter(store):
    view = fill(store)
    assert len(found(view, "BLOCKADE")) == 2
    assert len(found(view, "peña")) == 2
    assert found(view, "city") == ["Cities burned in the U.S. South; blockades went on!"]


def test_a_sentence_with_all_the_words_comes_first(store):
    assert found(fill(store), "road blockades")[0] == "A blockade of roads."


def test_a_quoted_phrase_must_be_there(store):
    view = fill(store)
    assert found(view, '"road was closed"') == ["The road was closed."]
    assert found(view, '"closed was road"') == []


@pytest.mark.parametrize("query", ["", "   ", '""', "???", "nowhere", "' OR 1 --", '"', "a*b NEAR(", "ПУТЬ", "の"])
def test_any_query_is_answered(store, query):
    assert found(fill(store), query) == []


def test_offsets_point_at_the_sentence(store):
    view = fill(store)
    (hit,) = view.search("heading")
    assert view.document(hit.doc).text[hit.start : hit.end] == "A heading"
    assert len(view.search("the", 1)) == 1


def test_words_are_letters_and_digits():
    assert words("El Ñoño's 1,200 «glasses»") == ["el", "nono", "s", "1", "200", "glasse"]


def test_an_index_of_the_texts_answers_as_the_texts_do():
    """The page keeps an index for many searches; it must find the same sentences, in the same order."""
    chance = random.Random(4)
    vocabulary = ["cartel", "cartels", "arrest", "the", "leader", "Tapalpa", "port", "ports", "of", "seized"]
    docs = []
    for number in range(12):
        text = " ".join(chance.choice(vocabulary) + ("." if chance.random() < 0.2 else "") for _ in range(60))
        docs.append(document(f"d{number:02}.txt", text.replace(". ", ". A ")))
    sizes = [measure(doc) for doc in docs]
    total, length = sum(s.sentences for s in sizes), sum(s.words for s in sizes)
    index = Index(docs)
    for query in ("cartel", "arrest leader", '"leader port"', "the of", "none", '"seized the" cartel', "", "tapalpa tapalpa"):
        for limit in (1, 3, 10, 500):
            slow = rank(Query.parse(query), docs, total=total, length=length, limit=limit) if Query.parse(query).terms else []
            fast = index.search(query, limit)
            assert [(h.doc, h.start, h.end, h.snippet) for h in fast] == [(h.doc, h.start, h.end, h.snippet) for h in slow]
            assert [h.score for h in fast] == pytest.approx([h.score for h in slow])
