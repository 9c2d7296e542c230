"""One writer at a time: a lock on a file beside the case, which dies with its process."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from entramado.model.errors import CaseBusy, CaseError

try:
    import fcntl
except ImportError:  # Windows: no flock; SQLite's own write lock still keeps two transactions apart
    fcntl = None  # type: ignore[assignment]  # only ever asked whether it is there

_STEP: Final = 0.05


class WriterLock:
    """Held from `__enter__` to `__exit__`. The file is removed when released; one left by a killed process is harmless.

    ``flock`` and not SQLite's write lock, because a build holds it across its many transactions, and readers go on.
    """

    def __init__(self, case: Path, *, patience: float = 0.0) -> None:
        self._case = case
        self._path = case.with_name(case.name + "-lock")
        self._patience = patience
        self._file: int | None = None

    def __enter__(self) -> Self:
        deadline = time.monotonic() + self._patience
        while not self._taken():
            if time.monotonic() >= deadline:
                raise CaseBusy(f"{self._case.name} is being written by {self._holder()}: wait until it is done, then try again")
            time.sleep(_STEP)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._file is not None:
            self._path.unlink(missing_ok=True)
            os.close(self._file)
            self._file = None

    def _taken(self) -> bool:
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise CaseError(f"{self._case} cannot be written: {error.strerror}") from None
        if not self._locked(file):
            os.close(file)
            return False
        os.ftruncate(file, 0)
        os.write(file, str(os.getpid()).encode())
        self._file = file
        return True

    def _locked(self, file: int) -> bool:
        if fcntl is None:
            return True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        # The holder before us removes the file as it lets go: a lock on a removed file keeps nobody out.
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except FileNotFoundError:
            return False

    def _holder(self) -> str:
        try:
            pid = self._path.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            pid = ""
        return f"another process ({pid})" if pid.isdigit() else "another process"
