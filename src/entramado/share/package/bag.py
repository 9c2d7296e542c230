"""Package to files: BagIt 1.0 (RFC 8493), signed. All of it is one function of contents, files and key."""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from entramado.model.errors import PackageFault
from entramado.share.package.checks import faults
from entramado.share.package.container import LARGEST, MOST, encrypted, zipped
from entramado.share.package.decoding import read
from entramado.share.package.encoding import canonical
from entramado.share.package.encoding import write as encoded
from entramado.share.package.keys import SigningKey
from entramado.share.package.model import Contents, Header, Package

try:
    import bagit
except ImportError:
    raise PackageFault("packages need bagit: pip install 'entramado[release]'") from None

RELEASE: Final = "data/release.json"
SIGNATURE: Final = "signature.json"
TAGS: Final = (
    "bag-info.txt",
    "bagit.txt",
    "manifest-sha256.txt",
    "manifest-sha512.txt",
    "tagmanifest-sha256.txt",
    "tagmanifest-sha512.txt",
)
NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}\.[a-z0-9]{1,8}")
"""What a file that goes along may be called: one name everywhere, whatever a file system makes of case and Unicode."""
_DOMAIN: Final = b"entramado package 1\n"
"""What every signature of a package starts with, so that it can serve for nothing else."""


def pack(contents: Contents, files: Mapping[str, bytes] | None = None) -> Package:
    """The package of these contents and files (``dossier.pdf`` …), with its id. Writes nothing. Raises PackageFault."""
    held = dict(sorted((files or {}).items()))
    for name in held:
        if not NAME.fullmatch(name) or name == "release.json":
            raise PackageFault(f"a file in a package is named like dossier.pdf, not {name!r}")
    if wrong := list(faults(contents)):
        raise PackageFault("this cannot be sent: " + "; ".join(what for _, what in wrong))
    made, data = encoded(contents, digests(held))
    if len(data) + sum(map(len, held.values())) > LARGEST - 2**20 or len(held) + len(TAGS) + 2 > MOST:
        raise PackageFault("this is too large for one package: send it in parts, by subject")
    again, ordered, _ = read(data)
    assert again == made
    return Package(made, replace(ordered, sent=contents.sent), held, data)


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """SHA-256 of each file, by name."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def members(package: Package, key: SigningKey) -> dict[str, bytes]:
    """Every file of the signed package, by path. Raises PackageFault when the header names another key."""
    if str(key.public) != package.contents.header.sender.key:
        raise PackageFault("the package names another key as the sender's than the one that is to sign it")
    payload = {RELEASE: package.release} | {f"data/{name}": held for name, held in package.files.items()}
    tags = tag_files(package.id, package.contents.header, payload)
    signature = key.sign(signed(package.id, tags["tagmanifest-sha256.txt"]))
    said = {
        "algorithm": "Ed25519",
        "key": str(key.public),
        "package": package.id,
        "signature": base64.b64encode(signature).decode(),
    }
    return payload | tags | {SIGNATURE: canonical(said)}


def tag_files(package: str, header: Header, payload: Mapping[str, bytes]) -> dict[str, bytes]:
    """The tag files that this payload has, by name."""
    info = (
        ("Source-Organization", header.sender.organisation),
        ("External-Description", f"Entramado {header.kind} {header.sequence} for {header.recipient.name}"),
        ("External-Identifier", package),
        ("Bagging-Date", header.made_at[:10]),
        ("Payload-Oxum", f"{sum(map(len, payload.values()))}.{len(payload)}"),
    )
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{label}: {text}\n" for label, text in info).encode(),
    }
    algorithms = ("sha256", "sha512")
    tags |= {f"manifest-{algorithm}.txt": _manifest(algorithm, payload) for algorithm in algorithms}
    return tags | {f"tagmanifest-{algorithm}.txt": _manifest(algorithm, tags) for algorithm in algorithms}


def signed(package: str, tagmanifest: bytes) -> bytes:
    """The bytes that the sender signs."""
    return _DOMAIN + package.encode() + b"\n" + tagmanifest


def write(package: Package, key: SigningKey, target: Path, *, age: Sequence[str] = ()) -> Path:
    """Sign the package and write it: a ``.zip``, an ``.age`` (for the x25519 recipients in ``age``), otherwise a folder.

    The same package signed by the same key is the same bytes (age excepted). Nothing is ever overwritten, and what is at
    ``target`` is whole or empty. Raises PackageFault and KeyFault.
    """
    kind = target.suffix.lower()
    if (kind == ".age") != bool(age):
        raise PackageFault("an encrypted package is a file that ends in .age, and needs the age recipients who may open it")
    found = members(package, key)
    try:
        with tempfile.TemporaryDirectory(prefix=".entramado-", dir=target.parent) as scratch:
            folder = Path(scratch) / "bag"
            lay_out(found, folder)
            if fault := bagit_fault(folder):
                raise PackageFault(f"the package could not be written as BagIt asks: {fault}")
            if kind in (".zip", ".age"):
                data = zipped(found, package.id)
                whole = Path(scratch) / "whole"
                _write(whole, encrypted(data, age) if age else data)
                os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                whole.replace(target)
            else:
                target.mkdir(0o700)
                folder.rename(target)
    except FileExistsError:
        raise PackageFault(f"{target} is there already, and nothing is overwritten: name another file") from None
    except OSError as error:
        raise PackageFault(f"{target} cannot be written ({error.strerror}): check the path and the space") from None
    return target


def lay_out(found: Mapping[str, bytes], folder: Path) -> None:
    """The files of a package in a new folder, for their owner alone."""
    folder.mkdir(0o700)
    (folder / "data").mkdir(0o700)
    for name, data in found.items():
        _write(folder / name, data)


def bagit_fault(folder: Path) -> str | None:
    """What the Library of Congress's own program says is wrong with the bag, or None."""
    try:
        with _quiet():
            bagit.Bag(str(folder)).validate()
    except (bagit.BagError, OSError, ValueError) as error:
        return " ".join(str(error).split()) or type(error).__name__
    return None


def _manifest(algorithm: str, files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.new(algorithm, files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())  # the log will say that it went: it must not be empty after a power cut


@contextmanager
def _quiet() -> Iterator[None]:
    """Bagit tells its log what it raises as well, and Python prints what no handler takes."""
    log = logging.getLogger("bagit")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before
