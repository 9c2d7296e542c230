"""Ed25519 keys (RFC 8032): who signs a package or an audit head, and whose signature is trusted.

A signing key is a file that only its owner may read (PKCS #8 PEM). A public key travels as SubjectPublicKeyInfo PEM or in one
line, ``ed25519:BASE64``. Whose key it is cannot be told from the key: compare its fingerprint with its owner by another way
than the one it came by, then keep it under a name among the trusted ones.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from entramado.model.errors import KeyFault

try:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
        load_pem_private_key,
        load_pem_public_key,
    )
except ImportError:
    raise KeyFault("signatures need cryptography: pip install 'entramado[release]'") from None

_PREFIX: Final = "ed25519:"
_NAME: Final = re.compile(r"\w[\w .-]{0,63}")
"""What a trusted key may be called: it becomes the name of a file."""
_LARGEST: Final = 16_384
"""Bytes of a key file: far above any, so that a wrong path is not read to its end."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The key that checks signatures; ``raw`` is its 32 bytes. Equal keys are equal objects."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != 32:
            raise KeyFault(f"an Ed25519 public key has 32 bytes, not {len(self.raw)}")

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read the one-line form, which has one spelling; no file is looked at. Raises KeyFault."""
        try:
            key = cls(base64.b64decode(line.removeprefix(_PREFIX), validate=True))
        except ValueError:
            raise KeyFault(f"this is no {_PREFIX}BASE64: copy the line again, whole") from None
        if str(key) != line:
            raise KeyFault(f"this key is written in an unusual way: copy the line again, whole, from {_PREFIX} on")
        return key

    @classmethod
    def load(cls, where: Path | str) -> Self:
        """Read a key from its one-line form, its PEM text, or a file that holds either. Raises KeyFault."""
        if isinstance(where, str) and where.strip().startswith((_PREFIX, "-----BEGIN")):
            return cls._of(where.strip(), "this key")
        path = Path(where)
        return cls._of(_read(path, "public key").decode("ascii", "replace").strip(), str(path))

    @classmethod
    def _of(cls, text: str, what: str) -> Self:
        if text.startswith(_PREFIX):
            return cls.parse(text)
        if "PRIVATE KEY" in text:
            raise KeyFault(f"{what} is a signing key: never give it away; `entramado keys` prints the public one")
        try:
            found = load_pem_public_key(text.encode())
        except (ValueError, UnsupportedAlgorithm):
            raise KeyFault(f"{what} is no public key: ask for the line that `entramado keys` prints") from None
        if not isinstance(found, Ed25519PublicKey):
            raise KeyFault(f"{what} is of another kind: Ed25519 is wanted, as `entramado keys` makes it")
        return cls(found.public_bytes_raw())

    def verify(self, signature: bytes, data: bytes) -> bool:
        """Whether the owner of this key signed just these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, data)
        except InvalidSignature:
            return False
        return True

    @property
    def fingerprint(self) -> str:
        """Eight groups of four hexadecimal digits, to be read out on the telephone: half of the key's SHA-256."""
        digits = hashlib.sha256(self.raw).hexdigest()[:32]
        return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))

    def pem(self) -> str:
        """SubjectPublicKeyInfo PEM, for other programs."""
        made = Ed25519PublicKey.from_public_bytes(self.raw)
        return made.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def __str__(self) -> str:
        return _PREFIX + base64.b64encode(self.raw).decode()


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The key that signs. It shows itself nowhere: not in its ``repr``, not in an error."""

    _key: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def create(cls, path: Path) -> Self:
        """A new key in a new file, readable by its owner alone. Raises KeyFault when there is a file already."""
        made = Ed25519PrivateKey.generate()
        data = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise KeyFault(f"{path} is there already, and a signing key is never overwritten: name another file") from None
        except OSError as error:
            raise KeyFault(f"{path} cannot be written: {error.strerror}") from None
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return cls(made)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Raises KeyFault when there is none, it is open to others, encrypted, or of another kind."""
        data = _read(path, "signing key", missing="make one with `entramado keys --new`, or say where it is with ENTRAMADO_KEY")
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise KeyFault(f"{path} can be read by others: `chmod 600` it, and make a new key if anybody may have copied it")
        try:
            key = load_pem_private_key(data, password=None)
        except TypeError:
            raise KeyFault(f"{path} is protected by a passphrase: only plain PKCS #8 PEM is read") from None
        except (ValueError, UnsupportedAlgorithm):
            raise KeyFault(f"{path} is no signing key: make one with `entramado keys --new`") from None
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyFault(f"{path} is a key of another kind: Ed25519 is wanted; make one with `entramado keys --new`")
        return cls(key)

    @property
    def public(self) -> PublicKey:
        return PublicKey(self._key.public_key().public_bytes_raw())

    def sign(self, data: bytes) -> bytes:
        """The 64 bytes of a signature. Start ``data`` with what it is, so that no signature can serve for another thing."""
        return self._key.sign(data)


def default_path() -> Path:
    """Where the signing key is kept: ENTRAMADO_KEY, or ``entramado/signing.pem`` in the user's configuration."""
    named = os.environ.get("ENTRAMADO_KEY")
    return Path(named) if named else _home() / "signing.pem"


def trusted_path() -> Path:
    """Where trusted public keys are kept: one file a key, ``NAME.pub``."""
    return _home() / "trusted"


def trusted(folder: Path | None = None) -> Mapping[str, PublicKey]:
    """The public keys that the user trusts, by the name they are kept under. Raises KeyFault for a file that is none."""
    where = folder or trusted_path()
    if not where.is_dir():
        return {}
    return {path.stem: PublicKey.load(path) for path in sorted(where.glob("*.pub"))}


def trust(name: str, key: PublicKey, folder: Path | None = None) -> Path:
    """Keep a key among the trusted ones. Raises KeyFault when the name serves for another key."""
    where = folder or trusted_path()
    if not _NAME.fullmatch(name):
        raise KeyFault(f"{name!r} cannot name a key: write letters, digits, spaces, dots or dashes")
    path = where / f"{name}.pub"
    if path.exists():
        if PublicKey.load(path) == key:
            return path
        raise KeyFault(f"{path} holds another key: delete it if that one is trusted no more, or choose another name")
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("x", encoding="ascii") as file:
            file.write(f"{key}\n")
    except OSError as error:
        raise KeyFault(f"{path} cannot be written: {error.strerror}") from None
    return path


def forget(name: str, folder: Path | None = None) -> None:
    """Trust a key no longer. Raises KeyFault when none is kept under that name."""
    path = (folder or trusted_path()) / f"{name}.pub"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise KeyFault(f"no key is trusted under the name {name!r}: `entramado keys` lists those that are")
    path.unlink()


def _home() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "entramado"


def _read(path: Path, what: str, missing: str = "check the path") -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise KeyFault(f"no {what} at {path}: {missing}") from None
    except OSError as error:
        raise KeyFault(f"{path} cannot be read: {error.strerror}") from None
    if len(data) > _LARGEST:
        raise KeyFault(f"{path} is no {what}: it is too large for one")
    return data
