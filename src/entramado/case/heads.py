"""Signed heads of the audit trail, to be given away: whoever keeps one can tell later whether the trail was only added to.

A head is canonical JSON (RFC 8785): the case (hash of its first entry), the size and root of the tree of all entries then, when,
and an Ed25519 signature. With a head, one entry can be proved to somebody who does not have the case (RFC 9162, 2.1.3).
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from entramado.model.errors import KeyFault, NotFound, UsageError
from entramado.share.package.keys import PublicKey, SigningKey, default_path, trusted
from entramado.store import Store, audit, merkle
from entramado.store.rows import dump

_HEAD: Final = "entramado audit head 1"
_PROOF: Final = "entramado audit proof 1"
_LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a file that is read: far above any head or proof, so that a wrong path is not read to its end."""


@dataclass(frozen=True, slots=True)
class Head:
    """What was signed: the first ``size`` entries of ``case`` have the tree ``root``. Hashes are hexadecimal."""

    case: str
    size: int
    root: str
    at: str
    key: str
    """The signer's public key, as one line."""
    signature: str
    """Base64."""

    def text(self) -> str:
        return dump(asdict(self) | {"format": _HEAD}) + "\n"

    @classmethod
    def read(cls, where: Path) -> Self:
        """Raises UsageError for what is no head. Whether its signature holds is `is_signed`'s to say."""
        found = _object(where, _HEAD, "head of an audit trail")
        try:
            made = cls(**{name: found[name] for name in cls.__slots__})
            texts = all(isinstance(getattr(made, name), str) for name in cls.__slots__ if name != "size")
            good = texts and type(made.size) is int and made.size > 0 and _is_hash(made.root)
            PublicKey.load(made.key if made.key.startswith("ed25519:") else "ed25519:")
        except (KeyError, AttributeError, KeyFault):
            good = False
        if not good:
            raise UsageError(f"{where} is no whole head: get it anew from whoever keeps the case")
        return made

    def is_signed(self) -> bool:
        """Whether the key that it names has signed just this."""
        try:
            signature = base64.b64decode(self.signature, validate=True)
        except ValueError:
            return False
        return PublicKey.load(self.key).verify(signature, self._signed())

    def _signed(self) -> bytes:
        return (_HEAD + "\n" + dump({k: v for k, v in asdict(self).items() if k != "signature"})).encode()


@dataclass(frozen=True, slots=True)
class Proof:
    """That ``entry`` (its canonical JSON, read) stands in the tree of the first ``size`` entries of ``case``."""

    case: str
    size: int
    entry: Mapping[str, Any]
    path: tuple[str, ...]
    """Hashes of the siblings from the entry up."""

    def text(self) -> str:
        return dump(asdict(self) | {"format": _PROOF}) + "\n"

    @classmethod
    def read(cls, where: Path) -> Self:
        """Raises UsageError for what is no proof."""
        found = _object(where, _PROOF, "proof of an audit entry")
        try:
            made = cls(found["case"], found["size"], found["entry"], tuple(found["path"]))
            number = made.entry["entry"]
            good = type(made.size) is int and type(number) is int and 1 <= number <= made.size and all(map(_is_hash, made.path))
        except (KeyError, TypeError):
            good = False
        if not good:
            raise UsageError(f"{where} is no whole proof: get it anew with `entramado audit prove`")
        return made


@dataclass(frozen=True, slots=True)
class Verified:
    """The whole trail held against itself, against what it vouches for, and against heads."""

    entries: int
    root: str
    faults: tuple[str, ...]
    consistency: Mapping[str, tuple[str, ...]]
    """Of each head that holds, by name: the proof that its tree begins this one (RFC 9162, 2.1.4)."""


def sign(store: Store, key: SigningKey) -> Head:
    """The head of the trail as it is now. Raises UsageError for a case in which nothing was done yet."""
    leaves = store.leaves()
    if not leaves:
        raise UsageError("nothing was done in this case yet: there is nothing to sign")
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    head = Head(leaves[0].hex(), len(leaves), merkle.root(leaves).hex(), at, str(key.public), "")
    return Head(**asdict(head) | {"signature": base64.b64encode(key.sign(head._signed())).decode()})  # noqa: SLF001 - own class


