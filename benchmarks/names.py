"""How well the name comparer tells persons apart: precision and recall on public name pairs, beside a plain string ratio.

usage: python benchmarks/names.py [FOLDER]   (FOLDER holds nomenklatura_name_bench_cases.csv and yente_*.csv)
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz import fuzz

from entramado.resolve.names import Level, compare, parse

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "names"
Pair = tuple[str, str, bool]


def nomenklatura(folder: Path) -> Iterator[Pair]:
    """Labelled pairs of persons' names."""
    with (folder / "nomenklatura_name_bench_cases.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["schema"] == "Person":
                yield row["name1"], row["name2"], row["is_match"] == "true"


def yente(folder: Path) -> Iterator[Pair]:
    """UN names against their disturbed forms (same), and against American names (different), row by row."""
    with (folder / "yente_positives_un_untreated.csv").open(encoding="utf-8", newline="") as lines:
        clean = [row["full_name"] for row in csv.DictReader(lines)]
    with (folder / "yente_positives_un_treated.csv").open(encoding="utf-8", newline="") as lines:
        yield from ((a, row["full_name"], True) for a, row in zip(clean, csv.DictReader(lines), strict=False))
    with gzip.open(folder / "yente_negatives_us.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        others = [row["full_name"] for row in csv.DictReader(lines)]
    yield from ((a, b, False) for a, b in zip(others[::2], others[1::2], strict=False))


def report(name: str, pairs: list[Pair]) -> None:
    """Print precision, recall and F1 of each way to decide."""
    ways: dict[str, Callable[[str, str], bool]] = {
        "entramado: merges by name alone": lambda a, b: compare(parse(a), parse(b)) >= Level.SHORTER,
        "entramado: merges with context": lambda a, b: compare(parse(a), parse(b)) >= Level.SURNAME,
        "rapidfuzz token_sort_ratio >= 85": lambda a, b: fuzz.token_sort_ratio(a.casefold(), b.casefold()) >= 85,
        "rapidfuzz token_set_ratio >= 90": lambda a, b: fuzz.token_set_ratio(a.casefold(), b.casefold()) >= 90,
    }
    print(f"{name}: {len(pairs)} pairs, {sum(same for *_, same in pairs)} of one person")
    for words, decide in ways.items():
        said = [(decide(a, b), same) for a, b, same in pairs]
        hit = sum(yes and same for yes, same in said)
        precision = hit / max(1, sum(yes for yes, _ in said))
        recall = hit / max(1, sum(same for _, same in said))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {words:34} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (folder / "nomenklatura_name_bench_cases.csv").exists():
        print(f"skipped: no labelled name pairs in {folder}")
        return
    report("nomenklatura persons", list(nomenklatura(folder)))
    report("yente", list(yente(folder)))


if __name__ == "__main__":
    main()
