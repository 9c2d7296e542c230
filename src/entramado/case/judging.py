"""How a judgement by hand is handled: unless its maker says otherwise, like all that the two entities stand on.

Who merges two entities has seen all of both, and so have his reasons. A judgement shown to others would tell them that what they
may not see is there, and what it comes to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from entramado.model.marking import Marking, joined
from entramado.model.network import Entity
from entramado.model.view import View

Grounds = Mapping[str, Sequence[str]]
"""Referent to the markings of what it stands on."""


def grounds(view: View) -> Grounds:
    """Of each referent: the marking of its document, and of the claims marked apart that speak of it or that it says."""
    documents = {document.id: document.marking for document in view.documents()}
    found = {referent.id: [documents[referent.doc]] for referent in view.referents()}
    for claim in view.claims():
        if claim.marking is not None:
            for end in {claim.subject, claim.object, *(said.referent for said in claim.said_by)}:
                if end is not None and end in found:
                    found[end].append(claim.marking)
    return found


def handling(referents: Iterable[str], stand_on: Grounds) -> str:
    """The marking joined from all that these referents stand on."""
    return joined(sorted({marking for referent in referents for marking in stand_on[referent]}))


def spokesman(entity: Entity, marking: str, stand_on: Grounds) -> str:
    """The referent that a judgement of this marking names: one that all who may see the judgement may see, where there is one."""
    limit = Marking.parse(marking)
    open_ones = [r for r in entity.referents if Marking.parse(handling([r], stand_on)) <= limit]
    return min(open_ones or entity.referents)
