"""The map with its events named in another language: "homicidio de Ana Ejemplo, Tapalpa, 2026-02-22".

Every other name is as documents and reference tables give it. What has a stable word in the answers (predicates, kinds, grades)
the page says by its own table of words; names of events stand within texts and lists, so that they come worded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from entramado.model.network import EventTitle, Network
from entramado.share.wording import Language

EVENTS: Final[Mapping[str, str]] = {
    "operation": "operativo",
    "clash": "enfrentamiento",
    "killing": "homicidio",
    "arrest": "detención",
    "attack": "ataque",
    "blockade": "bloqueo",
    "arson": "incendio provocado",
    "kidnapping": "secuestro",
    "seizure": "decomiso",
    "shipment": "envío",
    "payment": "pago",
    "meeting": "reunión",
    "escape": "fuga",
    "extradition": "extradición",
    "designation": "designación",
    "sanction": "sanción",
    "charge": "acusación",
    "conviction": "condena",
    "sentencing": "sentencia",
    "formation": "formación",
    "split": "escisión",
    "succession": "sucesión",
    "information_transfer": "entrega de información",
    "disruption": "interrupción",
    "alert": "alerta",
}
"""Kind of event to its Spanish word, the same as the page's."""
_LINKS: Final[Mapping[str, str]] = {
    "operation": "contra",
    "charge": "contra",
    "attack": "contra",
    "sanction": "contra",
    "sentencing": "contra",
    "clash": "con",
    "meeting": "con",
    "payment": "a",
}
"""Kind of event to the Spanish word before whom it concerns; "de" for the others."""


def network_in(network: Network, language: Language) -> Network:
    """The same map with its events named in another language; English is how it comes."""
    if language == "en":
        return network
    named = {
        entity.id: replace(entity, name=in_spanish(entity.title)) if entity.title is not None else entity
        for entity in network.entities.values()
    }
    return replace(network, entities=named)


def in_spanish(title: EventTitle) -> str:
    """As in "homicidio de Ana Ejemplo, Tapalpa, 2026-02-22"."""
    head = EVENTS.get(title.kind or "", (title.kind or "suceso").replace("_", " "))
    if title.whom:
        head += f" {_LINKS.get(title.kind or '', 'de')} {title.whom}"
    elif title.by:
        head += f" a cargo de {title.by}"
    where = title.place or (f"{title.places} lugares" if title.places else None)
    return ", ".join(part for part in (head, where, title.date) if part)
