"""Short texts read as far as names and back-references, for the tests of this folder."""

from entramado import knowledge
from entramado.extract.coreference import coreference
from entramado.extract.names import names
from entramado.extract.pipeline import parser
from entramado.extract.scene import Scene
from entramado.extract.text import passages
from entramado.model.claim import Document, Region


def read(text, title=None):
    document = Document("d", "report.txt", "0", text, (Region(0, len(text)),), title=title)
    pieces = list(passages(document))
    scene = Scene(document, pieces, list(parser().pipe(piece.text for piece in pieces)))
    names(scene, knowledge.load())
    coreference(scene, knowledge.load())
    return scene


def named(scene, type_):
    """Names of the referents of a type, in the order they were met."""
    return {ref.name for ref in scene.refs if ref.type == type_ and ref.name and ref.marks}


def ref(scene, name):
    """The one referent that bears a name."""
    [found] = [r for r in scene.refs if r.marks and name in (r.name, *r.names)]
    return found


def pointed(scene, word, nth=0):
    """The referent that the nth token of this spelling points to, or None."""
    tokens = [token for doc in scene.docs for token in doc if token.text == word]
    return scene.ref_at(tokens[nth])
