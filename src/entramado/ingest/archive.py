"""Zip and gzip: files within a file. Nothing is unpacked to disk, and nothing is expanded before its size is judged."""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import Final

from entramado.ingest.deposit import Content, Part, Refused

MOST_MEMBERS: Final = 20_000
LARGEST_MEMBER: Final = 256 * 1024 * 1024
LARGEST_TOTAL: Final = 1024 * 1024 * 1024
HIGHEST_RATIO: Final = 200
"""Expanded over packed bytes: text packs at most some twenty to one, bombs a thousand to one."""
_SMALL: Final = 8 * 1024 * 1024
"""Below this an extreme ratio harms nobody: an empty form packs well."""


def read_zip(data: bytes) -> Content:
    """Members of a zip as parts, folders left out. Raises Refused (``zip-bomb``, ``encrypted``, ``truncated``)."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, OSError, UnicodeDecodeError) as error:
        raise Refused("truncated", f"is a damaged zip archive ({error}): copy it again") from None
    members = [member for member in archive.infolist() if not member.is_dir()]
    total = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise Refused("zip-bomb", f"holds {len(members):,} files, more than {MOST_MEMBERS:,}: nothing was unpacked")
    if total > LARGEST_TOTAL or (total > _SMALL and total > HIGHEST_RATIO * len(data)):
        raise Refused("zip-bomb", f"would grow from {len(data):,} to {total:,} bytes: nothing was unpacked")
    return Content(None, parts=list(_members(archive, members)))


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[Part]:
    seen: set[str] = set()
    for member in sorted(members, key=lambda member: member.filename):
        name = unicodedata.normalize("NFC", member.filename.replace("\\", "/"))
        name = name.encode("utf-8", "replace").decode("utf-8")
        if name in seen:
            yield Part(name, partial(_refusal, "duplicate", "stands twice in its archive: only the first was read"))
            continue
        seen.add(name)
        if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or "\x00" in name:
            yield Part(name.lstrip("/"), partial(_refusal, "path", "has a path that climbs out of its archive: not read"))
        elif member.flag_bits & 1:
            yield Part(name, partial(_refusal, "encrypted", "is encrypted in its archive: unpack it with its password first"))
        elif member.file_size > LARGEST_MEMBER:
            yield Part(name, partial(_refusal, "too-large", f"has {member.file_size:,} bytes, more than {LARGEST_MEMBER:,}"))
        else:
            yield Part(name, partial(_unpack, archive, member))


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """One member's bytes, and no more than its header promised: a header that lies ends as a wrong checksum."""
    try:
        with archive.open(member) as file:
            return file.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refused("truncated", f"cannot be unpacked ({error})") from None


def _refusal(code: str, message: str) -> bytes:
    raise Refused(code, message)


def read_gzip(data: bytes) -> Content:
    """The one file in a gzip, which goes by the archive's name without ``.gz``. Raises Refused (``zip-bomb``)."""
    limit = min(LARGEST_MEMBER, max(_SMALL, HIGHEST_RATIO * len(data)))
    pieces: list[bytes] = []
    rest, size = data, 0
    notes: tuple[tuple[str, str], ...] = ()
    while rest.startswith(b"\x1f\x8b"):
        inflate = zlib.decompressobj(31)
        try:
            piece = inflate.decompress(rest, limit - size + 1)
        except zlib.error as error:
            if not pieces:
                raise Refused("truncated", f"is a damaged gzip file ({error}): copy it again") from None
            break
        size += len(piece)
        if size > limit:
            raise Refused("zip-bomb", f"would grow from {len(data):,} to more than {limit:,} bytes: nothing was unpacked")
        pieces.append(piece)
        if not inflate.eof:
            if not size:
                raise Refused("truncated", "is a damaged gzip file (it ends too early): copy it again")
            notes = (("truncated", "ends too early: what could be unpacked was read"),)
            break
        rest = inflate.unused_data
    whole = b"".join(pieces)
    return Content(None, parts=[Part("", partial(bytes, whole))], notes=notes)
