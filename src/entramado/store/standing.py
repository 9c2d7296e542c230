"""Whether the rights that a view was opened with still stand: a viewer who was changed or withdrawn is seen at once.

A view keeps what it has read, and markings and consents are not kept by date. Once one of them was changed, an open view would
mix what its viewer might see with what he may.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, func, or_, select

from entramado.model.errors import Revoked
from entramado.model.view import Viewer
from entramado.store import rows, schema
from entramado.store.dialect import highest
from entramado.store.visible import Admitted

_BESIDE: Final = ("read", "chart")
"""Acts that change nothing of what the claims come to."""


def latest_act(connection: Connection) -> int:
    """The number of the last transaction, hidden ones too: compared, never shown."""
    return highest(connection, schema.tx.c.tx)


def latest_change(connection: Connection) -> tuple[int, int]:
    """The last transaction that can have changed what anybody sees, and the last purge: compared, never shown."""
    table = schema.audit.c
    changed = select(table.tx).where(table.action.not_in(_BESIDE)).order_by(table.id.desc()).limit(1)
    purged = select(func.max(schema.purge.c.tx))
    return connection.execute(changed).scalar() or 0, connection.execute(purged).scalar() or 0


def kept_since(connection: Connection, viewer: Viewer) -> int | None:
    """The transaction in which a viewer of this name was kept as he is now; None when nobody keeps one.

    Raises Revoked for one who is no longer kept as the caller has him. What everyone may see needs no keeping.
    """
    if viewer.owner:
        return None
    table = schema.viewer
    found = connection.execute(select(table).where(table.c.name == viewer.name)).all()
    standing = next((row for row in found if row.tx_out is None), None)
    known = {rows.viewer_of(row) for row in found if row is standing or standing is None}
    if viewer != Viewer(viewer.name) and (viewer not in known if standing is not None else viewer in known):
        raise Revoked(f"what {viewer.name} may see was changed: ask the case for the viewer of that name")
    return None if standing is None else int(standing.tx_in)


def still_stands(connection: Connection, viewer: Viewer, kept: int | None, admitted: Admitted, since: int) -> bool:
    """Whether no act after ``since`` changed the viewer, the marking of a row that is or was shown to him, or a consent to his
    having one.
    """
    table, remark, consent = schema.viewer.c, schema.remark.c, schema.consent.c
    now = select(table.tx_in).where(table.name == viewer.name, table.tx_out.is_(None))
    marked = select(remark.tx).where(remark.tx > since, or_(admitted.shows(remark.before), admitted.shows(remark.after)))
    asked = or_(consent.tx_in > since, consent.tx_out > since)
    agreed = select(consent.tx_in).where(consent.recipient == viewer.name, consent.state == "given", asked)
    return connection.execute(now).scalar() == kept and not any(connection.execute(q).first() for q in (marked, agreed))
