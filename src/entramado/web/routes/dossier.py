"""What may leave: a dossier for this viewer, and for the owner a preview of a release to a partner.

Purpose and legal basis are as given and never made up. Making a package is an act with the signing key: the preview says the
command that does it.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Final, Literal
from urllib.parse import quote

from fastapi import Query, Request, Response

from entramado.model.view import Viewer
from entramado.share.dossier.compose import FORMS
from entramado.share.dossier.compose import dossier as compose
from entramado.share.dossier.handling import Asked
from entramado.share.dossier.webpage import policy
from entramado.share.screen.answers import Page, paged
from entramado.share.wording import plain
from entramado.web.answer import answer
from entramado.web.asked import Cursor, Here, Limit, OnStage
from entramado.web.desk import Desk, desk_of, session_of
from entramado.web.errors import ReadOnly
from entramado.web.topics import topic

if TYPE_CHECKING:
    from entramado.case.preview import Ask, Held, Preview

router: Final = topic("dossier")
_MEDIA: Final = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}
_LISTED: Final = 200
"""Documents, reasons and originators in a preview; of more, the number."""
Said = Annotated[str, Query(max_length=1000)]


@dataclass(frozen=True, slots=True)
class ViewerTold:
    """Somebody who may be given what he may see."""

    name: str
    clearance: str
    country: str | None
    organisation: str | None
    caveats: Sequence[str]
    purposes: Sequence[str]


@dataclass(frozen=True, slots=True)
class GoingTold:
    """What goes about one subject: claims by predicate."""

    id: str
    name: str
    type: str
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CitedTold:
    """A document that goes in quotes; of one that is withheld, neither sentence nor name."""

    id: str
    name: str
    source: str | None
    claims: int
    marking: str
    withheld: bool


@dataclass(frozen=True, slots=True)
class AskTold:
    """Whose consent would let claims go, and what he has said so far (null: not asked)."""

    kind: str
    id: str
    name: str
    originator: str
    claims: int
    state: str | None
    command: str
    """That records that he was asked."""


@dataclass(frozen=True, slots=True)
class HeldTold:
    """Claims that stay, for the same reasons: the parts of their marking, in words."""

    reasons: Sequence[str]
    claims: int
    examples: Sequence[str]
    asks: Sequence[AskTold]
    more_asks: int


@dataclass(frozen=True, slots=True)
class ReleasePreview:
    """What a release would hold and what would stay. Nothing is written."""

    recipient: ViewerTold
    kept: bool
    """Whether the case keeps the recipient; one that it does not gets what everyone may have."""
    claims: int
    stays: int
    marking: str
    conditions: Sequence[str]
    kinds: Mapping[str, int]
    subjects: Sequence[GoingTold]
    documents: Sequence[CitedTold]
    more_documents: int
    held: Sequence[HeldTold]
    tearlines: Sequence[str]
    """Texts written for release that go in place of claims."""
    apart: Sequence[str]
    """Whom the recipient's map does not take for the subject."""
    command: str
    """That makes the package, signed with the key of this case."""


@router.get("/dossier", response_class=Response)
def dossier(
    request: Request,
    room: Here,
    subject: Annotated[str, Query(max_length=60, description="Entity id: a person or a group")],
    format: Literal["html", "pdf", "json"] = "html",  # noqa: A002 - the parameter's name in the address
    purpose: Said = "",
    legal_basis: Said = "",
    download: bool = False,
) -> Response:
    """The dossier of a person or the assessment of a group, as this viewer may see it; a page of its own without scripts."""
    desk, own = desk_of(request), session_of(request)
    entity = room.stage.entity(subject)
    room.view.account(entity, "dossier")
    today = datetime.now(UTC).date().isoformat()
    asked = Asked(purpose.strip() or None, legal_basis.strip() or None, own.by or desk.viewer, today)
    made = compose(room.view, room.view.network(), entity, asked)  # in English, whatever the page speaks
    headers = {"content-security-policy": f"{policy()}; frame-ancestors 'self'; sandbox"}
    if download or format != "html":
        name = quote(f"dossier {plain(entity.name)}.{format}", safe="")
        headers["content-disposition"] = f"attachment; filename=\"dossier.{format}\"; filename*=UTF-8''{name}"
    return Response(FORMS[f".{format}"](made), headers=headers, media_type=_MEDIA[format])


