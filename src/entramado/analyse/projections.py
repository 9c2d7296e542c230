"""Which part of a map an analysis reads: a projection names the entities that become nodes and the predicates that become links.

A map holds far more than ties: who is whose victim, who fights whom, where things lie. To count all of it as ties would make an
accomplice of whoever is robbed. So every predicate between two persons or organisations is in a table here, taken or left out,
with the reason (a test compares the tables with the vocabulary). docs/explanation/analysis.md prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Projection:
    """What it is in words: ``nodes`` and ``links`` for the reader."""

    title: str
    nodes: str
    links: str


TIES: Final[Mapping[str, str]] = {
    "leads": "of a criminal group or company",
    "founded": "of a criminal group or company",
    "member_of": "of a criminal group or company",
    "holds_post": "in a criminal group or company",
    "works_for": "for a criminal group or company",
    "reports_to": "takes orders from",
    "part_of": "a cell, faction or wing of a group",
    "allied_with": "two groups that work together by agreement",
    "launders_for": "hides the origin of money",
    "owns": "of a company",
    "uses": "of a company",
    "associate_of": "a stated personal tie, unless an end is a victim, witness, journalist or child",
    "family_of": "only between two who are listed each in their own right: kinship alone is no cooperation",
    "pays": "only what a criminal group or a listed person pays: what is paid to them may be extorted",
    "acted_together": "both named as acting in one offence, by one document at least, undisputed",
}
"""Predicate to the condition under which it is a tie. `acted_together` is made of two agents of one event."""
LEFT_OUT: Final[Mapping[str, str]] = {
    "rival_of": "who fights does not cooperate",
    "split_from": "what came out of a group has left it",
    "successor_of": "a successor need not have worked with whom he follows",
    "caused": "between events",
}
"""Predicates between persons or organisations that are no ties, and why."""
PERSONAL: Final = frozenset({"associate_of", "family_of"})
ACTING: Final = frozenset({"killing", "attack", "blockade", "arson", "kidnapping", "shipment", "escape"})
"""Kinds of event whose agents act together. Not a clash (its agents may be both sides), a meeting (contact is no tie), or an act
of the state."""
PRESENT: Final = frozenset({"based_in", "located_in", "operates_in", "controls"})
"""Predicates that say where somebody is. No ties: two who are at one place need not know each other."""
STRIKING: Final = frozenset({"killing", "attack", "blockade", "arson", "kidnapping", "clash"})
"""Kinds of event that are acts of violence at a place."""
COMMAND: Final[Mapping[str, bool]] = {
    "leads": True, "reports_to": False, "member_of": False, "holds_post": False, "works_for": False, "part_of": False,
}  # fmt: skip
"""Predicate to whether its subject is the superior."""
STEPS: Final[Mapping[str, str]] = {
    "sources_from": "source",
    "produces": "production",
    "ships_to": "transport",
    "traffics": "wholesale",
    "launders_for": "money",
    "controls": "protection",
}
"""Predicate to the step of the value chain that its subject holds. `controls` is of ground, ports and routes."""
ACTIVITIES: Final[Mapping[str, str]] = {
    "drug production": "production",
    "drug trafficking": "wholesale",
    "drug dealing": "wholesale",
    "smuggling": "transport",
    "money laundering": "money",
    "corruption": "protection",
    "arms trafficking": "protection",
    "contract killing": "protection",
}
"""Kind of the activity that an entity engages in, to its step. Others (extortion, fraud …) are businesses of their own."""

PROJECTIONS: Final[Mapping[str, Projection]] = {
    "ties": Projection(
        "cooperation",
        "Persons and criminal groups, and companies or groups of unknown kind that are tied to them. Not state bodies, media, or "
        "persons spoken of as several.",
        "A stated tie of cooperation that is not denied, foreseen or merely supposed, and has an end that may be listed.",
    ),
    "command": Projection(
        "command",
        "The nodes of cooperation.",
        "From superior to subordinate: who leads a group, the group to its parts and members, a person to who reports to him.",
    ),
    "steps": Projection(
        "value chain",
        "The nodes of cooperation.",
        "No links: which steps (source, production, transport, wholesale, money, protection) each is said to hold.",
    ),
    "times": Projection(
        "cooperation over time",
        "The nodes of cooperation.",
        "The ties of cooperation, with those that held once and no longer, and the days that are told of each.",
    ),
    "groups": Projection(
        "groups",
        "Criminal groups, with the sizes that sources state.",
        "allied_with and rival_of.",
    ),
}
"""What an analysis can read. Cooperation comes with command and steps of the same nodes."""
