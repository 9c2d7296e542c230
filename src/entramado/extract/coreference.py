"""Pronouns and common nouns that point to something named before."""

from __future__ import annotations

from entramado.extract.scene import Scene
from entramado.knowledge import Knowledge


def coreference(scene: Scene, knowledge: Knowledge) -> None:
    """Mark pronouns and definite nouns with the referents they point to, where that is plain."""
