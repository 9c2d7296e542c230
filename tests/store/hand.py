"""Small documents made by hand, as ingest and extraction would give them."""

from __future__ import annotations

import hashlib

from entramado.model.claim import (
    Claim,
    Document,
    Extraction,
    Mention,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    content_id,
)


def source(name="The Daily", reliability="B", marking="TLP:CLEAR"):
    return Source(content_id("s", name), name, "media", reliability=reliability, marking=marking)


def document(name, text, *, origin=None, marking="TLP:CLEAR"):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    body = (Region(0, len(text)),)
    return Document(content_id("d", sha256), name, sha256, text, body, origin.id if origin else None, marking=marking)


def extraction(doc, leader="Ana Roe", group="Blue Gang", marking=None):
    """ "ana leads gang" and her age, standing on the whole text."""
    who = Referent(doc.id, "Person", None, leader, doc.text.index(leader))
    gang = Referent(doc.id, "Organization", "criminal", group, doc.text.index(group))
    whole = (Span(0, len(doc.text)),)
    claims = (
        Claim(doc.id, who.id, "leads", gang.id, spans=whole, marking=marking),
        Claim(doc.id, who.id, "age", value="41", spans=whole),
    )
    mentions = tuple(Mention(r.id, doc.id, r.anchor, r.anchor + len(r.name), r.name) for r in (who, gang))
    return Extraction((who, gang), mentions, claims, tuple(Reading(c.id, "rules@1:test", 0.9) for c in claims))


def put(store, doc, found=None, origin=None, **more):
    more.setdefault("actor", "owner")
    return store.deposit(doc, doc.text.encode(), origin, found or Extraction((), (), (), ()), holding=doc.name, **more)


def seen(view):
    """Everything that a view gives, in its order."""
    return {
        "sources": list(view.sources()),
        "documents": list(view.documents()),
        "referents": list(view.referents()),
        "mentions": list(view.mentions()),
        "claims": list(view.claims()),
        "ids": [claim.id for claim in view.claims()],
        "readings": list(view.readings()),
        "judgements": list(view.judgements()),
        "problems": list(view.problems()),
    }
