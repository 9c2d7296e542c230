"""One row of a reference table, and when a piece of text may be read as one of its names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from entramado.knowledge.folding import ARTICLES, fold, spell

INITIALS = 4
"""Names of capitals only, up to this many, are initials: ICE and AP are not the words ice and ap."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a reference table. ``key`` is stable (``group:cjng``, ``agency:us-dea``, ``substance:fentanyl``)."""

    key: str
    type: str
    kind: str | None
    name: str
    aliases: tuple[str, ...] = ()
    source: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    cased: tuple[str, ...] = ()
    """Those of the aliases that count only when written exactly so ("Congress", "La Línea"): otherwise common words."""
    colloquial: tuple[str, ...] = ()
    """Forms that name this body only where the country is known ("defense ministry"): see `Knowledge.body`."""

    def names(self) -> Iterator[str]:
        """Every form that names the row by itself, the main one first."""
        yield self.name
        yield from self.aliases

    def accepts(self, surface: str) -> bool:
        """Whether text written as ``surface`` can name this row: the words agree, and the case where case matters."""
        folded, written = fold(surface), _bare(surface)
        return any(fold(name) == folded and self._fits(name, written) for name in self.names())

    def _fits(self, name: str, written: list[str]) -> bool:
        spelled = _bare(name)
        if name in self.cased or is_initials(name):
            return spelled == written
        if len(spelled) == 1 and spelled[0][0].isupper():  # a one-word name is written with a capital
            return not written[0][0].islower()
        return True


def is_initials(name: str) -> bool:
    """Whether a name is a short run of capitals (US, ICE, CJNG, U.S.)."""
    plain = name.replace(".", "")
    return 1 < len(plain) <= INITIALS and plain.isalpha() and plain.isupper()


def _bare(name: str) -> list[str]:
    parts = spell(name)
    return parts[1:] if len(parts) > 1 and parts[0].casefold() in ARTICLES else parts
