"""A case with something for everyone and something for nobody, and a partner's empty one."""

from __future__ import annotations

import re
from pathlib import Path

from tests.store.hand import document, extraction, put, source

import entramado
from entramado.model.view import Viewer
from entramado.share.package.keys import SigningKey

MEX = Viewer("MEX", "TLP:GREEN", "MEX", "Fiscalía Ejemplo", ("CUI",))
GBR = Viewer("GBR", "TLP:GREEN", "GBR", "Example Constabulary", ("CUI",))
SUBJECT = "Ana Ejemplo"
REPORTS = {
    "wire.txt": ("Ana Ejemplo leads the Grupo Prueba, and she is forty-one years old.", "TLP:CLEAR"),
    "green.txt": ("In Colima, Ana Ejemplo leads the Grupo Muestra with an iron hand.", "TLP:GREEN"),
    "amber.txt": ("A source called Halcón says Ana Ejemplo leads the Banda Oculta from Armería.", "TLP:AMBER"),
    "allies.txt": ("Liaison officers wrote that Ana Ejemplo leads the Grupo Aliado.", "CUI//REL TO USA, GBR, MEX"),
    "provider.txt": ("Tecomán police told Europol that Ana Ejemplo leads the Grupo Tercero.", "H2"),
    "other.txt": ("Beto Ficticio leads the Grupo Lejano somewhere else entirely.", "TLP:CLEAR"),
}
"""Text and marking by name; each says who leads what, and how old that person is."""
GROUPS = ("Grupo Prueba", "Grupo Muestra", "Banda Oculta", "Grupo Aliado", "Grupo Tercero", "Grupo Lejano")
SECRET = ("Halcón", "Armería", "Banda Oculta", "Tecomán", "Grupo Tercero", "Europol", "amber.txt", "provider.txt", "H2", "AMBER")
"""What MEX may read nowhere."""


def fill(case: entramado.Case, only: tuple[str, ...] = tuple(REPORTS)) -> None:
    """The reports named, and the viewers."""
    case.change_settings({"organisation": "Agency Example", "country": "USA"})
    for viewer in (MEX, GBR):
        case.add_viewer(viewer)
    for (name, (text, marking)), group in zip(REPORTS.items(), GROUPS, strict=True):
        if name not in only:
            continue
        origin = source(f"Source of {name}", marking="TLP:CLEAR")
        doc = document(name, text, origin=origin, marking=marking)
        leader = "Beto Ficticio" if name == "other.txt" else SUBJECT
        put(case._store, doc, extraction(doc, leader, group), origin)


def key_in(folder: Path, name: str = "us.pem") -> SigningKey:
    path = folder / name
    return SigningKey.load(path) if path.exists() else SigningKey.create(path)


RANDOM = re.compile(rb"[A-Za-z0-9+/]{43,}={1,2}")
"""Keys and signatures in base64: any two or three letters may turn up in them by chance."""


def everything_in(folder: Path) -> bytes:
    """All bytes of all files of a package, and their names, but for keys and signatures."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"\n".join(str(path.relative_to(folder)).encode() + b"\n" + RANDOM.sub(b"", path.read_bytes()) for path in found)


def claims_by_name(case: entramado.Case, viewer: str = "owner") -> dict[str, str]:
    """ "subject predicate object or value (document)" to the id of the claim."""
    view = case.view(viewer)
    names = {referent.id: referent.name for referent in view.referents()}
    docs = {document.id: document.name for document in view.documents()}
    return {
        f"{names[c.subject]} {c.predicate} {names.get(c.object or '') or c.value} ({docs[c.doc]})": c.id for c in view.claims()
    }