def verify(store: Store, heads: Mapping[str, Head], keys: Mapping[str, PublicKey] | None = None) -> Verified:
    """Check the trail, all that it vouches for, and that each head (by the name to tell it by) is of its beginning.

    ``keys`` are those that may have signed; None takes the trusted ones and the user's own.
    """
    faults = list(store.verify())
    leaves = store.leaves()
    expected = known_keys() if heads and keys is None else keys or {}
    proofs: dict[str, tuple[str, ...]] = {}
    for name, head in heads.items():
        found = [f"{name}: {fault}" for fault in (*_signature(head, expected), *_prefix(head, leaves))]
        faults += found
        if not found:
            proofs[name] = tuple(node.hex() for node in merkle.consistency(leaves, head.size))
    return Verified(len(leaves), merkle.root(leaves).hex(), tuple(faults), proofs)


def prove(store: Store, entry: int, head: Head | None = None) -> Proof:
    """The proof of one entry (by its number), for the tree that ``head`` signs, or else that of now. Raises NotFound."""
    leaves = store.leaves()
    if head is not None and (fault := next(iter(_prefix(head, leaves)), None)):
        raise UsageError(f"the head does not fit: {fault}")
    size = head.size if head else len(leaves)
    if not 1 <= entry <= size:
        raise NotFound(f"no entry {entry}: there are 1 to {size}")
    shown = json.loads(audit.canonical(store.audit()[entry - 1]))
    path = tuple(node.hex() for node in merkle.inclusion(leaves[:size], entry - 1))
    return Proof(leaves[0].hex(), size, shown, path)


def check(proof: Proof, head: Head, keys: Mapping[str, PublicKey] | None = None) -> list[str]:
    """What is wrong with a proof held against a head, in words; empty when the entry was in the trail that was signed."""
    faults = list(_signature(head, known_keys() if keys is None else keys))
    if proof.case != head.case:
        faults.append("the proof is of another case than the head")
    elif proof.size != head.size:
        faults.append(f"the proof is for {proof.size} entries and the head for {head.size}: ask for one made with this head")
    else:
        leaf = merkle.leaf_hash(dump(proof.entry).encode())
        path = [bytes.fromhex(node) for node in proof.path]
        if not merkle.proves_inclusion(leaf, proof.entry["entry"] - 1, proof.size, path, bytes.fromhex(head.root)):
            faults.append(f"entry {proof.entry['entry']} does not stand like this in the trail that was signed")
    return faults


def known_keys(folder: Path | None = None) -> dict[str, PublicKey]:
    """The keys that the user trusts (in ``folder``, or where they are kept), by name, and his own."""
    own = {"your own": SigningKey.load(default_path()).public} if default_path().exists() else {}
    return {**trusted(folder), **own}


def _signature(head: Head, expected: Mapping[str, PublicKey]) -> Sequence[str]:
    if not head.is_signed():
        return ["it was changed after it was signed, or never signed: its signature does not hold"]
    key = PublicKey.load(head.key)
    if key not in expected.values():
        others = ", ".join(sorted(expected)) or "none is trusted yet"
        other = f"it is signed by another key than expected (fingerprint {key.fingerprint}; expected: {others})"
        return [f"{other}. Ask the signer for his fingerprint by another way before you trust it"]
    return []


def _prefix(head: Head, leaves: Sequence[bytes]) -> Sequence[str]:
    """Why the head is not of the beginning of this trail."""
    when = head.at[:10]
    if head.size > len(leaves):
        return [f"the trail was cut: it has {len(leaves)} entries, and on {when} it had {head.size}"]
    if leaves[0].hex() != head.case:
        return ["it is of another case, or this trail was rewritten from its first entry"]
    if merkle.root(leaves[: head.size]).hex() != head.root:
        return [f"the first {head.size} entries are not those of {when}: the trail was rewritten"]
    return []


def _is_hash(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch("[0-9a-f]{64}", text) is not None


def _object(where: Path, form: str, what: str) -> dict[str, Any]:
    try:
        with where.open("rb") as file:
            found = json.loads(file.read(_LARGEST))
    except FileNotFoundError:
        raise UsageError(f"there is no file {where}") from None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("format") != form:
        raise UsageError(f"{where} is no {what}")
    return found
