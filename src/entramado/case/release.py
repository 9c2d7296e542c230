"""Making packages: a release as it was previewed, and notices that recall what went before.

A package is written, and that it went is logged, in one transaction: neither is there without the other.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from entramado.case.enclosed import NOT_STATED, dossiers
from entramado.case.preview import Preview, nothing
from entramado.model.errors import UsageError
from entramado.model.network import Entity
from entramado.model.view import Viewer
from entramado.share.package.bag import members, pack, write
from entramado.share.package.contents import recall as notice_of
from entramado.share.package.keys import SigningKey
from entramado.share.package.model import Contents, Header, Package, Sender
from entramado.store import OWNER, Store
from entramado.store.releases import Dissemination, Recall, Sent, last_change, last_sent, log, recalls, told
from entramado.store.settings import settings

TOLD: Final[Mapping[str, str]] = {
    "retracted": "withdrawn: it stands no longer",
    "corrected": "corrected: a person found that it was misread",
    "purged": "deleted at the sender: delete it too",
    "marking raised": "no longer for this recipient",
    "consent withdrawn": "no longer for this recipient",
}
"""What a notice says of each reason: nothing that the recipient never had."""
_PATIENCE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Released:
    """A package that was written."""

    package: str
    kind: str
    path: Path
    recipient: str
    sequence: int
    claims: int
    documents: int
    marking: str
    files: tuple[str, ...]
    digest: str


def release(
    store: Store,
    found: Preview,
    target: Path,
    *,
    key: SigningKey,
    purpose: str,
    authority: str,
    why: str,
    by: str,
    dossier: bool,
    age: Sequence[str],
) -> Released:
    """Write what was previewed, and log it. Raises UsageError when the case has changed since, PackageFault, KeyFault."""
    if found.contents is None:
        raise nothing(found)
    contents = found.contents
    with store.writing(_PATIENCE):
        if last_change(store) != found.state:
            raise UsageError("the case was changed since the preview: look at it again, then release")
        header = replace(
            _header(store, found.recipient, key, by),
            purpose=purpose.strip() or NOT_STATED,
            authority=authority.strip() or NOT_STATED,
            conditions=found.conditions,
            subjects=contents.header.subjects,
            marking=contents.header.marking,
        )
        contents = replace(contents, header=header)
        files = dict(_dossiers(contents, found.entities)) if dossier else {}
        withheld = {document.id for document in contents.documents if document.withheld}
        doc_of = {claim.id: claim.doc for claim in contents.claims}
        sent = [Sent(own, doc_of[there], there, doc_of[there] not in withheld) for own, there in sorted(contents.sent.items())]
        return _send(store, pack(contents, files), target, key, sent=sent, why=why, by=by, age=age)


def recall(
    store: Store, folder: Path, *, key: SigningKey, recipient: str | None, why: str, by: str, age: Sequence[str],
) -> list[Released]:  # fmt: skip
    """A notice to each recipient who was not yet told, into ``folder``. Raises PackageFault, KeyFault."""
    made = []
    kept = {viewer.name: viewer for viewer in store.viewers()}
    with store.writing(_PATIENCE):
        pending = recalls(store, recipient)
        for name in sorted({each.recipient for each in pending}):
            header = replace(_header(store, kept.get(name) or Viewer(name), key, by), purpose="recall", authority=NOT_STATED)
            theirs = [each for each in pending if each.recipient == name]
            contents = notice_of(header, [(each.sent_as, TOLD[each.reason]) for each in theirs])
            target = folder / f"recall-{slug(name)}-{header.sequence}{'.age' if age else '.zip'}"
            made.append(_send(store, pack(contents), target, key, recalled=theirs, why=why, by=by, age=age))
    return made


def slug(name: str) -> str:
    """A name fit for a file's on any system."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "unnamed"


def _header(store: Store, recipient: Viewer, key: SigningKey, by: str) -> Header:
    number, previous = last_sent(store, recipient.name)
    return Header(_sender(store, key, by), recipient, number + 1, previous, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "", "")


def _sender(store: Store, key: SigningKey, by: str) -> Sender:
    """The organisation that keeps the case; without one, the person who acts."""
    known = settings(store)
    name = known.get("organisation") or by
    if name == OWNER.name:
        raise UsageError("say who sends: `entramado settings CASE --organisation NAME --country CODE`, or --by NAME")
    return Sender(name, known.get("country"), str(key.public))


def _send(
    store: Store,
    package: Package,
    target: Path,
    key: SigningKey,
    *,
    sent: Sequence[Sent] = (),
    recalled: Sequence[Recall] = (),
    why: str,
    by: str,
    age: Sequence[str],
) -> Released:
    header = package.contents.header
    digest = hashlib.sha256(members(package, key)["tagmanifest-sha256.txt"]).hexdigest()
    entry = Dissemination(
        package.id, header.kind, header.recipient.name, header.sequence, header.made_at, header.purpose, header.authority, why,
        by, digest,
    )  # fmt: skip
    with _undone_on_failure(target), store.act(by, header.kind, why or f"{header.kind} to {header.recipient.name}") as act:
        log(act, entry, sent)
        if recalled:
            told(act, package.id, recalled)
        write(package, key, target, age=age)
    counted = len(package.contents.claims) or len(package.contents.recalled)
    return Released(
        package.id, header.kind, target, header.recipient.name, header.sequence, counted, len(package.contents.documents),
        header.marking, tuple(package.files), digest,
    )  # fmt: skip


@contextmanager
def _undone_on_failure(target: Path) -> Iterator[None]:
    """What was written and could not be logged is taken away again; what was there before stays."""
    there = target.exists()
    try:
        yield
    except BaseException:
        if not there and target.is_dir():
            shutil.rmtree(target, ignore_errors=True)
        elif not there:
            target.unlink(missing_ok=True)
        raise


def _dossiers(contents: Contents, about: Sequence[Entity]) -> Iterator[tuple[str, bytes]]:
    """By the name of its file, a dossier of each subject."""
    names: Counter[str] = Counter()
    for name, html, data in dossiers(contents, about):
        names[slug(name)] += 1
        stem = f"dossier-{slug(name)}" + (f"-{names[slug(name)]}" if names[slug(name)] > 1 else "")
        yield f"{stem}.html", html
        yield f"{stem}.json", data
