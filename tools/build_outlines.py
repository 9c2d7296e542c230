"""Build the outlines that the map draws offline: countries, states of Mexico and the US, municipalities of Mexico.

    python -m tools.build_outlines GEO

GEO is a folder with world-atlas_countries-50m.json, us-atlas_states-10m.json and mx_municipalities_2469.topojson. Writes one
gzipped TopoJSON a level to src/entramado/web/outlines, with the codes that the gazetteer uses (MX, MX-14, MX-14086, US-CA), so
that an area of the map is the place of a claim; credits stand in its NOTICE.md. Needs Node: mapshaper thins the lines, which
two neighbours share, so that no gap opens between them. Mexico's states are its municipalities joined, so both meet exactly.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from entramado.knowledge.governments import COUNTRIES

TABLES = Path(__file__).parent / "gazetteer"
OUTLINES = Path(__file__).parents[1] / "src" / "entramado" / "web" / "outlines"
MAPSHAPER = "mapshaper@0.7"
WORLD, US, MX = "world-atlas_countries-50m.json", "us-atlas_states-10m.json", "mx_municipalities_2469.topojson"
RENAMED = {
    "Antigua and Barb.": "AG", "Ashmore and Cartier Is.": "AU", "Bosnia and Herz.": "BA", "Br. Indian Ocean Ter.": "IO",
    "British Virgin Is.": "VG", "Cayman Is.": "KY", "Central African Rep.": "CF", "Cook Is.": "CK", "Côte d'Ivoire": "CI",
    "Czechia": "CZ", "Dem. Rep. Congo": "CD", "Congo": "CG", "Dominican Rep.": "DO", "Eq. Guinea": "GQ", "eSwatini": "SZ",
    "Faeroe Is.": "FO", "Falkland Is.": "FK", "Fr. Polynesia": "PF", "Fr. S. Antarctic Lands": "TF",
    "Heard I. and McDonald Is.": "HM", "Macedonia": "MK", "Marshall Is.": "MH", "N. Cyprus": "CY", "N. Mariana Is.": "MP",
    "Pitcairn Is.": "PN", "S. Geo. and the Is.": "GS", "S. Sudan": "SS", "Saint Helena": "SH", "Solomon Is.": "SB",
    "Somaliland": "SO", "St. Kitts and Nevis": "KN", "St. Pierre and Miquelon": "PM", "St. Vin. and Gren.": "VC",
    "St-Barthélemy": "BL", "St-Martin": "MF", "Turks and Caicos Is.": "TC", "U.S. Virgin Is.": "VI",
    "United States of America": "US", "W. Sahara": "EH", "Wallis and Futuna Is.": "WF", "Åland": "AX",
}  # fmt: skip
"""Natural Earth's short names that are not those of our table of countries; what ISO 3166 counts to a country goes to it."""
Point = tuple[float, float]
Ring = list[Point]


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a quantised TopoJSON in degrees, longitude first."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * wide + west, y * high + south))
        arcs.append(arc)
    return arcs


def rings(geometry: dict[str, Any], arcs: list[Ring]) -> Iterator[list[Ring]]:
    """The polygons of a geometry, each a list of rings."""
    for polygon in [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]:
        made = []
        for numbers in polygon:
            ring: Ring = []
            for number in numbers:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring += arc[1:] if ring else arc
            made.append(ring)
        yield made


def unrolled(ring: Ring) -> Ring:
    """A ring that crosses the antimeridian, going on past 180° in place of a jump to -180°, which would draw a line around the
    world. One that goes round the pole (Antarctica's) is closed there.
    """
    shift = 0
    out = [ring[0]]
    for (before, _), (x, y) in pairwise(ring):
        shift += 360 if x - before < -180 else -360 if x - before > 180 else 0
        out.append((x + shift, y))
    if shift:
        out += [(out[-1][0], -90.0), (out[0][0], -90.0), out[0]]
    least = min(x for x, _ in out)
    return [(x + 360, y) for x, y in out] if least < -181 else out


