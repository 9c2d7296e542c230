"""Handling markings: TLP 2.0, PAP, CUI with its dissemination controls, Europol and UK handling codes, and on any of them
the purposes it may serve, the authority it rests on and the day until which it may be used.

A marking is a point of a lattice: it can be compared (`<=`: asks for no more than) and joined (`|`: what shows both must be
handled as). Text is parsed strictly, and `str` gives the one canonical text; parts are separated by ``; ``.

    TLP:AMBER+STRICT; PAP:GREEN; CUI//SP-INV/LEI//REL TO USA, MEX; H1; UK:C; PURPOSE:prosecution; UNTIL:2027-06-30

Sources: first.org TLP 2.0; MISP PAP; 32 CFR 2002 and the CUI registry; Regulation (EU) 2016/794; UK 3x5x2 handling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
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
PURPOSES: Final = ("asset-recovery", "investigation", "journalism", "prosecution", "research", "sanctions")
"""Lawful ends that a marking may keep a thing to, and that a viewer may have."""

_CATEGORY = re.compile(r"(?:SP-)?[A-Z][A-Z0-9]{1,9}")
_COUNTRY = re.compile(r"[A-Z]{3,4}")
_AUTHORITY = re.compile(r"\S(?:[^;]*[^;\s])?")
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
    purposes: frozenset[str] | None = None
    """Ends that it may serve; None is every lawful one."""
    authority: frozenset[str] = frozenset()
    """On whose order or by which rule it is so marked, as worded."""
    until: date | None = None
    """Last day on which it may be used; afterwards it is the owner's alone until a person marks it anew."""

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
            _common(self.purposes, other.purposes),
            self.authority | other.authority,
            min((day for day in (self.until, other.until) if day is not None), default=None),
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

    def visible_to(self, viewer: Viewer, on: date | None = None) -> bool:
        """Whether the viewer may see what bears this marking, on that day (today, UTC, when None).

        The owner sees all. TLP asks for a clearance at least as high. CUI, its SP- categories and controls, H2, H3 and UK:C
        are refused unless the viewer's caveats name them; release asks for the viewer's country, purposes for one of the
        viewer's. PAP and H1 say what may be done with a thing, not who sees it.
        """
        if viewer.owner:
            return True
        if self.tlp > Marking.parse(viewer.clearance).tlp:
            return False
        if self.display is not None and viewer.country not in self.display:
            return False
        if self.purposes is not None and self.purposes.isdisjoint(viewer.purposes):
            return False
        if self.until is not None and (on or datetime.now(UTC).date()) > self.until:
            return False
        return self.needs() <= set(viewer.caveats)

    def consented(self) -> Marking:
        """What is left to ask when the originator has agreed: level of sharing (TLP), H2, H3 and UK:C are his to waive;
        CUI controls, purposes and the last day are not.
        """
        europol = None if self.europol is None else frozenset(c for c in self.europol if c == "H1")
        return replace(self, tlp=min(self.tlp, 0), europol=europol, uk=min(self.uk, 0))

    def seen_by(self, viewer: Viewer) -> Marking:
        """The marking as this viewer may be shown it: of a release list, his own country and the originator's."""
        if viewer.owner:
            return self
        known = HOME | {viewer.country} if viewer.country else HOME
        return replace(self, release=self.release and self.release & known, display=self.display and self.display & known)

    def held_by(self, viewer: Viewer, on: date | None = None) -> tuple[str, ...]:
        """Why it is kept from this viewer, part by part, in words; empty when it is not."""
        if viewer.owner:
            return ()
        held = []
        if self.tlp > Marking.parse(viewer.clearance).tlp:
            held.append(f"TLP:{TLP[self.tlp]} is above the clearance {viewer.clearance}")
        if self.display is not None and viewer.country not in self.display:
            may = "NOFORN" if self.display == HOME else "released to " + _nations(self.display)
            held.append(f"{may}, and the recipient's country is {viewer.country or 'not known'}")
        if self.purposes is not None and self.purposes.isdisjoint(viewer.purposes):
            held.append(f"only for {_listed(self.purposes) or 'no purpose'}")
        if self.until is not None and (on or datetime.now(UTC).date()) > self.until:
            held.append(f"was to be used until {self.until} only")
        missing = sorted(self.needs() - set(viewer.caveats))
        held += [
            f"{need} asks for the originator's consent" if need in _WAIVABLE else f"{need} asks for that caveat"
            for need in missing
        ]
        return tuple(held)

    def conditions(self) -> tuple[str, ...]:
        """What whoever holds it must keep to, a sentence a part."""
        told = []
        if self.tlp > 0:
            told.append(f"TLP:{TLP[self.tlp]}: {_TLP_MEANS[self.tlp]}")
        if self.pap > 0:
            told.append(f"PAP:{PAP[self.pap]}: {_PAP_MEANS[self.pap]}")
        if self.cui is not None:
            told.append("Controlled unclassified information: keep it to those with a lawful government purpose (32 CFR 2002).")
        told += [_CONTROL_MEANS[control] for control in sorted(self.controls)]
        if self.display == HOME:
            told.append("NOFORN: not to be given or shown to anyone of another country.")
        else:
            if self.release is not None and self.release != HOME:
                told.append(f"May be given to {_nations(self.release)} only.")
            if self.display is not None and self.display != self.release:
                told.append(f"May be shown to {_nations(self.display)} only, not handed over.")
        for code in sorted(self.europol or ()):
            told.append(_EUROPOL_MEANS.get(code, f"{code[:2]}: {code[4:]}" if code[:2] == "H3" else code))
        if self.uk == UK.index("C"):
            told.append("UK:C: lawful sharing under conditions that the originator sets.")
        if self.purposes is not None:
            told.append(f"For {_listed(self.purposes) or 'no purpose'} only.")
        told += [f"Authority: {name}." for name in sorted(self.authority)]
        if self.until is not None:
            told.append(f"Not to be used after {self.until}.")
        return tuple(told)

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
        if self.purposes is not None:
            parts.append("PURPOSE:" + ("/".join(sorted(self.purposes)) or "none"))
        parts += [f"AUTHORITY:{name}" for name in sorted(self.authority)]
        if self.until is not None:
            parts.append(f"UNTIL:{self.until.isoformat()}")
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


