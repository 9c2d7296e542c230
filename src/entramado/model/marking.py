"""Handling markings: TLP 2.0, PAP, CUI with its dissemination controls, Europol handling codes, UK handling codes.

A marking is a point of a lattice: it can be compared (`<=`: asks for no more than) and joined (`|`: what shows both must be
handled as). Text is parsed strictly, and `str` gives the one canonical text; parts are separated by ``; ``.

    TLP:AMBER+STRICT; PAP:GREEN; CUI//SP-INV/LEI//REL TO USA, MEX; H1; UK:C

Sources: first.org TLP 2.0; MISP PAP; 32 CFR 2002 and the CUI registry; Regulation (EU) 2016/794; UK 3x5x2 handling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from entramado.model.errors import MarkingError
from entramado.model.view import Viewer

TLP: Final = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
PAP: Final = ("CLEAR", "GREEN", "AMBER", "RED")
UK: Final = ("P", "C")
CONTROLS: Final = ("FED ONLY", "FEDCON", "NOCON", "DL ONLY")
"""CUI limited dissemination controls besides those on foreign release."""
HOME: Final = frozenset({"USA"})

_CATEGORY = re.compile(r"(?:SP-)?[A-Z][A-Z0-9]{1,9}")
_COUNTRY = re.compile(r"[A-Z]{3,4}")
_H3 = re.compile(r"H3(?:: (\S(?:.*\S)?))?")

_Nations = frozenset[str] | None
"""Countries admitted; None is every country."""


@dataclass(frozen=True, slots=True)
class Marking:
    """One marking. Levels are positions in the tuples above, -1 when that scheme is not used."""

    tlp: int = -1
    pap: int = -1
    cui: frozenset[str] | None = None
    """Categories, SP- ones included; None when it is not controlled unclassified information."""
    controls: frozenset[str] = frozenset()
    release: _Nations = None
    """Who may be given it (REL TO)."""
    display: _Nations = None
    """Who may be shown it (DISPLAY ONLY); holds ``release``."""
    europol: frozenset[str] | None = None
    """H1, H2, H3 and H3 comments; empty is H0, None no Europol handling."""
    uk: int = -1

    @classmethod
    def parse(cls, text: str) -> Marking:
        """Read a marking. Raises MarkingError that says which part is wrong."""
        return _parse(text)

    def join(self, other: Marking) -> Marking:
        """The least marking that asks for all that both ask for."""
        return Marking(
            max(self.tlp, other.tlp),
            max(self.pap, other.pap),
            _union(self.cui, other.cui),
            self.controls | other.controls,
            _common(self.release, other.release),
            _common(self.display, other.display),
            _union(self.europol, other.europol),
            max(self.uk, other.uk),
        )

    __or__ = join

    def __le__(self, other: Marking) -> bool:
        return self.join(other) == other

    def __ge__(self, other: Marking) -> bool:
        return other <= self

    def __lt__(self, other: Marking) -> bool:
        return self != other and self <= other

    def __gt__(self, other: Marking) -> bool:
        return other < self

    def visible_to(self, viewer: Viewer) -> bool:
        """Whether the viewer may see what bears this marking.

        The owner sees all. TLP asks for a clearance at least as high. CUI, its SP- categories and controls, H2, H3 and UK:C
        are refused unless the viewer's caveats name them; release asks for the viewer's country. PAP and H1 say what may be
        done with a thing, not who sees it.
        """
        if viewer.owner:
            return True
        if self.tlp > Marking.parse(viewer.clearance).tlp:
            return False
        if self.display is not None and viewer.country not in self.display:
            return False
        return self.needs() <= set(viewer.caveats)

    def needs(self) -> set[str]:
        """The caveats that a viewer must hold."""
        needs = set(self.controls)
        if self.cui is not None:
            needs |= {"CUI"} | {c for c in self.cui if c.startswith("SP-")}
        if self.europol is not None:
            needs |= {c[:2] for c in self.europol if c != "H1"}
        if self.uk == UK.index("C"):
            needs.add("UK:C")
        return needs

    def __str__(self) -> str:
        parts = []
        if self.tlp >= 0:
            parts.append(f"TLP:{TLP[self.tlp]}")
        if self.pap >= 0:
            parts.append(f"PAP:{PAP[self.pap]}")
        if self.cui is not None:
            parts.append(self._cui_text(self.cui))
        if self.europol is not None:
            parts += sorted(self.europol) or ["H0"]
        if self.uk >= 0:
            parts.append(f"UK:{UK[self.uk]}")
        return "; ".join(parts)

    def _cui_text(self, categories: frozenset[str]) -> str:
        text = "CUI"
        if categories:
            text += "//" + "/".join(sorted(categories, key=lambda c: (not c.startswith("SP-"), c)))
        controls = sorted(self.controls)
        if self.display == HOME:
            controls.append("NOFORN")
        else:
            if self.release is not None and self.release != HOME:
                controls.append("REL TO " + _nations(self.release))
            if self.display is not None and self.display != self.release:
                controls.append("DISPLAY ONLY " + _nations(self.display))
        return text + ("//" + "/".join(controls) if controls else "")


def joined(markings: list[str]) -> str:
    """The canonical text of what shows things of all these markings. Raises MarkingError."""
    total = Marking()
    for text in markings:
        total |= Marking.parse(text)
    return str(total) or "TLP:CLEAR"


@lru_cache(maxsize=4096)
def _parse(text: str) -> Marking:
    marking = Marking()
    seen: set[str] = set()
    for part in text.split("; "):
        scheme, one = _part(part, text)
        if scheme in seen and scheme != "H":
            raise MarkingError(f"{text!r} names {scheme} twice")
        seen.add(scheme)
        marking |= one
    return marking


def _part(part: str, whole: str) -> tuple[str, Marking]:
    scheme, _, level = part.partition(":")
    if part == "TLP:WHITE":
        raise MarkingError("TLP:WHITE is TLP 1.0; version 2.0 calls it TLP:CLEAR")
    if scheme == "TLP" and level in TLP:
        return "TLP", Marking(tlp=TLP.index(level))
    if scheme == "PAP" and level in PAP:
        return "PAP", Marking(pap=PAP.index(level))
    if scheme == "UK" and level in UK:
        return "UK", Marking(uk=UK.index(level))
    if part == "CUI" or part.startswith("CUI//"):
        return "CUI", _cui(part, whole)
    if part in ("H0", "H1", "H2") or _H3.fullmatch(part):
        return "H", Marking(europol=frozenset() if part == "H0" else frozenset({part}))
    raise MarkingError(
        f"{part!r} in {whole!r} is no marking; write TLP:{'|'.join(TLP)}, PAP:{'|'.join(PAP)}, CUI//…, H0 to H3 or UK:P|C, "
        "separated by '; '"
    )


def _cui(part: str, whole: str) -> Marking:
    """``CUI``, ``CUI//CATEGORIES``, ``CUI//CATEGORIES//CONTROLS`` or, without categories, ``CUI//CONTROLS``."""
    sections = part.split("//")[1:]
    categories: list[str] = []
    if sections and all(_CATEGORY.fullmatch(c) and not _is_control(c) for c in sections[0].split("/")):
        categories = sections.pop(0).split("/")
    controls = sections.pop(0).split("/") if sections else []
    specified = [c for c in categories if c.startswith("SP-")]
    basic = [c for c in categories if not c.startswith("SP-")]
    if sections or categories != sorted(set(specified)) + sorted(set(basic)):
        raise MarkingError(f"{whole!r}: write CUI//SP-A/B//CONTROLS, specified categories first, each alphabetical and once")
    marking = Marking(cui=frozenset(categories))
    foreign: set[str] = set()
    for control in controls:
        if control in CONTROLS:
            marking |= Marking(controls=frozenset({control}))
        elif control == "NOFORN":
            foreign.add("NOFORN")
            marking |= Marking(release=HOME, display=HOME)
        elif control.startswith("REL TO "):
            foreign.add("REL TO")
            nations = _read_nations(control.removeprefix("REL TO "), whole)
            marking |= Marking(release=nations, display=None if any(c.startswith("DISPLAY") for c in controls) else nations)
        elif control.startswith("DISPLAY ONLY "):
            foreign.add("DISPLAY ONLY")
            nations = _read_nations(control.removeprefix("DISPLAY ONLY "), whole)
            released = None if any(c.startswith("REL TO") for c in controls) else HOME
            marking |= Marking(release=released, display=nations)
        else:
            raise MarkingError(f"{control!r} in {whole!r} is no CUI category or dissemination control")
    if "NOFORN" in foreign and len(foreign) > 1:
        raise MarkingError(f"{whole!r}: NOFORN and a release list contradict each other")
    if marking.release and marking.display and not marking.release <= marking.display:
        raise MarkingError(f"{whole!r}: who may be given it may be shown it too: name them under DISPLAY ONLY")
    return marking


def _is_control(word: str) -> bool:
    return word in CONTROLS or word == "NOFORN" or word.startswith(("REL TO", "DISPLAY ONLY"))


def _read_nations(text: str, whole: str) -> frozenset[str]:
    names = text.split(", ")
    if not all(_COUNTRY.fullmatch(name) for name in names) or names[0] != "USA" or names != _ordered(names) or len(names) < 2:
        raise MarkingError(f"{whole!r}: a release list reads USA first, then other country codes in order: USA, GBR, MEX")
    return frozenset(names)


def _ordered(names: list[str] | frozenset[str]) -> list[str]:
    return sorted(set(names), key=lambda n: (n != "USA", n))


def _nations(names: frozenset[str]) -> str:
    return ", ".join(_ordered(names))


def _union(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    return b if a is None else a if b is None else a | b


def _common(a: _Nations, b: _Nations) -> _Nations:
    return b if a is None else a if b is None else a & b
