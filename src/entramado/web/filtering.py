"""The filter that chart, map, timeline and paths share, out of the words of an address."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError

from entramado.share.screen.filter import Filter


class _Asked(BaseModel):
    """The parameters, as they are documented and checked."""

    first: str | None = Field(None, alias="from", description="First day: YYYY, YYYY-MM or YYYY-MM-DD")
    last: str | None = Field(None, alias="to", description="Last day")
    undated: bool = Field(True, description="Keep what has no date")
    hide_source: list[str] | None = None
    hide_grade: list[str] | None = None
    hide_modality: list[str] | None = None
    hide_predicate: list[str] | None = None
    hide_type: list[str] | None = None
    belief: float = Field(0.0, ge=0, le=1, description="Least belief of a link")
    review: Literal["any", "reviewed", "unreviewed"] = "any"


_NAMES: Final = frozenset(field.alias or name for name, field in _Asked.model_fields.items())
_LISTS: Final = frozenset(name for name in _NAMES if name.startswith("hide_"))
_NOTHING: Final = Filter()
PARAMETERS: Final[list[dict[str, Any]]] = [
    {"name": name, "in": "query", "required": False, "schema": schema}
    | ({"description": schema["description"]} if "description" in schema else {})
    for name, schema in _Asked.model_json_schema()["properties"].items()
]
"""For the API's description: `filter_of` reads them out of the request itself."""


async def filter_of(request: Request) -> Filter:
    """What the request wants left out. Most leave out nothing, and to look for ten parameters would take half of their time."""
    query = request.query_params
    given = _NAMES.intersection(query)
    if not given:
        return _NOTHING
    try:
        asked = _Asked.model_validate({name: query.getlist(name) if name in _LISTS else query[name] for name in given})
    except ValidationError as error:
        raise RequestValidationError([fault | {"loc": ("query", *fault["loc"])} for fault in error.errors()]) from None
    return Filter.parse(**{name: value for name, value in asked if value is not None})


Filtered = Annotated[Filter, Depends(filter_of)]
