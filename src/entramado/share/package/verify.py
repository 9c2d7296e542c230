"""Whether a package is just what its sender signed, meant for whoever holds it, and new to him.

A package is one function of contents, files and key. So it is made again from what was found and compared byte for byte: what
differs was changed, whatever the change. Two things are not made again: the signature, which is checked, and whose key made
it, which the user must know.
"""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from entramado.model.errors import EntramadoError, PackageFault
from entramado.model.view import Viewer
from entramado.share.package.bag import NAME, RELEASE, SIGNATURE, TAGS, bagit_fault, digests, lay_out, signed, tag_files
from entramado.share.package.checks import Fault, faults
from entramado.share.package.container import Opened, opened, shown, zipped
from entramado.share.package.decoding import parsed, read
from entramado.share.package.entry import Entry
from entramado.share.package.keys import PublicKey
from entramado.share.package.model import Header, Package

_AGAIN: Final = "ask the sender for the package again, and how it may have come to this"


LARGEST_OF_STRANGERS: Final = 16 * 2**20
"""Bytes of ``release.json`` that are parsed for somebody who is not trusted: JSON takes many times its size in memory."""


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
    trusted = frozenset(trusted)
    found = opened(path, identity)
    wrong = [*found.faults, *_listed(found.members)]
    wrong += _digested(found.members)
    signer, package_id, more = _signature(found.members)
    wrong += more
    known = signer is not None and signer in trusted
    package, stated, more = _package(found.members, known=known)
    wrong += more
    if package is not None:
        wrong += faults(package.contents)
        if package.id != package_id or (signer and package.contents.header.sender.key != str(signer)):
            wrong.append(("signature", f"the signature is for another package, or of another sender, than this: {_AGAIN}"))
        if not wrong:
            wrong += _remade(found, package, stated)
    if not wrong:
        wrong += _bagit(found, path)
    findings = [Finding(code, what) for code, what in dict.fromkeys(wrong)]
    if signer is not None and not known:
        findings.append(_untrusted(signer))
    if package is not None:
        findings += _addressed(package.contents.header, reader)
        findings += _order(package, (seen or {}).get(package.contents.header.sender.key, ()))
    return Verdict(package, signer, tuple(findings))


def _listed(members: Mapping[str, bytes]) -> Iterator[Fault]:
    """Files that are missing, and files that have no business there."""
    for name in (*TAGS, RELEASE, SIGNATURE):
        if name not in members:
            yield "missing", f"{name} is missing: {_AGAIN}"
    listed = _entries(members.get("manifest-sha256.txt", b""))
    for name in members:
        if name not in (*TAGS, RELEASE, SIGNATURE) and not (name in listed and _payload_name(name)):
            yield "added", f"{shown(name)} does not belong to the package: it was added; {_AGAIN}"
    for name in listed:
        if name not in members and _payload_name(name):
            yield "missing", f"{name} is missing: {_AGAIN}"


def _payload_name(name: str) -> bool:
    return name == RELEASE or (name.startswith("data/") and bool(NAME.fullmatch(name.removeprefix("data/"))))


def _digested(members: Mapping[str, bytes]) -> Iterator[Fault]:
    """Files that are not what the lists of digests say, the signed list first."""
    for manifest in ("tagmanifest-sha256.txt", "manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"):
        algorithm = manifest.removesuffix(".txt").rpartition("-")[2]
        for name, digest in _entries(members.get(manifest, b"")).items():
            if name in members and hashlib.new(algorithm, members[name]).hexdigest() != digest:
                yield "changed", f"{shown(name)} is not what {manifest} says: it was changed; {_AGAIN}"


def _entries(manifest: bytes) -> dict[str, str]:
    """Name to digest. What is not written as it should be shows when the manifest is made again."""
    lines = manifest.decode("utf-8", "replace").split("\n")
    pairs = (line.partition("  ") for line in lines)
    return {name: digest for digest, _, name in pairs if name}


def _signature(members: Mapping[str, bytes]) -> tuple[PublicKey | None, str, list[Fault]]:
    """Who signed, and the package id that he signed for."""
    data = members.get(SIGNATURE)
    if data is None:
        return None, "", []
    try:
        said = Entry(parsed(data), SIGNATURE)
        keys = {"algorithm", "key", "package", "signature"}
        key, package, text = PublicKey.parse(said.text("key")), said.text("package"), said.text("signature")
        signature = base64.b64decode(text, validate=True)
        strict = said.keys() == keys and said.text("algorithm") == "Ed25519" and base64.b64encode(signature).decode() == text
    except (EntramadoError, ValueError):
        strict = False
    if not strict:
        return None, "", [("signature", f"{SIGNATURE} is not as it was written: {_AGAIN}")]
    if not key.verify(signature, signed(package, members.get("tagmanifest-sha256.txt", b""))):
        return None, package, [("signature", f"the signature does not fit: it was changed, or forged; {_AGAIN}")]
    return key, package, []


