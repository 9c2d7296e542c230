"""Whether a package is just what its sender signed, meant for whoever holds it, and new to him."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from entramado.model.view import Viewer
from entramado.share.package.keys import PublicKey
from entramado.share.package.model import Package


@dataclass(frozen=True, slots=True)
class Receipt:
    """A package that was received before. ``recipient`` is the name that its header has."""

    package: str
    recipient: str
    sequence: int


Seen = Mapping[str, Sequence[Receipt]]
"""By sender's key (``ed25519:BASE64``), all that was received from him, in any order."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, and what to do. Not ``fatal``: to be told to the user, but the package is what it says it is."""

    code: str
    what: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be thought of a package. ``package`` is there when it could be read, ``signer`` when the signature fits."""

    package: Package | None
    signer: PublicKey | None
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether it may be used."""
        return self.package is not None and self.signer is not None and not any(f.fatal for f in self.findings)


def verify(
    path: Path,
    *,
    trusted: Iterable[PublicKey],
    seen: Seen | None = None,
    identity: str | Path | None = None,
    reader: Viewer | None = None,
) -> Verdict:
    """Every fault of a package. ``identity`` opens an age file (its text, or the file that holds it); ``reader`` is who holds it.

    Only the package is at fault, never the call: raises nothing but UsageError, when a library or the identity is missing.
    """
    raise NotImplementedError
