"""Files that a page hands in: into a private folder outside of the case, under names that lead nowhere else, and gone after."""

from __future__ import annotations

import os
import shutil
import tempfile
import unicodedata
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool

from entramado.ingest.read import LARGEST
from entramado.model.errors import InputError, UsageError
from entramado.web.errors import TooLarge

MOST_FILES: Final = 20_000
LARGEST_TOTAL: Final = 4 * 1024 * 1024 * 1024
"""Bytes that the files of one job may have together."""
_DEEPEST: Final = 16
_LONGEST: Final = 200
"""Bytes that one part of a name may have; file systems end at 255."""
_PIECE: Final = 1024 * 1024
_PREFIX: Final = "entramado-in-"


class Inbox:
    """The private folder (0700) of one job."""

    def __init__(self) -> None:
        self._outer = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        self.folder = self._outer / "documents"
        """What is read: a manifest in it, `sources.csv`, speaks for the files beside and below it."""
        self.folder.mkdir(0o700)
        self.files: dict[str, int] = {}
        """Bytes of each file, by its name."""

    @property
    def size(self) -> int:
        return sum(self.files.values())

    async def keep(self, name: str, pieces: AsyncIterator[bytes]) -> str:
        """Write one file; returns its name in the job. Raises UsageError for a name that is none, TooLarge, InputError."""
        shown = clean_name(name)
        if shown in self.files:
            raise UsageError(f"{shown} was handed in already: rename one of the two, or add them one after the other")
        if len(self.files) >= MOST_FILES:
            raise TooLarge(f"more than {MOST_FILES:,} files at once: add them in several goes, or as one zip archive")
        path = self.folder / shown
        self.files[shown] = 0
        try:
            await run_in_threadpool(path.parent.mkdir, 0o700, parents=True, exist_ok=True)
            await self._write(path, shown, pieces)
        except OSError as error:
            self._drop(path, shown)
            raise InputError(f"{shown} cannot be kept until it is read: {error.strerror or error}") from None
        except BaseException:
            self._drop(path, shown)
            raise
        return shown

    async def _write(self, path: Path, shown: str, pieces: AsyncIterator[bytes]) -> None:
        others = self.size
        waiting = bytearray()
        with path.open("xb") as file:
            async for piece in pieces:
                self.files[shown] += len(piece)
                if self.files[shown] > LARGEST:
                    raise TooLarge(f"{shown} has more than {LARGEST:,} bytes: split it")
                if others + self.files[shown] > LARGEST_TOTAL:
                    raise TooLarge(f"more than {LARGEST_TOTAL:,} bytes at once: add the files in several goes")
                waiting += piece
                if len(waiting) >= _PIECE:
                    await run_in_threadpool(file.write, bytes(waiting))
                    waiting.clear()
            await run_in_threadpool(file.write, bytes(waiting))

    def _drop(self, path: Path, shown: str) -> None:
        self.files.pop(shown, None)
        with suppress(OSError):
            path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Leave nothing of it."""
        shutil.rmtree(self._outer, ignore_errors=True)


def clean_name(name: str) -> str:
    """A file name, or a path below the folder that was dropped, that leads nowhere else. Raises UsageError for none.

    What a system leaves behind (``.DS_Store``) is refused here, as a folder that is read leaves it out.
    """
    from entramado.ingest.listing import skipped

    text = unicodedata.normalize("NFC", name).replace("\\", "/")
    parts = [part for part in text.split("/") if part not in ("", ".")]
    if not parts or len(parts) > _DEEPEST:
        raise UsageError("give the file a name, of at most 16 folders")
    for part in parts:
        if part == ".." or part[1:2] == ":" or any(ord(char) < 32 or ord(char) == 127 for char in part):
            raise UsageError(f"{name!r} is no name of a file: rename it")
        if len(part.encode("utf-8", "surrogatepass")) > _LONGEST:
            raise UsageError(f"{part[:40]}… is too long a name: rename the file")
        if skipped(part):
            raise UsageError(f"{part} is left out: it is hidden, or something that a system leaves behind")
    return "/".join(part.encode("utf-8", "replace").decode() for part in parts)


def sweep() -> None:
    """Remove what servers that were killed have left."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        with suppress(OSError):
            if owner.isdecimal() and left.lstat().st_uid == os.getuid() and not left.is_symlink() and not _alive(int(owner)):
                shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
