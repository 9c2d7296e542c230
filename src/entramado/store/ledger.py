"""The ledger beside a case, ``NAME.entramado-purged``: what was purged, by keyed ids, for older copies of the case.

A purge is entered here before it is committed, so that one cut short is carried out when the case is next opened, and so is
one that a copy put in its place has not seen. A case from which nothing was purged has no ledger.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from entramado.model.errors import CaseError
from entramado.store.forgotten import Forgotten

_FORMAT: Final = "entramado purged 1"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was purged from one case. ``clean``: nothing of it is left in free pages or in the log."""

    purges: tuple[Forgotten, ...] = ()
    clean: bool = True

    def lacking(self, done: Sequence[Forgotten]) -> list[Forgotten]:
        """Purges that are not among those ``done``."""
        known = {purge.id for purge in done}
        return [purge for purge in self.purges if purge.id not in known]


def path_of(case: Path) -> Path:
    return case.with_name(case.name + "-purged")


def read(case: Path, fingerprint: str) -> Ledger:
    """What stands in the ledger about the case of this fingerprint. Raises CaseError when it cannot be read."""
    found = _read(case).get(fingerprint)
    if found is None:
        return Ledger()
    try:
        purges = (Forgotten.read(p["id"], p["at"], p["by"], p["authority"], json.dumps(p["keyed"])) for p in found["purges"])
        return Ledger(tuple(purges), bool(found["clean"]))
    except (KeyError, TypeError, ValueError):
        raise _damaged(case) from None


def write(case: Path, fingerprint: str, ledger: Ledger) -> None:
    """Replace what stands about this case; what another case of the same name left stays. Whole or not at all."""
    cases = _read(case)
    entries = [
        {"id": p.id, "at": p.at, "by": p.by, "authority": p.authority, "keyed": json.loads(p.keyed())} for p in ledger.purges
    ]
    cases[fingerprint] = {"clean": ledger.clean, "purges": entries}
    if not entries:
        del cases[fingerprint]
    path = path_of(case)
    if not cases:
        path.unlink(missing_ok=True)
        return
    making = path.with_name(path.name + "-new")
    making.unlink(missing_ok=True)
    file = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as out:
        json.dump({"format": _FORMAT, "cases": cases}, out, ensure_ascii=False, sort_keys=True)
        out.flush()
        os.fsync(out.fileno())
    making.replace(path)
    _sync(path.parent)


def _read(case: Path) -> dict[str, Any]:
    try:
        text = path_of(case).read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise _damaged(case) from None
    try:
        found = json.loads(text)
        cases = found["cases"]
    except (KeyError, TypeError, ValueError):
        raise _damaged(case) from None
    if found.get("format") != _FORMAT or not isinstance(cases, dict):
        raise _damaged(case)
    return cases


def _damaged(case: Path) -> CaseError:
    path = path_of(case).name
    return CaseError(f"{path}, which says what was purged from {case.name}, cannot be read: put back a good copy of it")


def _sync(folder: Path) -> None:
    """Make a renaming last through a power cut, where folders can be opened (not on Windows)."""
    try:
        file = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(file)
    finally:
        os.close(file)