def _package(members: Mapping[str, bytes], *, known: bool) -> tuple[Package | None, Mapping[str, str], list[Fault]]:
    """The package as read, with the digests of the files that it says go along."""
    data = members.get(RELEASE)
    if data is None:
        return None, {}, []
    if not known and len(data) > LARGEST_OF_STRANGERS:
        return None, {}, [("size", f"{RELEASE} is too large to be looked at before its sender is known")]
    try:
        made, contents, stated = read(data)
    except PackageFault as error:
        return None, {}, [("contents", f"{RELEASE}: {error}")]
    files = {name.removeprefix("data/"): held for name, held in members.items() if name.startswith("data/") and name != RELEASE}
    return Package(made, contents, files, data), stated, []


def _remade(found: Opened, package: Package, stated: Mapping[str, str]) -> Iterator[Fault]:
    """How what was found differs from what this package would be written as."""
    members = found.members
    if digests(package.files) != stated:
        yield "changed", f"the files that go along are not those that {RELEASE} names: {_AGAIN}"
    payload = {RELEASE: package.release} | {f"data/{name}": held for name, held in package.files.items()}
    tags = tag_files(package.id, package.contents.header, payload)
    for name in TAGS:
        if members[name] != tags[name]:
            yield "changed", f"{name} is not what this package's would be: it was changed; {_AGAIN}"
    if found.zipped is not None and zipped(members, package.id) != found.zipped:
        yield "zip", f"the zip is not as it was written, though its files are: {_AGAIN}"


def _bagit(found: Opened, path: Path) -> list[Fault]:
    """A second opinion from the Library of Congress's own program, once ours finds nothing."""
    if found.zipped is None:
        fault = bagit_fault(path)
    else:
        with tempfile.TemporaryDirectory(prefix="entramado-") as scratch:
            lay_out(found.members, Path(scratch) / "bag")
            fault = bagit_fault(Path(scratch) / "bag")
    return [("bagit", f"it is not a whole bag (RFC 8493): {fault}")] if fault else []


def _untrusted(signer: PublicKey) -> Finding:
    return Finding(
        "untrusted",
        f"signed by a key that you have not said to trust, {signer.fingerprint}: compare it with the sender by another way than "
        f"the package came by (the telephone), then `entramado keys --trust {signer} --name NAME`",
    )


def _addressed(header: Header, reader: Viewer | None) -> Iterator[Finding]:
    if reader is None:
        return
    for what, meant, own in (
        ("country", header.recipient.country, reader.country),
        ("organisation", header.recipient.organisation, reader.organisation),
    ):
        if meant and own and meant.casefold() != own.casefold():
            yield Finding(
                "recipient",
                f"it is meant for {header.recipient.name} ({what}: {meant}), not for {own}: do not use it; tell the sender",
            )


def _order(package: Package, receipts: Sequence[Receipt]) -> Iterator[Finding]:
    """Whether it is new, and the next one, of those that this sender numbered for this recipient."""
    header = package.contents.header
    earlier = [receipt for receipt in receipts if receipt.recipient == header.recipient.name]
    if any(receipt.package == package.id for receipt in earlier):
        yield Finding("replayed", f"package {header.sequence} of {header.sender.name} was received before: nothing is to be done")
        return
    last = max(earlier, key=lambda r: r.sequence, default=None)
    number = last.sequence if last else 0
    if last is not None and header.sequence <= number:
        yield Finding(
            "replayed",
            f"it is numbered {header.sequence}, but {number} of {header.sender.name} was received already: an old package sent "
            "again, or another in its place; ask the sender",
        )
    elif last is not None and header.sequence == number + 1 and header.previous != last.package:
        yield Finding("order", f"it does not follow the package {number} that was received: ask the sender which one is right")
    elif header.sequence > number + 1:
        missing = f"{number + 1}" if header.sequence == number + 2 else f"{number + 1} to {header.sequence - 1}"
        yield Finding(
            "gap",
            f"package {missing} of {header.sender.name} was not received, and it may recall claims: ask the sender to send "
            "again what it held",
            fatal=False,
        )
