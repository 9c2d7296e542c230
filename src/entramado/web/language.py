"""Which language a request wants: what the page says of itself in ``Accept-Language``, and a browser that opens an address."""

from __future__ import annotations

from collections.abc import Mapping

from entramado.share.wording import Language
from entramado.web.spanish import in_spanish


def language_of(headers: Mapping[str, str]) -> Language:
    """Spanish where it comes first, English for anything else."""
    return "es" if headers.get("accept-language", "").lower().startswith("es") else "en"


def said(message: str, headers: Mapping[str, str]) -> str:
    """A message of the server in the language of the request."""
    return in_spanish(message) if language_of(headers) == "es" else message
