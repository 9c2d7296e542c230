"""How a release looks before it is made, and a package when it comes: in a terminal and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from entramado.cli.app import print_json
from entramado.cli.render import clean, say

if TYPE_CHECKING:
    from entramado.case.preview import Ask, Held, Preview
    from entramado.share.package.model import Header
    from entramado.share.package.verify import Verdict

_ASKS = 5
"""Documents told for each reason whose originators could be asked; of more, the number."""


def preview(found: Preview, case: Path, *, as_json: bool) -> None:
    """What goes and what stays."""
    if as_json:
        print_json(preview_as_json(found))
        return
    who = found.recipient
    known = ", ".join(filter(None, (who.clearance, who.country, who.organisation, *who.caveats, *who.purposes)))
    say(f"[bold]To {clean(who.name)}[/] ({clean(known)})")
    if not found.kept:
        say(f"{clean(who.name)} is no viewer of this case and gets what everyone may have; `entramado viewers` keeps others", 2)
    _goes(found)
    _stays(found, case)


def _goes(found: Preview) -> None:
    say("")
    if found.contents is None:
        say("[bold]Nothing goes.[/]")
        return
    asked = "" if found.subjects else f": all that {clean(found.recipient.name)} may see"
    say(f"[bold]Goes[/]: {_claims(found.claims)} of {_counted(len(found.documents), 'document')}, {clean(found.marking)}{asked}")
    for each in found.subjects:
        say(f"{clean(each.name)} ({each.type.lower()}): {_kinds(each.kinds)}", 2)
    if not found.subjects:
        say(_kinds(found.kinds), 2)
    for name in found.apart:
        say(f"{clean(name)}: your map takes this for a subject, theirs does not; it goes only with its own --subject", 2)
    say("Quoted:", 2)
    for document in found.documents:
        name = f"{document.name} (source {'not told' if document.source is None else document.source})"
        name = "a document that is not named, without quotes" if document.withheld else name
        say(f"{clean(name)}: {_claims(document.claims)}, {clean(document.marking)}", 4)
    if found.tearlines:
        say("Written for release:", 2)
        for written in found.tearlines:
            say(f"“{clean(written.text)}” ({written.claim}) stands in for {written.original}", 4)
    for condition in found.conditions:
        say(clean(condition), 2)


def _stays(found: Preview, case: Path) -> None:
    say("")
    if not found.held:
        say("[bold]Nothing stays.[/]")
        return
    say(f"[bold]Stays[/]: {_claims(found.stays)}")
    for held in found.held:
        say(f"{_claims(len(held.claims))}: {clean('; '.join(held.reasons))}", 2)
        for example in held.examples:
            say(f"[dim]{clean(example)}[/]", 4)
        if len(held.claims) > len(held.examples):
            say(f"[dim]… and {len(held.claims) - len(held.examples)} more[/]", 4)
        _asks(held, found, case)


def _asks(held: Held, found: Preview, case: Path) -> None:
    """Whose consent would let these go, and how to record it."""
    for ask in held.asks[:_ASKS]:
        state = f"{ask.state} so far" if ask.state else "not asked"
        say(f"consent of {clean(ask.originator)} to {clean(ask.name)} ({_claims(ask.claims)}): {state}", 4)
    if len(held.asks) > _ASKS:
        say(f"… and {len(held.asks) - _ASKS} more whose originators could be asked", 4)
    if held.asks:
        say(clean(_command(held.asks[0], found, case)), 6)


def _command(ask: Ask, found: Preview, case: Path) -> str:
    said = f"--originator {_quoted(ask.originator)} --state asked --why …"
    return f"entramado consent {case} {ask.id} --to {_quoted(found.recipient.name)} {said}"


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _kinds(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in kinds.items()) or "no claims"


def _claims(count: int) -> str:
    return _counted(count, "claim")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def preview_as_json(found: Preview) -> dict[str, object]:
    """The same for programs."""
    who = found.recipient
    return {
        "recipient": {
            "name": who.name,
            "kept": found.kept,
            "clearance": who.clearance,
            "country": who.country,
            "organisation": who.organisation,
        },
        "goes": {
            "claims": found.claims,
            "kinds": dict(found.kinds),
            "marking": found.marking,
            "conditions": list(found.conditions),
            "subjects": [{"id": s.id, "name": s.name, "type": s.type, "kinds": dict(s.kinds)} for s in found.subjects],
            "documents": [{name: getattr(d, name) for name in d.__slots__} for d in found.documents],
            "tearlines": [{"claim": t.claim, "original": t.original, "text": t.text} for t in found.tearlines],
            "apart": list(found.apart),
        },
        "stays": {
            "claims": found.stays,
            "held": [
                {
                    "reasons": list(held.reasons),
                    "claims": list(held.claims),
                    "examples": list(held.examples),
                    "consent": [{name: getattr(ask, name) for name in ask.__slots__} for ask in held.asks],
                }
                for held in found.held
            ],
        },
    }


def verdict(found: Verdict) -> None:
    """Who sends what to whom, who signed it, and everything that is wrong with it."""
    if found.package is not None:
        for label, text in header(found.package.id, found.package.contents.header).items():
            say(f"{label}: {clean(text)}")
        contents = found.package.contents
        what = f"{_claims(len(contents.claims))} of {_counted(len(contents.documents), 'document')}"
        say(f"holds: {what if contents.claims else _counted(len(contents.recalled), 'recalled claim')}")
        for name in found.package.files:
            say(clean(name), 2)
    say(f"signed by: {found.signer.fingerprint if found.signer else 'nobody whose signature fits'}")
    for finding in found.findings:
        say(f"{'wrong' if finding.fatal else 'note'} ({finding.code}): {clean(finding.what)}")
    say("Sound: it is what its signer sent, and may be used." if found.sound else "[bold]Do not use it.[/]")


def header(package: str, found: Header) -> dict[str, str]:
    """What stands on a package, by label."""
    who = found.recipient
    told = {
        "package": f"{package}, {found.kind} {found.sequence}, made {found.made_at}",
        "from": found.sender.name,
        "for": ", ".join(dict.fromkeys(filter(None, (who.name, who.organisation, who.country)))),
        "purpose": found.purpose,
        "authority": found.authority,
        "marking": found.marking,
    }
    if found.kind == "release":
        told["about"] = ", ".join(subject.name for subject in found.subjects) or "all that the recipient may have"
        told["conditions"] = " ".join(found.conditions) or "none"
    return told


def verdict_as_json(found: Verdict) -> dict[str, object]:
    """The same for programs."""
    package = found.package
    return {
        "sound": found.sound,
        "signer": str(found.signer) if found.signer else None,
        "fingerprint": found.signer.fingerprint if found.signer else None,
        "header": header(package.id, package.contents.header) if package else None,
        "claims": len(package.contents.claims) if package else None,
        "recalled": len(package.contents.recalled) if package else None,
        "findings": [{"code": f.code, "what": f.what, "fatal": f.fatal} for f in found.findings],
    }
