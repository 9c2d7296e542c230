"""When a release tells what it announces: its lead says that a court has acted, the day is that of the release."""

from __future__ import annotations

import re
from typing import Final

from entramado.extract.happening import Event
from entramado.extract.scene import Scene
from entramado.model.values import PartialDate

_OFFICES: Final = re.compile(
    r"immediate release|district attorney|state.s attorney|attorney.s office|department of justice|prosecutor.s office",
    re.IGNORECASE,
)
_HEAD: Final = 900
"""Characters in which a page says whose release it is."""
_TODAY: Final = re.compile(
    r"\btoday\b[^.]{0,20}\b(?:announced|said|unsealed)\b|\b(?:announced|said|unsealed)\b[^.]{0,20}\btoday\b", re.IGNORECASE
)
_HEADLINE: Final = {
    "charge": re.compile(r"\b(?:charged|indicted|arraigned)\b", re.IGNORECASE),
    "conviction": re.compile(r"\b(?:convicted|(?:pleads?|found) guilty)\b", re.IGNORECASE),
    "sentencing": re.compile(r"\bsentenced\b", re.IGNORECASE),
}


def announce(events: list[Event], scene: Scene, published: PartialDate | None) -> None:
    """Give an undated charge, conviction or sentence the day of the release that announces it, in its lead or its headline."""
    if published is None or published.day is None or not _OFFICES.search(scene.document.text[:_HEAD]):
        return
    title = scene.document.title or ""
    headlines = " ".join([title, *(p.text for p in scene.passages if p.kind == "headline")])
    told: set[str] = set()
    sentenced = any(e.kind == "sentencing" and not e.predicted and e.date in (None, published) for e in events)
    for event in events:
        if event.kind not in _HEADLINE or event.predicted:
            continue
        first = event.kind not in told
        told.add(event.kind)
        if event.dates or event.inferred_date is not None or not first or (event.kind == "conviction" and sentenced):
            continue  # who is sentenced today was convicted before
        lead = next((h for h in event.mentions if _TODAY.search(h.trigger.sent.text)), None)
        if lead is not None or _HEADLINE[event.kind].search(headlines):
            event.inferred_date = published, lead or event.mentions[0]