def check_viewer(viewer: Viewer) -> None:
    """Raise MarkingError when a clearance, caveat or purpose is none."""
    clearance = Marking.parse(viewer.clearance)
    if clearance != Marking(tlp=clearance.tlp):
        raise MarkingError(f"a clearance is a level of TLP, not {viewer.clearance!r}; what else a viewer may see are caveats")
    for caveat in viewer.caveats:
        if caveat not in _CAVEATS and not (caveat.startswith("SP-") and _CATEGORY.fullmatch(caveat)):
            raise MarkingError(f"{caveat!r} is no caveat; there are {', '.join(_CAVEATS)} and CUI categories as SP-…")
    for purpose in viewer.purposes:
        if purpose not in PURPOSES:
            raise MarkingError(f"{purpose!r} is no purpose; there are {', '.join(PURPOSES)}")


@lru_cache(maxsize=65_536)  # a large case has thousands of them, and each view judges every one
def _parse(text: str) -> Marking:
    marking = Marking()
    seen: set[str] = set()
    for part in text.split("; "):
        scheme, one = _part(part, text)
        if scheme in seen and scheme not in ("H", "AUTHORITY"):
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
    if scheme == "PURPOSE":
        return "PURPOSE", Marking(purposes=_read_purposes(level, text=whole))
    if scheme == "AUTHORITY" and _AUTHORITY.fullmatch(level):
        return "AUTHORITY", Marking(authority=frozenset({level}))
    if scheme == "UNTIL":
        return "UNTIL", Marking(until=_read_day(level, whole))
    if part in ("H0", "H1", "H2") or _H3.fullmatch(part):
        return "H", Marking(europol=frozenset() if part == "H0" else frozenset({part}))
    raise MarkingError(
        f"{part!r} in {whole!r} is no marking; write TLP:{'|'.join(TLP)}, PAP:{'|'.join(PAP)}, CUI//…, H0 to H3, UK:P|C, "
        "PURPOSE:…, AUTHORITY:… or UNTIL:YYYY-MM-DD, separated by '; '"
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


def _read_purposes(level: str, text: str) -> frozenset[str]:
    names = [] if level == "none" else level.split("/")
    if not set(names) <= set(PURPOSES) or names != sorted(set(names)) or not level:
        raise MarkingError(f"{text!r}: purposes are of {', '.join(PURPOSES)}, each once, in order, with / between them")
    return frozenset(names)


def _read_day(level: str, whole: str) -> date:
    try:
        day = date.fromisoformat(level)
    except ValueError:
        day = None
    if day is None or day.isoformat() != level:
        raise MarkingError(f"{whole!r}: write the last day as UNTIL:YYYY-MM-DD")
    return day


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


def _listed(words: frozenset[str]) -> str:
    return " or ".join(sorted(words))


_CAVEATS: Final = ("CUI", *CONTROLS, "H2", "H3", "UK:C")
_WAIVABLE: Final = frozenset({"H2", "H3", "UK:C"})
_TLP_MEANS: Final = (
    "",
    "share within your community, not in public.",
    "share within your organisation and with its clients, with those who need to know.",
    "share within your organisation alone, with those who need to know.",
    "for the named recipients only; share with no one else.",
)
_PAP_MEANS: Final = (
    "",
    "active steps are allowed, short of those that would tell the subject.",
    "look things up passively through third parties only.",
    "take no step that anyone outside could notice.",
)
_CONTROL_MEANS: Final = {
    "FED ONLY": "FED ONLY: for federal employees of the United States only.",
    "FEDCON": "FEDCON: for federal employees and contractors of the United States only.",
    "NOCON": "NOCON: not for contractors.",
    "DL ONLY": "DL ONLY: for those on the accompanying distribution list only.",
}
_EUROPOL_MEANS: Final = {
    "H1": "H1: not to be used in court without the provider's permission.",
    "H2": "H2: not to be passed on without the provider's permission.",
    "H3": "H3: under restrictions of the provider: ask before any use.",
}


def _union(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    return b if a is None else a if b is None else a | b


def _common(a: _Nations, b: _Nations) -> _Nations:
    return b if a is None else a if b is None else a & b
