"""Paths to inputs: folders walked in a stable order, manifests checked before anything is read."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from entramado.ingest.decode import decode
from entramado.ingest.deposit import Input, Refused
from entramado.ingest.manifest import NAME, Row, read_manifest
from entramado.model.claim import Problem
from entramado.model.errors import ManifestError

_SKIPPED: Final = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
_LARGEST_MANIFEST: Final = 32 * 1024 * 1024


def list_inputs(paths: Sequence[Path]) -> list[Input]:
    """Every file under ``paths``, folders in order of name, each file once. What cannot be read carries its problem.

    A folder's ``sources.csv`` speaks for the files below it, named relative to it; an inner manifest is heard before
    an outer one. A file given by itself takes its row from the manifest beside it.
    """
    found: list[Input] = []
    seen: set[str] = set()
    for path in paths:
        for entry in _folder(path, "", (), ()) if path.is_dir() else _single(path):
            real = os.path.realpath(entry.path)
            if real not in seen or entry.problem:
                seen.add(real)
                found.append(entry)
    return found


def skipped(name: str) -> bool:
    """Whether a file or folder of that name is left out silently: hidden ones and what systems leave behind."""
    return name in _SKIPPED or name.startswith("~$") or (name.startswith(".") and name != "..")


Manifests = tuple[tuple[str, Mapping[str, Row]], ...]
"""The manifests that speak for a folder, innermost first, each with its folder's name below the given one."""


def _folder(folder: Path, below: str, manifests: Manifests, above: tuple[str, ...]) -> Iterator[Input]:
    name = below or folder.name or str(folder)
    real = os.path.realpath(folder)
    if real in above:
        yield _problem(folder, name, "loop", "is a link to a folder around it: not followed")
        return
    try:
        entries = sorted(entry.name for entry in folder.iterdir())
        manifest = _manifest(folder, name if below else folder.name)
    except OSError as error:
        yield _problem(folder, name, "unreadable", f"cannot be opened ({error.strerror}): check its permissions")
        return
    except ManifestError as error:
        yield _problem(folder / NAME, f"{below}/{NAME}".lstrip("/"), "manifest", f"{error}. Nothing of this folder was read")
        return
    if manifest is not None:
        manifests = ((below, manifest), *manifests)
    for entry in entries:
        if skipped(entry) or entry == NAME:
            continue
        path, inner = folder / entry, f"{below}/{entry}".lstrip("/")
        if path.is_dir():
            yield from _folder(path, inner, manifests, (*above, real))
        else:
            yield _file(path, inner, row_of(inner, manifests))


def _single(path: Path) -> Iterator[Input]:
    try:
        manifest = _manifest(path.parent, path.parent.name)
    except (OSError, ManifestError) as error:
        yield _problem(path, path.name, "manifest", f"{error}. The file was not read")
        return
    yield _file(path, path.name, row_of(path.name, (("", manifest),) if manifest is not None else ()))


def _file(path: Path, name: str, row: Row | None) -> Input:
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        what = "is a link to nothing" if path.is_symlink() else "is not there: check the path"
        return _problem(path, shown, "missing", what)
    except OSError as error:
        return _problem(path, shown, "unreadable", f"cannot be opened ({error.strerror})")
    if not stat.S_ISREG(mode):
        return _problem(path, shown, "not-a-file", "is a pipe, socket or device: give a file or a folder")
    return Input(path, shown, row)


def _manifest(folder: Path, name: str) -> Mapping[str, Row] | None:
    """The folder's manifest, or None without one. Raises ManifestError and OSError."""
    path = folder / NAME
    if not path.is_file():
        return None
    if path.stat().st_size > _LARGEST_MANIFEST:
        raise ManifestError(f"{name}/{NAME} is larger than {_LARGEST_MANIFEST:,} bytes")
    try:
        text = decode(path.read_bytes()).text
    except Refused as refusal:
        raise ManifestError(f"{name}/{NAME} {refusal}") from None
    root = os.path.realpath(folder)

    def exists(file: str) -> bool:
        target = os.path.realpath(folder / file)
        inside = target.startswith(root + os.sep) or (folder / file).is_symlink()
        return inside and ".." not in Path(file).parts and (folder / file).is_file()

    return read_manifest(text, f"{name}/{NAME}".lstrip("/"), exists)


def row_of(name: str, manifests: Manifests) -> Row | None:
    """The row of the file ``name`` in the innermost manifest that has one."""
    for below, rows in manifests:
        if not name.startswith(below):
            continue
        inner = name[len(below) :].lstrip("/")
        row = rows.get(unicodedata.normalize("NFC", inner))
        if row is not None:
            return row
    return None


def _problem(path: Path, name: str, code: str, what: str) -> Input:
    return Input(path, name, problem=Problem(name, what, code))
