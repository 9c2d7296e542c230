"""Text to candidate claims: segment, names, coreference, relations, attributes, events, attribution (pipeline.STEPS)."""

from entramado.extract.lean import import_spacy

import_spacy()  # before any module here imports a part of it
