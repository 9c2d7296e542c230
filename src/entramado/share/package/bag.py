"""Package to files and back: BagIt 1.0 (RFC 8493), signed, as a folder, a zip or an age file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from entramado.share.package.keys import SigningKey
from entramado.share.package.model import Contents, Package


def pack(contents: Contents, files: Mapping[str, bytes] | None = None) -> Package:
    """The package of these contents and files (``dossier.pdf`` …), with its id. Writes nothing. Raises PackageFault."""
    raise NotImplementedError


def write(package: Package, key: SigningKey, target: Path, *, age: Sequence[str] = ()) -> Path:
    """Sign the package and write it: a ``.zip``, an ``.age`` (for the x25519 recipients in ``age``), otherwise a folder.

    The same package signed by the same key is the same bytes (age excepted). Nothing is ever overwritten, and what is at
    ``target`` is whole or not there. Raises PackageFault and KeyFault.
    """
    raise NotImplementedError
