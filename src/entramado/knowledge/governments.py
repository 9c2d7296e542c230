"""Governments of all countries, as bodies that speak and act: rows made from the table of countries."""

from __future__ import annotations

import csv
from pathlib import Path

from entramado.knowledge.rows import Row

COUNTRIES = Path(__file__).parent / "data" / "countries.csv"
_STATES_THAT_TAKE_THE = frozenset(("AE", "BS", "CF", "DO", "GB", "GM", "KY", "MV", "NL", "PH", "US"))


def government_rows() -> list[Row]:
    """A row per country with a demonym, key ``government:MX``: "Mexican government", "Government of Mexico"."""
    rows = []
    with COUNTRIES.open(encoding="utf-8", newline="") as table:
        for country in csv.DictReader(table):
            if country["demonyms"]:
                rows.append(
                    _government(country["code"], country["name"], country["aliases"].split(";"), country["demonyms"].split(";"))
                )
    return rows


def _government(code: str, name: str, aliases: list[str], demonyms: list[str]) -> Row:
    names = [name, *(alias for alias in aliases if alias)]
    the = "the " if code in _STATES_THAT_TAKE_THE else ""
    forms = [f"{demonym} government" for demonym in demonyms]
    forms += [f"government of {the}{name}", f"{name} government", f"federal government of {the}{name}"]
    forms += [f"Gobierno de {alias}" for alias in names]
    forms += [f"{name}'s government", f"{demonyms[0]} federal government"]
    return Row(
        key=f"government:{code}",
        type="Organization",
        kind="government",
        name=f"Government of {the}{name}",
        aliases=tuple(dict.fromkeys(forms)),
        source="ISO 3166",
        fields={"country": code},
    )
