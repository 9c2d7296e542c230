"""The texts that are measured on. Only the demo reports are part of the project; the others lie beside the checkout."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "demo" / "reports"
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"
WHITE_HOUSE = SHARED / "data" / "documents" / "us_whitehouse_briefings_drug_cartel.jsonl.gz"


def articles() -> tuple[Path, str]:
    """A folder of four articles: those beside the checkout, or the demo reports (nine, about as long)."""
    return (SEEDS, "four articles") if SEEDS.is_dir() else (DEMO, "the nine demo reports")


def white_house(folder: Path, every: int = 1) -> int:
    """Write the White House texts (each ``every``-th) as files into ``folder``; returns how many, 0 when they are absent."""
    if not WHITE_HOUSE.exists():
        return 0
    with gzip.open(WHITE_HOUSE, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][::every]
    for number, text in enumerate(texts):
        (folder / f"text_{number:03}.txt").write_text(text, encoding="utf-8")
    return len(texts)


def demo_texts(folder: Path) -> int:
    """Copy the plain texts of the demo case into ``folder``; returns how many."""
    files = sorted(DEMO.glob("*.txt"))
    for file in files:
        shutil.copy(file, folder)
    return len(files)
