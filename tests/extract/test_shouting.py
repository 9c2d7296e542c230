"""Texts in capitals throughout: the names keep theirs, the rest is written small."""

from entramado import knowledge
from entramado.extract.pipeline import parser
from entramado.extract.shouting import ProperWords
from entramado.extract.text import passages
from entramado.model.claim import Document, Region


def quiet(text):
    document = Document("d", "wire.txt", "0", text, (Region(0, len(text)),))
    return [passage.text for passage in passages(document, ProperWords(parser(), knowledge.load()))]


def test_names_stand_out_of_a_text_in_capitals():
    text = "THE COLOMBIAN GOVERNMENT SAID ON MONDAY THAT GUNMEN KILLED JUDGE MARIA DIAZ IN BOGOTA. DIAZ HAD LEFT HER OFFICE."
    assert quiet(text) == [
        "The Colombian Government said on Monday that gunmen killed judge Maria Diaz in Bogota. Diaz had left her office."
    ]


def test_initials_in_parentheses_stay():
    assert "(ELN)" in quiet("THE NATIONAL LIBERATION ARMY (ELN) ATTACKED A BRIDGE IN THE NORTH OF COLOMBIA ON FRIDAY.")[0]


def test_a_text_that_is_not_in_capitals_is_left_alone():
    text = "Gunmen killed Judge Maria Diaz, the NGO said."
    assert quiet(text) == [text]
