"""The demo case given to a partner: what he then has, and that nothing else went with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.case.partners import everything_in, key_in

import entramado
from entramado.model.view import Viewer

REPORTS = Path(__file__).parents[2] / "demo" / "reports"
SUBJECTS = ("El Mencho", "CJNG")
WORD = re.compile(r"\w{4,}")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with entramado.open(tmp_path_factory.mktemp("demo") / "demo.entramado") as opened:
        opened.build(REPORTS, workers=1)
        opened.change_settings({"organisation": "Agency Example", "country": "USA"})
        opened.add_viewer(Viewer("MEX", "TLP:GREEN", "MEX", "Fiscalía Ejemplo"))
        yield opened


def told(case, viewer="owner"):
    """Every edge in names, with what it is believed."""
    network = case.view(viewer).network()
    return sorted(
        (
            network.entities[e.subject].name, e.predicate, network.entities[e.object].name if e.object else str(e.value),
            e.negated, e.modality, e.origins, round(e.belief, 6),
        )
        for e in network.edges
    )  # fmt: skip


@pytest.mark.parametrize("to", ["MEX", "press"])
def test_the_partners_map_is_the_one_he_would_see_here(case, tmp_path, to):
    key = key_in(tmp_path)
    made = case.release(case.preview(to), tmp_path / "package", key=key, by="Inés Ejemplo")
    with entramado.open(tmp_path / "them.entramado") as them:
        assert them.receive(made.path, [key.public]).claims == made.claims
        assert told(them) == told(case, to)
        assert len(them.view().network().disagreements) == len(case.view(to).network().disagreements)
        assert them.verify() == []


@pytest.mark.parametrize("to", ["MEX", "press"])
def test_no_word_of_a_document_that_is_held_back_is_in_the_package(case, tmp_path, to):
    shown = {document.id for document in case.view(to).documents()}
    texts = {document.id: f"{document.name} {document.title or ''} {document.text}" for document in case.view().documents()}
    given = {word for doc in shown for word in WORD.findall(texts[doc].casefold())}
    held = {word for doc in texts.keys() - shown for word in WORD.findall(texts[doc].casefold())} - given
    assert held
    found = case.preview(to, SUBJECTS)
    made = case.release(
        found, tmp_path / "package", key=key_in(tmp_path), purpose="prosecution", authority="request 12", by="Inés"
    )
    assert made.files
    written = set(WORD.findall(everything_in(made.path).decode().casefold()))
    assert sorted((held & written) - set(WORD.findall(_own_words().casefold()))) == []
    assert not [doc for doc in texts.keys() - shown if doc.encode() in everything_in(made.path)]


def _own_words() -> str:
    """What any package and any dossier may say: words of the vocabulary and of the form, headings, legends, introductions."""
    source = Path(entramado.__file__).parent
    files = (*source.glob("share/dossier/*.py"), *source.glob("share/dossier/webpage.*"), *source.glob("share/package/*.py"))
    return " ".join(path.read_text() for path in (*files, source / "model" / "vocabulary.yaml"))