def countries(geo: Path) -> dict[str, Any]:
    """Countries as GeoJSON with our codes; halves of one that the antimeridian cuts lie side by side."""
    topology = json.loads((geo / WORLD).read_text(encoding="utf-8"))
    arcs = decoded(topology)
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = {row["code"]: row["name"] for row in rows}
    codes = {_plain(name): row["code"] for row in rows for name in (row["name"], *row["aliases"].split(";"))}
    codes |= {_plain(name): code for name, code in RENAMED.items()}
    features = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes.get(_plain(name), "")
        polygons = [[unrolled(ring) for ring in polygon] for polygon in rings(geometry, arcs)]
        if any(max(x for x, _ in polygon[0]) >= 179.9999 for polygon in polygons) and code != "AQ":
            polygons = [[[(x + 360 if x < -100 else x, y) for x, y in ring] for ring in polygon] for polygon in polygons]
        features.append({
            "type": "Feature",
            "properties": {"id": code, "name": named.get(code, name)},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        })  # fmt: skip
        if not code:
            sys.stdout.write(f"no code: {name}\n")
    return {"type": "FeatureCollection", "features": features}


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("St.", "Saint").replace("&", "and"))
    return "".join(c for c in letters if c.isalnum()).casefold()


def mapshaper(folder: Path, *arguments: str) -> None:
    npx = shutil.which("npx")
    if npx is None:
        sys.exit("npx is missing: install Node")
    subprocess.run([npx, "--yes", MAPSHAPER, *arguments], cwd=folder, check=True)  # noqa: S603  our own arguments


def names(table: str, country: str, key: str) -> dict[str, list[str]]:
    """Code of a state, as its country counts them, to our code and name."""
    with (TABLES / table).open(encoding="utf-8", newline="") as file:
        return {row[key]: [f"{country}-{row['code']}", row["name"]] for row in csv.DictReader(file)}


POINT = "at = [+this.innerX.toFixed(3), +this.innerY.toFixed(3)]"
"""A point inside the largest part of an area, for what is only known to lie somewhere in it."""


def build(geo: Path, work: Path) -> None:
    """Write the three levels to ``work``."""
    (work / "countries.json").write_text(json.dumps(countries(geo)), encoding="utf-8")
    mapshaper(
        work, "-i", "countries.json", "-dissolve", "id", "copy-fields=name", "-simplify", "weighted", "45%", "keep-shapes",
        "-clean", "-each", POINT, "-rename-layers", "country",
        "-o", "country.topojson", "format=topojson", "quantization=100000", "id-field=id",
    )  # fmt: skip
    mapshaper(
        work, "-i", str(geo / MX), "-simplify", "weighted", "30%", "keep-shapes", "-clean", "-each", "id = 'MX-' + cvegeo",
        "-filter-fields", "id,name", "-each", POINT, "-rename-layers", "admin2",
        "-o", "admin2.topojson", "format=topojson", "quantization=30000", "id-field=id",
        "-each", "id = id.slice(3, 5)", "-dissolve", "id", "-o", "mexico.json", "format=geojson",
    )  # fmt: skip
    states = names("us_states.csv", "US", "fips") | {"mx" + k: v for k, v in names("mx_states.csv", "MX", "code").items()}
    mapshaper(
        work, "-i", str(geo / US), "id-field=id", "-drop", "target=nation", "-simplify", "weighted", "60%", "keep-shapes",
        "-clean", "-o", "us.json", "format=geojson",
    )  # fmt: skip
    features = []
    for file, prefix in (("us.json", ""), ("mexico.json", "mx")):
        for feature in json.loads((work / file).read_text(encoding="utf-8"))["features"]:
            known = states.get(prefix + feature["properties"]["id"])
            if known:  # the islands that are countries of the other list are left to it
                features.append({**feature, "properties": dict(zip(("id", "name"), known, strict=True))})
    (work / "states.json").write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    mapshaper(
        work, "-i", "states.json", "-each", POINT, "-rename-layers", "admin1",
        "-o", "admin1.topojson", "format=topojson", "quantization=60000", "id-field=id",
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("geo", type=Path)
    options = parser.parse_args()
    OUTLINES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        build(options.geo.resolve(), Path(folder))
        for level in ("country", "admin1", "admin2"):
            content = (Path(folder) / f"{level}.topojson").read_bytes()
            packed = gzip.compress(content, 9, mtime=0)
            (OUTLINES / f"{level}.json.gz").write_bytes(packed)
            areas = len(json.loads(content)["objects"][level]["geometries"])
            sys.stdout.write(f"{level}: {areas:,} areas, {len(content):,} bytes, packed {len(packed):,}\n")


if __name__ == "__main__":
    main()
