"""The files of a package in a folder, a zip or an age file: read without trusting any of it, written the same every time.

A zip is stored, not compressed: compressors differ between machines, and what one function of the contents makes can be made
again and compared byte for byte. It also leaves a zip bomb nothing to unfold.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from entramado.model.errors import PackageFault
from entramado.share.package.checks import Fault

LARGEST: Final = 512 * 2**20
"""Bytes of all files together. A package above that is neither written nor read."""
MOST: Final = 64
"""Files in a package."""
_ZIP, _AGE = b"PK\x03\x04", b"age-encryption.org/v1\n"
_OVERHEAD: Final = 2**20
"""What zip and age may add to the bytes of the files."""


@dataclass(slots=True)
class Opened:
    """What was found: bytes by path with ``/`` between folders, and what is wrong with the container itself."""

    members: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    zipped: bytes | None = None
    """The bytes of the zip; None for a folder."""


def opened(path: Path, identity: str | Path | None = None) -> Opened:
    """Read a package of any form. Raises PackageFault only for what the caller must mend: the identity, a missing library."""
    found = Opened()
    try:
        if path.is_dir():
            found.members.update(_folder(path, found.faults))
            return found
        if not stat.S_ISREG(path.stat().st_mode):
            found.faults.append(("unreadable", f"{path} is neither a folder nor a file"))
            return found
        if path.stat().st_size > LARGEST + _OVERHEAD:
            found.faults.append(("size", f"{path} is larger than any package ({LARGEST:,} bytes): it is not read"))
            return found
        data = path.read_bytes()
    except OSError as error:
        found.faults.append(("unreadable", f"{path} cannot be read ({error.strerror})"))
        return found
    if data.startswith(_AGE):
        plain = decrypted(data, identity)
        if plain is None:
            found.faults.append(("age", "it cannot be opened: it was encrypted for another key, or changed or cut on its way"))
            return found
        data = plain
    if not data.startswith(_ZIP):
        found.faults.append(("unreadable", "this is no package: a folder, a .zip or an .age file is one"))
        return found
    found.zipped = data
    found.members.update(_unzipped(data, found.faults))
    return found


def zipped(members: Mapping[str, bytes], folder: str) -> bytes:
    """The one zip of these files, all below ``folder``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            archive.writestr(entry, members[name])
    return out.getvalue()


def encrypted(data: bytes, recipients: Sequence[str]) -> bytes:
    """An age file that each of the x25519 ``recipients`` can open. Raises PackageFault."""
    from_text = _pyrage().x25519.Recipient.from_str
    keys = []
    for text in recipients:
        try:
            keys.append(from_text(text.strip()))
        except Exception:  # noqa: BLE001 - the library's own error has no public base
            raise PackageFault(f"{text!r} is no age recipient: it reads age1…, as age-keygen prints it") from None
    made: bytes = _pyrage().encrypt(data, keys)
    return made


def decrypted(data: bytes, identity: str | Path | None) -> bytes | None:
    """The plain bytes, or None when that identity does not open them. Raises PackageFault without one."""
    pyrage = _pyrage()
    if identity is None:
        raise PackageFault("the package is encrypted: give the age identity that opens it")
    text = identity if isinstance(identity, str) else _identity(identity)
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines]
    except Exception:  # noqa: BLE001 - the library's own error has no public base
        keys = []
    if not keys:
        raise PackageFault("this is no age identity: it reads AGE-SECRET-KEY-1…, as age-keygen writes it") from None
    try:
        plain: bytes = pyrage.decrypt(data, keys)
    except pyrage.DecryptError:
        return None
    return plain


def _identity(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise PackageFault(f"{path} cannot be read as an age identity") from None


def _pyrage() -> Any:
    try:
        import pyrage
    except ImportError:
        raise PackageFault("age files need pyrage: pip install 'entramado[age]'") from None
    return pyrage


def _folder(root: Path, faults: list[Fault]) -> Iterator[tuple[str, bytes]]:
    """Regular files at the top and in ``data``; everything else there is a fault. No link is followed."""
    left, count = LARGEST, 0
    for below in ("", "data"):
        folder = root / below
        if below and (folder.is_symlink() or not folder.is_dir()):
            continue
        for entry in sorted(os.scandir(folder), key=lambda e: e.name):
            name = f"{below}/{entry.name}".lstrip("/")
            count += 1
            if count > MOST:
                faults.append(("added", f"it holds more than {MOST} files: no package does"))
                return
            if entry.is_symlink() or not (entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)):
                faults.append(("added", f"{shown(name)} is a link, pipe or device: a package holds files alone"))
            elif entry.is_dir(follow_symlinks=False):
                if name != "data":
                    faults.append(("added", f"the folder {shown(name)} does not belong to the package"))
            else:
                data = _read(folder / entry.name, left)
                if data is None:
                    faults.append(("size", f"{shown(name)} cannot be read, or all is larger than {LARGEST:,} bytes"))
                    return
                left -= len(data)
                yield name, data


def _read(path: Path, most: int) -> bytes | None:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            data = file.read(most + 1)
    except OSError:
        return None
    return None if len(data) > most else data


def _unzipped(data: bytes, faults: list[Fault]) -> Iterator[tuple[str, bytes]]:
    """The files of the zip, as `zipped` wrote them; what else it may hold shows when it is written again and compared."""
    if not _listable(data):
        faults.append(("zip", "the zip is damaged or cut, or something was added to it: ask the sender for the package again"))
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len({entry.filename for entry in entries}) != len(entries):
                faults.append(("zip", "the zip names a file twice: it is not unpacked"))
                return
            if any(e.compress_type != zipfile.ZIP_STORED or e.file_size != e.compress_size for e in entries):
                faults.append(("zip", "the zip is compressed or encrypted, which no package is: it is not unpacked"))
                return
            if sum(entry.file_size for entry in entries) > len(data):
                faults.append(("zip", "the files in the zip lie over one another: it is not unpacked"))
                return
            for entry in entries:
                _, _, name = entry.filename.partition("/")
                try:
                    yield name, archive.read(entry)
                except Exception:  # noqa: BLE001 - a damaged zip breaks the reader in many ways
                    faults.append(("changed", f"{shown(name)} was changed or cut: ask the sender for the package again"))
    except Exception:  # noqa: BLE001 - see above
        faults.append(("zip", "the zip is damaged or cut: ask the sender for the package again"))


def _listable(data: bytes) -> bool:
    """Whether the zip ends as ours do, with a short list of files: a reader would load a list of millions before it is asked."""
    if len(data) < 42 or data[-22:-18] != b"PK\x05\x06" or data[-42:-38] == b"PK\x06\x07":
        return False
    count, size = struct.unpack("<HI", data[-12:-6])
    return bool(count <= MOST and size <= MOST * 512)


def shown(name: str) -> str:
    """A file's name for a message: it may hold anything."""
    return ascii(name)[1:-1]