@router.get("/viewers", response_model=Page[ViewerTold])
def viewers(request: Request, cursor: Cursor = None, limit: Limit = 100) -> Response:
    """Whom the case keeps as viewers, by name, for its owner: the recipients of releases."""
    kept = [viewer for viewer in _owners(request).case.viewers() if not viewer.owner]
    page = paged(kept, cursor, limit)
    return answer(Page([_viewer(viewer) for viewer in page.items], page.total, page.next))


@router.get("/release/preview", response_model=ReleasePreview)
def preview(
    request: Request,
    stage: OnStage,
    to: Annotated[str, Query(min_length=1, max_length=200, description="A viewer of the case")],
    subject: Annotated[str | None, Query(max_length=60, description="Entity id; all that the recipient may see without")] = None,
) -> Response:
    """For the owner: what of a subject would go to a recipient, what would stay, and which marking or condition holds it."""
    desk = _owners(request)
    found = desk.case.preview(to, [stage.entity(subject).id] if subject else None, reason=desk.reason)
    return answer(_preview(desk, found))


def _owners(request: Request) -> Desk:
    desk = desk_of(request)
    if not desk.owner:
        raise ReadOnly(f"this is the page of {desk.viewer}: what may go to whom is for the owner of the case")
    return desk


def _viewer(viewer: Viewer) -> ViewerTold:
    return ViewerTold(
        plain(viewer.name), viewer.clearance, viewer.country, viewer.organisation, viewer.caveats, viewer.purposes
    )  # fmt: skip


def _preview(desk: Desk, found: Preview) -> ReleasePreview:
    return ReleasePreview(
        recipient=_viewer(found.recipient),
        kept=found.kept,
        claims=found.claims,
        stays=found.stays,
        marking=found.marking,
        conditions=found.conditions,
        kinds=found.kinds,
        subjects=[GoingTold(each.id, plain(each.name), each.type, each.kinds) for each in found.subjects],
        documents=[
            CitedTold(d.id, plain(d.name), plain(d.source) if d.source else None, d.claims, d.marking, d.withheld)
            for d in found.documents[:_LISTED]
        ],
        more_documents=max(len(found.documents) - _LISTED, 0),
        held=[_held(desk, found, each) for each in found.held[:_LISTED]],
        tearlines=[plain(each.text) for each in found.tearlines[:_LISTED]],
        apart=[plain(name) for name in found.apart[:_LISTED]],
        command=_command(desk, found),
    )


def _held(desk: Desk, found: Preview, held: Held) -> HeldTold:
    asks = [_ask(desk, found, ask) for ask in held.asks[:_LISTED]]
    return HeldTold(held.reasons, len(held.claims), [plain(e) for e in held.examples], asks, max(len(held.asks) - _LISTED, 0))


def _ask(desk: Desk, found: Preview, ask: Ask) -> AskTold:
    said = ("--to", found.recipient.name, "--originator", ask.originator, "--state", "asked", "--why", "…")
    command = shlex.join(("entramado", "consent", str(desk.case.path), ask.id, *said))
    return AskTold(ask.kind, ask.id, plain(ask.name), plain(ask.originator), ask.claims, ask.state, plain(command))


def _command(desk: Desk, found: Preview) -> str:
    about = [part for each in found.subjects for part in ("--subject", each.name)]
    rest = ("-o", "package.zip", "--purpose", "…", "--authority", "…", "--why", "…")
    return plain(shlex.join(("entramado", "release", str(desk.case.path), "--to", found.recipient.name, *about, *rest)))
