"""GeoJSON (RFC 7946): places and events with coordinates, each with what the map says of them."""

from __future__ import annotations

import json
from typing import TextIO

from entramado.model.network import Network
from entramado.model.view import View
from entramado.share.timeline import happenings, names


def write(view: View, network: Network, out: TextIO) -> None:
    """A FeatureCollection of points: one a place with coordinates, one an event at each of its places."""
    files = {document.id: document.name for document in view.documents()}
    features: list[dict[str, object]] = []
    for entity in network.entities.values():
        if entity.type == "Place" and entity.lat is not None and entity.lon is not None:
            links = [a for a in network.edges if entity.id in (a.subject, a.object)]
            properties: dict[str, object] = {
                "id": entity.id,
                "type": "Place",
                "kind": entity.kind,
                "name": entity.name,
                "code": entity.key,
                "files": [files[doc] for doc in entity.documents if doc in files],
                "claims": sorted({claim for link in links for claim in link.claims}),
            }
            features.append(_feature(entity.lat, entity.lon, properties))
    for happening in happenings(network):
        for place in happening.roles("place"):
            where = network.entities.get(place.object or "")
            if where is None or where.lat is None or where.lon is None:
                continue
            told: dict[str, object] = {
                "id": happening.event.id,
                "type": "Event",
                "kind": happening.event.kind,
                "name": happening.event.name,
                "date": happening.date,
                "place": where.name,
                "happened": happening.held,
                "parts": {p: names(network, happening.roles(p)) for p in sorted({a.predicate for a in happening.parts})},
                "claims": sorted({claim for part in happening.parts for claim in part.claims}),
            }
            features.append(_feature(where.lat, where.lon, told))
    json.dump({"type": "FeatureCollection", "features": features}, out, ensure_ascii=False)
    out.write("\n")


def _feature(lat: float, lon: float, properties: dict[str, object]) -> dict[str, object]:
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}
