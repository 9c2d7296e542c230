"""An allegation stays one, whichever step reads it."""

from __future__ import annotations

import pytest

from entramado.extract.pipeline import extract
from entramado.knowledge import load
from entramado.model.claim import Document, Region, content_id


@pytest.mark.parametrize(
    ("text", "predicate", "modality"),
    [
        ("Ana Ejemplo allegedly laundered the money and paid the Sinaloa Cartel $9,000 in May 2025.", "pays", "alleged"),
        ("Ana Ejemplo laundered the money and paid the Sinaloa Cartel $9,000 in May 2025.", "pays", "stated"),
        ("Ana Ejemplo is allegedly in charge of the finances of the Sinaloa Cartel.", "member_of", "alleged"),
        ("Ben Tull, the alleged leader of the Sinaloa Cartel, was seen in Lisbon.", "leads", "alleged"),
    ],
)
def test_a_link_is_as_firm_as_its_sentence(text, predicate, modality):
    document = Document(content_id("d", text), "a.txt", "0" * 64, text, (Region(0, len(text)),))
    (found,) = extract([document], load())
    assert {claim.modality for claim in found.claims if claim.predicate == predicate} == {modality}
