"""A small case, and packages made of it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.memory import Case, MemoryView, knowledge

from entramado.fuse import network
from entramado.model.claim import Judgement, Mention, Utterance, content_id
from entramado.model.network import Entity, Network
from entramado.model.values import Figure
from entramado.model.view import Viewer
from entramado.share.package.bag import RELEASE, SIGNATURE, pack, signed, tag_files
from entramado.share.package.contents import contents
from entramado.share.package.encoding import canonical
from entramado.share.package.keys import SigningKey
from entramado.share.package.model import Contents, Header, Package, Sender
from entramado.share.package.verify import Verdict

Members = dict[str, bytes]

FGR = Viewer("MEX", "TLP:AMBER", "MEX", "Fiscalía Ejemplo", (), ("prosecution",))
FILES = {"dossier.html": b"<p>Juan Ficticio</p>", "dossier.pdf": b"%PDF-1.7 made up"}


def signing_key(folder: Path, name: str = "signing.pem") -> SigningKey:
    return SigningKey.create(folder / name)


def header(key: SigningKey, **changes: Any) -> Header:
    """The first package of a made-up office to a made-up prosecutor."""
    given: dict[str, Any] = {
        "sender": Sender("Example Task Force", "USA", str(key.public)),
        "recipient": FGR,
        "sequence": 1,
        "previous": None,
        "made_at": "2026-11-22T01:02:03Z",
        "purpose": "prosecution of Juan Ficticio",
        "authority": "request 12/2026 of Fiscalía Ejemplo",
        "conditions": ("Not to be used in court without asking.",),
    }
    return Header(**given | changes)


def case() -> Case:
    """Two reports on one man: ties, ages that differ, a killing, a denial; and a man he has nothing to do with."""
    made = Case()
    wire = made.document("wire.txt", source="Example Wire")
    blog = made.document("blog.txt", published=None, source="Example Blog", reliability="D", credibility="6")
    juan, group = made.referent(wire, "Person", "Juan Ficticio"), cartel(made, wire)
    said = (Utterance("a police spokesman", made.referent(wire, "Person", None), "said", "reported", named=False),)
    made.claim(wire, juan, "leads", group, said_by=said, qualifiers={"former": True}, marking="TLP:GREEN")
    made.claim(wire, juan, "age", value="50", figure=Figure.exact(50), sentence="Juan Ficticio is 50.")
    quoted = made.claims[-1].spans[0].start
    made.mentions.append(Mention(juan, wire, quoted, quoted + 13, "Juan Ficticio"))
    made.event(wire, "killing", date="2026-02-22", agent=juan, victim=made.referent(wire, "Person", "Ana Ejemplo"))
    made.claim(wire, made.referent(wire, "Person", "Pedro Inventado"), "age", value="33", figure=Figure.exact(33))
    again, group = made.referent(blog, "Person", "Juan Ficticio"), cartel(made, blog)
    leads = made.claim(blog, again, "leads", group)
    lawyer = (Utterance("his lawyer", None, "denied", "stated", named=False),)
    made.claim(blog, again, "leads", group, negated=True, disputes=leads, said_by=lawyer)
    made.claim(blog, again, "age", value="51", figure=Figure.exact(51))
    made.judgements.append(Judgement(juan, again, "same", 1.0, "same date of birth", "person:Reviewer Inventado"))
    return made


def cartel(made: Case, doc: str) -> str:
    return made.referent(doc, "Organization", "Mirador Cartel", kind="criminal")


def seen(made: Case, viewer: Viewer = FGR) -> tuple[MemoryView, Network]:
    view = made.view()
    view.viewer = viewer
    return view, network(view, knowledge())


def named(found: Network, name: str) -> Entity:
    return next(entity for entity in found.entities.values() if entity.name == name)


def juan(made: Case, key: SigningKey, **changes: Any) -> Contents:
    """What goes about Juan Ficticio."""
    view, found = seen(made)
    return contents(view, found, [named(found, "Juan Ficticio")], header(key, **changes))


def package(key: SigningKey, files: dict[str, bytes] | None = None, **changes: Any) -> Package:
    return pack(juan(case(), key, **changes), FILES if files is None else files)


def laid(found: Members, folder: Path) -> Path:
    for name, data in found.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def codes(verdict: Verdict) -> set[str]:
    return {finding.code for finding in verdict.findings}


def resigned(found: Members, key: SigningKey, made: str | None = None) -> Members:
    """Manifests, oxum and signature written anew over whatever the payload is, as an attacker with a key would."""
    payload = {name: data for name, data in found.items() if name.startswith("data/")}
    value = json.loads(found[RELEASE])
    told = header(key, sequence=value["header"].get("sequence", 1))
    made = made or value["header"]["package"]
    tags = tag_files(made, told, payload)
    said = {"algorithm": "Ed25519", "key": str(key.public), "package": made}
    said["signature"] = base64.b64encode(key.sign(signed(made, tags["tagmanifest-sha256.txt"]))).decode()
    return payload | tags | {SIGNATURE: canonical(said)}


def package_id(value: dict[str, Any]) -> str:
    """As the documentation has it: from the SHA-256 of all but the id."""
    header = {name: entry for name, entry in value["header"].items() if name != "package"}
    return content_id("k", hashlib.sha256(canonical(value | {"header": header})).hexdigest())


def rewritten(found: Members, change: Callable[[Any], object], key: SigningKey) -> Members:
    """``release.json`` changed by ``change``, with the id that follows and all else made to fit."""
    value = json.loads(found[RELEASE])
    change(value)
    value["header"]["package"] = package_id(value)
    return resigned(found | {RELEASE: canonical(value)}, key, value["header"]["package"])
