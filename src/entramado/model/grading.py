"""Grading of sources and information: Admiralty, UK 3x5x2 and 5x5x5, Europol 4x4.

Each scale has its own codes; a grade keeps the scale it was given in, and `convert` says what it comes to on another. A code
that means "cannot be judged" stays that on every scale: it is unknown, never a number.

Sources: Admiralty FM 2-22.3 appendix B; 5x5x5 HMRC MLR3C14000; 4x4 Council document 6243/18 and Regulation (EU) 2016/794
article 29; 3x5x2 College of Policing, intelligence report. Conversions are ours, made on the definitions (docs/reference).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from entramado.model.errors import EntramadoError


class GradingError(EntramadoError):
    """A code that its scale does not have."""


@dataclass(frozen=True, slots=True)
class Scale:
    """One scheme: its codes with their meaning, best first. ``pattern`` reads a written grade."""

    name: str
    title: str
    source: Mapping[str, str]
    information: Mapping[str, str]
    handling: Mapping[str, str]
    pattern: re.Pattern[str]
    unknown_source: str
    unknown_information: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A source code and an information code on one scale, with a handling code where the scheme has one."""

    scale: str
    source: str
    information: str
    handling: str | None = None

    def __post_init__(self) -> None:
        scale = SCALES.get(self.scale)
        if scale is None:
            raise GradingError(f"no grading scale {self.scale!r}; there are {', '.join(SCALES)}")
        for what, code, codes in (
            ("source", self.source, scale.source),
            ("information", self.information, scale.information),
            ("handling", self.handling, scale.handling),
        ):
            if code is not None and code not in codes:
                raise GradingError(f"{scale.title} has no {what} code {code!r}; it has {', '.join(codes) or 'none'}")

    @property
    def source_judged(self) -> bool:
        return self.source != SCALES[self.scale].unknown_source

    @property
    def information_judged(self) -> bool:
        return self.information != SCALES[self.scale].unknown_information

    def meaning(self) -> tuple[str, str]:
        """The words for the source code and for the information code."""
        scale = SCALES[self.scale]
        return scale.source[self.source], scale.information[self.information]

    def __str__(self) -> str:
        return f"{self.source}{self.information}{self.handling or ''}"


SCALES: Final[Mapping[str, Scale]] = {
    "admiralty": Scale(
        "admiralty",
        "Admiralty code",
        {
            "A": "Completely reliable",
            "B": "Usually reliable",
            "C": "Fairly reliable",
            "D": "Not usually reliable",
            "E": "Unreliable",
            "F": "Reliability cannot be judged",
        },
        {
            "1": "Confirmed by other sources",
            "2": "Probably true",
            "3": "Possibly true",
            "4": "Doubtful",
            "5": "Improbable",
            "6": "Truth cannot be judged",
        },
        {},
        re.compile(r"([A-F])[-/ ]?([1-6])()"),
        "F",
        "6",
    ),
    "uk_3x5x2": Scale(
        "uk_3x5x2",
        "UK 3x5x2",
        {"1": "Reliable", "2": "Untested", "3": "Not reliable"},
        {
            "A": "Known directly to the source",
            "B": "Known indirectly to the source but corroborated",
            "C": "Known indirectly to the source",
            "D": "Not known",
            "E": "Suspected to be false",
        },
        {"P": "Lawful sharing permitted", "C": "Lawful sharing permitted with conditions"},
        re.compile(r"([1-3])[-/ ]?([A-E])(?:[-/ ]?([PC]))?"),
        "2",
        "D",
    ),
    "uk_5x5x5": Scale(
        "uk_5x5x5",
        "UK 5x5x5",
        {
            "A": "Always reliable",
            "B": "Mostly reliable",
            "C": "Sometimes reliable",
            "D": "Unreliable",
            "E": "Untested source",
        },
        {
            "1": "Known to be true without reservation",
            "2": "Known personally to source but not to officer",
            "3": "Not personally known to source but corroborated",
            "4": "Cannot be judged",
            "5": "Suspected to be false or malicious",
        },
        {
            "1": "Other law enforcement and prosecuting agencies, including the EEA",
            "2": "UK non-prosecuting parties (authorisation and records)",
            "3": "Law enforcement outside the EEA (special conditions)",
            "4": "Originating agency only",
            "5": "No further dissemination: refer to originator",
        },
        re.compile(r"([A-E])[-/ ]?([1-5])(?:[-/ ]?([1-5]))?"),
        "E",
        "4",
    ),
    "europol_4x4": Scale(
        "europol_4x4",
        "Europol 4x4",
        {
            "A": "No doubt as to authenticity, trustworthiness and competence, or proved reliable in all instances",
            "B": "Proved reliable in most instances",
            "C": "Proved unreliable in most instances",
            "X": "Reliability cannot be assessed",
        },
        {
            "1": "Accuracy not in doubt",
            "2": "Known personally to source, not to the official passing it on",
            "3": "Not known personally to source but corroborated by other information already recorded",
            "4": "Not known personally to source and cannot be corroborated",
        },
        {
            "H0": "Only for preventing and combating crime under the Europol Regulation and other applicable law",
            "H1": "Not to be disclosed in judicial proceedings without permission of the provider",
            "H2": "Not to be disseminated without permission of the provider",
            "H3": "Other restrictions and comments",
        },
        re.compile(r"([A-CX])[-/ ]?([1-4])(?:[-/ ]?(H[0-3]))?"),
        "X",
        "4",
    ),
}

