"""The one form of a package's contents: canonical JSON (RFC 8785).

Numbers that a JSON number cannot hold exactly travel as text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from entramado.model.claim import Claim, Referent, Scalar, content_id
from entramado.model.errors import PackageFault
from entramado.model.values import PartialDate
from entramado.share.package.model import FORMAT, Contents, Excerpted, Header

try:
    import rfc8785
except ImportError:
    raise PackageFault("packages need rfc8785: pip install 'entramado[release]'") from None

Json = dict[str, Any]
_SAFE: Final = 2**53 - 1
"""The largest integer that every JSON reader keeps exactly (RFC 8785)."""


def canonical(value: object) -> bytes:
    """RFC 8785. Raises PackageFault for what has no such form, as half characters (lone surrogates)."""
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]  # it names the JSON types one by one
    except (ValueError, RecursionError) as error:
        raise PackageFault(f"this cannot be written as canonical JSON: {error}") from None


def write(contents: Contents, digests: Mapping[str, str]) -> tuple[str, bytes]:
    """The package's id and its ``release.json``. ``digests`` holds the SHA-256 of each further file, by name.

    The id follows from all that the package says and holds, which is everything but the id.
    """
    parts = {key: canonical(entries) for key, entries in written(contents).items()}
    header = _header(contents.header, digests)
    whole = hashlib.sha256(_joined(parts | {"header": canonical(header)}))
    made = content_id("k", whole.hexdigest())
    return made, _joined(parts | {"header": canonical({**header, "package": made})})


def _joined(parts: Mapping[str, bytes]) -> bytes:
    """The canonical object of entries that are canonical already."""
    return b"{" + b",".join(canonical(key) + b":" + parts[key] for key in sorted(parts)) + b"}"


def _header(header: Header, digests: Mapping[str, str]) -> Json:
    who = header.recipient
    return {
        "format": FORMAT,
        "sender": {"organisation": header.sender.organisation, "country": header.sender.country, "key": header.sender.key},
        "recipient": {
            "name": who.name,
            "organisation": who.organisation,
            "country": who.country,
            "clearance": who.clearance,
            "caveats": list(who.caveats),
            "purposes": list(who.purposes),
        },
        "sequence": header.sequence,
        "previous": header.previous,
        "made_at": header.made_at,
        "purpose": header.purpose,
        "authority": header.authority,
        "kind": header.kind,
        "conditions": list(header.conditions),
        "subjects": [{"id": s.id, "type": s.type, "name": s.name} for s in header.subjects],
        "marking": header.marking,
        "files": dict(digests),
    }


def written(contents: Contents) -> Json:
    """Everything but the header, as JSON."""
    return {
        "documents": [_document(d) for d in sorted(contents.documents, key=lambda d: d.id)],
        "referents": [_referent(r) for r in sorted(contents.referents, key=lambda r: (r.doc, r.anchor, r.id))],
        "mentions": _sorted(
            {"referent": m.referent, "document": m.doc, "start": m.start, "end": m.end, "name": m.name} for m in contents.mentions
        ),
        "claims": [_claim(c) for c in sorted(contents.claims, key=lambda c: (c.doc, c.spans, c.id))],
        "readings": _sorted({"claim": r.claim, "by": r.by, "p": r.p} for r in contents.readings),
        "judgements": _sorted(
            {"a": j.a, "b": j.b, "verdict": j.verdict, "score": j.score, "marking": j.marking} for j in contents.judgements
        ),
        "differences": _sorted(
            {"nature": d.nature, "predicate": d.predicate, "claims": list(d.claims), "about": d.about}
            for d in contents.differences
        ),
        "recalled": _sorted({"claim": r.claim, "reason": r.reason} for r in contents.recalled),
    }


def _sorted(entries: Iterable[Json]) -> list[Json]:
    return sorted(entries, key=canonical)


def _document(document: Excerpted) -> Json:
    source = document.source
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "published": _date(document.published),
        "language": document.lang,
        "credibility": document.credibility,
        "marking": document.marking,
        "source": source
        and {
            "id": source.id,
            "name": source.name,
            "kind": source.kind,
            "reliability": source.reliability,
            "marking": source.marking,
        },
        "excerpts": [{"start": e.start, "end": e.end, "text": e.text} for e in sorted(document.excerpts)],
        "withheld": document.withheld,
    }


def _referent(referent: Referent) -> Json:
    return {
        "id": referent.id,
        "document": referent.doc,
        "type": referent.type,
        "kind": referent.kind,
        "name": referent.name,
        "anchor": referent.anchor,
        "collective": referent.collective,
        "key": referent.key,
    }


def _claim(claim: Claim) -> Json:
    figure, cell = claim.figure, claim.cell
    return {
        "id": claim.id,
        "document": claim.doc,
        "subject": claim.subject,
        "predicate": claim.predicate,
        "object": claim.object,
        "value": claim.value,
        "figure": figure and {"low": _digits(figure.low), "high": _digits(figure.high), "approx": figure.approx},
        "qualifiers": {name: _scalar(value) for name, value in claim.qualifiers.items()},
        "spans": [{"start": span.start, "end": span.end} for span in claim.spans],
        "cell": cell and {"sheet": cell.sheet, "row": cell.row, "column": cell.column},
        "said_by": [
            {"name": u.name, "referent": u.referent, "verb": u.verb, "modality": u.modality, "named": u.named}
            for u in claim.said_by
        ],
        "modality": claim.modality,
        "negated": claim.negated,
        "disputes": claim.disputes,
        "valid_from": _date(claim.valid_from),
        "valid_to": _date(claim.valid_to),
        "said_at": _date(claim.said_at),
        "credibility": claim.credibility,
        "marking": claim.marking,
    }


def _date(value: PartialDate | None) -> str | None:
    return None if value is None else str(value)


def _digits(number: int | None) -> str | None:
    """Figures run to 64 bits, so that all of them are text."""
    return None if number is None else str(number)


def _scalar(value: Scalar) -> Scalar | Json:
    """A qualifier. What JSON would not keep (40.0 would become 40) is wrapped."""
    if isinstance(value, float) and (value.is_integer() or value - value != 0):
        return {"float": repr(value)}
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _SAFE:
        return {"integer": str(value)}
    return value
