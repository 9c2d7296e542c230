"""Answers as JSON: dataclasses go out as they are, without a second model of them."""

from __future__ import annotations

from collections.abc import Mapping

import orjson
from fastapi import Response


def answer(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """``value`` (dataclasses, sequences, numbers, text) as a JSON response. The route names its shape as `response_model`."""
    return Response(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS), status, headers, "application/json")