# Each scale's codes on the Admiralty code and back. Never upwards there and back: what a coarser scale cannot say is lost.
_TO_ADMIRALTY: Final[Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]]] = {
    "uk_3x5x2": ({"1": "B", "2": "F", "3": "E"}, {"A": "2", "B": "2", "C": "3", "D": "6", "E": "5"}),
    "uk_5x5x5": (
        {"A": "A", "B": "B", "C": "C", "D": "E", "E": "F"},
        {"1": "1", "2": "2", "3": "2", "4": "6", "5": "5"},
    ),
    "europol_4x4": ({"A": "A", "B": "B", "C": "E", "X": "F"}, {"1": "1", "2": "2", "3": "2", "4": "6"}),
}
_FROM_ADMIRALTY: Final[Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]]] = {
    "uk_3x5x2": (
        {"A": "1", "B": "1", "C": "2", "D": "3", "E": "3", "F": "2"},
        {"1": "B", "2": "B", "3": "C", "4": "E", "5": "E", "6": "D"},
    ),
    "uk_5x5x5": (
        {"A": "A", "B": "B", "C": "C", "D": "D", "E": "D", "F": "E"},
        {"1": "1", "2": "3", "3": "4", "4": "5", "5": "5", "6": "4"},
    ),
    "europol_4x4": (
        {"A": "A", "B": "B", "C": "X", "D": "C", "E": "C", "F": "X"},
        {"1": "1", "2": "3", "3": "4", "4": "4", "5": "4", "6": "4"},
    ),
}


def parse(text: str, scale: str = "admiralty") -> Grade:
    """Read a grade as written (``B2``, ``1A P``, ``E41``, ``A1 H2``). Raises GradingError on anything else."""
    if scale not in SCALES:
        raise GradingError(f"no grading scale {scale!r}; there are {', '.join(SCALES)}")
    found = SCALES[scale].pattern.fullmatch(text.strip())
    if found is None:
        raise GradingError(f"{text!r} is not a grade of the {SCALES[scale].title}")
    source, information, handling = found.groups()
    return Grade(scale, source, information, handling or None)


def convert(grade: Grade, scale: str) -> Grade:
    """The same judgement on another scale. Handling does not convert: it is a marking (`entramado.model.marking`)."""
    if scale == grade.scale:
        return grade
    if scale not in SCALES:
        raise GradingError(f"no grading scale {scale!r}; there are {', '.join(SCALES)}")
    source, information = grade.source, grade.information
    if grade.scale != "admiralty":
        sources, informations = _TO_ADMIRALTY[grade.scale]
        source, information = sources[source], informations[information]
    if scale != "admiralty":
        sources, informations = _FROM_ADMIRALTY[scale]
        source, information = sources[source], informations[information]
    return Grade(scale, source, information)
