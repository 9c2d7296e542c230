"""Build the lists of common forenames and surnames from the names-by-country dataset, OFAC's list and tools/names.

    python -m tools.build_names NAMES SANCTIONS

NAMES holds common-forenames-by-country.csv and common-surnames-by-country.csv (CC0); SANCTIONS holds
ofac_narcotics_joined.jsonl (public domain), of which only words that three or more of the listed persons share are taken.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from entramado.knowledge.folding import words
from entramado.knowledge.namelists import DATA

BY_HAND = Path(__file__).parent / "names"
PARTICLES = frozenset("a al ben bin da das de del di do dos e el haji i la las los van von y abu jr sr ii iii".split())
SHARED_BY = 3


def by_country(path: Path) -> set[str]:
    """Folded single-word names of the dataset."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {word for row in rows for name in (row["Localized Name"], row["Romanized Name"]) for word in words(name or "")}


def sanctioned(path: Path) -> tuple[set[str], set[str]]:
    """Words that stand in the forenames, and in the surnames, of at least three listed persons."""
    fore: Counter[str] = Counter()
    sur: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        surname, comma, forename = entry["name"].partition(",")
        if entry["sdn_type"] == "individual" and comma:
            fore.update(set(words(forename)))
            sur.update(set(words(surname)))
    return {word for word, n in fore.items() if n >= SHARED_BY}, {word for word, n in sur.items() if n >= SHARED_BY}


def write(name: str, found: set[str]) -> None:
    lines = (BY_HAND / name).read_text(encoding="utf-8").splitlines()
    found |= {word for line in lines if not line.startswith("#") for word in words(line)}
    kept = sorted(word for word in found - PARTICLES if len(word) > 1 and word.isascii() and word.isalpha())
    (DATA / name).write_text("# Folded; sources in NOTICE.md.\n" + "\n".join(kept) + "\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {len(kept):,}\n")


def main(names: Path, sanctions: Path) -> None:
    fore, sur = sanctioned(sanctions / "ofac_narcotics_joined.jsonl")
    write("forenames.txt", fore | by_country(names / "common-forenames-by-country.csv"))
    write("surnames.txt", sur | by_country(names / "common-surnames-by-country.csv"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
