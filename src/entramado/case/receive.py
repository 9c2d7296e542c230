"""Taking in what a partner sent: checked first, then all of it in one transaction, or nothing.

A claim that the sender sent before, in another package, is not added again: it gains the readings that are new. What he recalled
ends; what a person of this case retracted stays retracted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from entramado.model.claim import Claim, Extraction, Judgement, Reading
from entramado.model.errors import PackageFault
from entramado.model.view import Viewer
from entramado.share.package.encoding import canonical
from entramado.share.package.keys import PublicKey
from entramado.share.package.model import Header, Package
from entramado.share.package.receive import Deposit, deposits, judgements, recalled
from entramado.share.package.verify import Finding, Receipt, Verdict, verify
from entramado.store import Store, receipts
from entramado.store.act import Act
from entramado.store.settings import settings

_PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Received:
    """What a package brought. ``again``: it was received before, and brought nothing."""

    package: str
    kind: str
    sender: str
    sequence: int
    documents: int = 0
    claims: int = 0
    known: int = 0
    """Claims that earlier packages had brought."""
    ended: int = 0
    """Claims that the sender recalled."""
    again: bool = False
    findings: tuple[Finding, ...] = ()


def check(
    path: Path, trusted: Iterable[PublicKey], store: Store | None = None, identity: str | Path | None = None,
) -> Verdict:  # fmt: skip
    """What is to be thought of a package; by a case, also whether it is meant for it and new to it."""
    if store is None:
        verdict = verify(path, trusted=trusted, identity=identity)
        return replace(verdict, findings=tuple(f for f in verdict.findings if f.code != "gap"))
    seen: dict[str, list[Receipt]] = {}
    for each in receipts.receipts(store):
        seen.setdefault(each.key, []).append(Receipt(each.package, each.recipient, each.sequence))
    known = settings(store)
    organisation = known.get("organisation")
    reader = Viewer(organisation or "owner", country=known.get("country"), organisation=organisation)
    return verify(path, trusted=trusted, seen=seen, identity=identity, reader=reader)


def is_known(store: Store, verdict: Verdict) -> bool:
    """Whether this very package, rightly signed, was received before."""
    package = verdict.package
    if package is None or verdict.signer is None:
        return False
    same = (package.id, str(verdict.signer))
    return any((each.package, each.key) == same for each in receipts.receipts(store))


def receive(
    store: Store, path: Path, trusted: Iterable[PublicKey], *, identity: str | Path | None = None, by: str,
) -> Received:  # fmt: skip
    """Check a package and take it in. Again, it changes nothing. Raises PackageFault for one that may not be used."""
    with store.writing(_PATIENCE):
        verdict = check(path, trusted, store, identity)
        package = verdict.package
        if package is not None and is_known(store, verdict) and {f.code for f in verdict.findings if f.fatal} == {"replayed"}:
            return _told(package, again=True)
        if package is None or not verdict.sound:
            raise refused(verdict)
        header = package.contents.header
        why = f"{header.kind} {header.sequence} of {header.sender.name}"
        with store.act(by, "receive", why) as act:
            done = _end(act, package) if header.kind == "recall" else _enter(store, act, package)
        return replace(done, findings=verdict.findings)


def refused(verdict: Verdict) -> PackageFault:
    """Why a package may not be used, finding by finding."""
    said = "; ".join(f"{finding.code}: {finding.what}" for finding in verdict.findings if finding.fatal)
    return PackageFault(f"the package is refused, and nothing of it was kept. {said}")


def _told(package: Package, **figures: int | bool) -> Received:
    header = package.contents.header
    return Received(package.id, header.kind, header.sender.name, header.sequence, **figures)  # type: ignore[arg-type]  # named above


def _receipt(package: Package) -> receipts.Receipt:
    header = package.contents.header
    return receipts.Receipt(
        package.id, header.kind, header.sender.name, header.sender.key, header.recipient.name, header.sequence, header.made_at,
        canonical(_as_json(header)).decode(),
    )  # fmt: skip


def _as_json(header: Header) -> dict[str, object]:
    return {
        "purpose": header.purpose,
        "authority": header.authority,
        "conditions": list(header.conditions),
        "marking": header.marking,
        "subjects": [subject.name for subject in header.subjects],
    }


def _end(act: Act, package: Package) -> Received:
    """A recall: end what the sender sent and takes back."""
    known = receipts.known(act, package.contents.header.sender.key)
    ours = {there: known[there] for there, _ in recalled(package) if there in known}
    receipts.log(act, _receipt(package), ours)
    return _told(package, ended=receipts.end(act, ours.values()))


def _enter(store: Store, act: Act, package: Package) -> Received:
    sender = package.contents.header.sender
    known = receipts.known(act, sender.key)
    ours: dict[str, str] = {}
    aliases: dict[str, str] = {}
    documents = claims = 0
    for deposit in deposits(package):
        here = {there: known[there] for there in deposit.claims if there in known}
        aliases |= _aliases(act, deposit, here)
        renamed = {deposit.claims[there]: claim for there, claim in here.items()}
        receipts.read_again(
            act, (Reading(renamed[r.claim], r.by, r.p) for r in deposit.extraction.readings if r.claim in renamed)
        )
        ours.update({**deposit.claims, **here})
        fresh = _without(deposit.extraction, renamed.keys())
        if fresh.claims:
            receipts.enter(store, act, deposit.document, deposit.original, deposit.source, fresh, sender.name)
            documents += 1
            claims += len(fresh.claims)
    said = judgements(package) if package.contents.judgements else ()
    told = (_renamed(judgement, aliases) for judgement in said)
    receipts.judge(store, act, (judgement for judgement in told if judgement.a != judgement.b))
    receipts.log(act, _receipt(package), ours)
    return _told(package, documents=documents, claims=claims, known=len(ours) - claims)


def _without(extraction: Extraction, known: Collection[str]) -> Extraction:
    """What is new in it: claims that are not known, those that they answer, and the referents of these."""
    by_id = {claim.id: claim for claim in extraction.claims}
    wanted = {key: claim for key, claim in by_id.items() if key not in known}
    for claim in list(wanted.values()):
        answered = claim.disputes
        while answered is not None:  # an answer is kept only with what it answers
            wanted[answered] = by_id[answered]
            answered = by_id[answered].disputes
    spoken = {end for claim in wanted.values() for end in _ends(claim)}
    return replace(
        extraction,
        referents=tuple(r for r in extraction.referents if r.id in spoken),
        mentions=tuple(m for m in extraction.mentions if m.referent in spoken),
        claims=tuple(claim for claim in extraction.claims if claim.id in wanted),
        readings=tuple(r for r in extraction.readings if r.claim in wanted),
    )


def _ends(claim: Claim) -> Sequence[str]:
    speakers = [said.referent for said in claim.said_by if said.referent is not None]
    return [claim.subject, *([claim.object] if claim.object is not None else []), *speakers]


def _aliases(act: Act, deposit: Deposit, here: Mapping[str, str]) -> dict[str, str]:
    """Referents of known claims, as this package has them, to those that stand for them in the case."""
    known = receipts.ends(act, here.values())
    made = {claim.id: claim for claim in deposit.extraction.claims}
    found = {}
    for there, claim in here.items():
        if claim in known:
            again, (subject, target) = made[deposit.claims[there]], known[claim]
            found[again.subject] = subject
            if again.object is not None and target is not None:
                found[again.object] = target
    return found


def _renamed(judgement: Judgement, aliases: Mapping[str, str]) -> Judgement:
    a, b = (aliases.get(end, end) for end in (judgement.a, judgement.b))
    return Judgement(a, b, judgement.verdict, judgement.score, judgement.why, judgement.by, judgement.marking)
