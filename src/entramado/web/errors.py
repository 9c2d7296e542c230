"""Errors of the case as answers: a stable word for programs, the message for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from entramado.model import errors
from entramado.web.answer import answer
from entramado.web.language import said


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: `error` is a stable word, `message` says what to do next."""

    error: str
    message: str


class NeedsReason(errors.UsageError):
    """The case keeps who reads it and why: the session has to give a reason first."""


class ReadOnly(errors.UsageError):
    """A viewer's page reads; only the owner's page changes the case."""


class NeedsName(errors.UsageError):
    """Who judges, reviews or writes answers for it with a name: the session has to give one first."""


class TooLarge(errors.InputError):
    """More than the server takes in one request."""


_STATUS: Final[tuple[tuple[type[errors.EntramadoError], int, str], ...]] = (
    (NeedsReason, 403, "needs-reason"),
    (NeedsName, 403, "needs-name"),
    (ReadOnly, 403, "read-only"),
    (TooLarge, 413, "too-large"),
    (errors.NotFound, 404, "not-found"),
    (errors.Ambiguous, 409, "ambiguous"),
    (errors.Revoked, 410, "revoked"),
    (errors.CaseBusy, 423, "busy"),
    (errors.VocabularyError, 422, "vocabulary"),
    (errors.MarkingError, 422, "marking"),
    (errors.InputError, 422, "input"),
    (errors.UsageError, 400, "usage"),
    (errors.CaseError, 503, "case"),
    (errors.EntramadoError, 400, "error"),
)
"""The narrower before the wider."""


def fault(error: errors.EntramadoError, headers: Mapping[str, str]) -> Response:
    """One of our own errors as an answer to a request with these headers."""
    status = next(status for kind, status, _ in _STATUS if isinstance(error, kind))
    return answer(Fault(word(error), said(str(error), headers)), status)


def word(error: errors.EntramadoError) -> str:
    """The stable word for one of our own errors."""
    return next(code for kind, _, code in _STATUS if isinstance(error, kind))


def handle(app: FastAPI) -> None:
    """Have the app answer with `Fault` whatever goes wrong on purpose; what else does is a plain 500 without details."""

    @app.exception_handler(errors.EntramadoError)
    async def ours(request: Request, error: errors.EntramadoError) -> Response:
        return fault(error, request.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part not in ("query", "path", "body"))
        return answer(Fault("invalid", f"{where or 'the request'}: {first['msg']}"), 422)

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        code = {404: "not-found", 405: "method"}.get(error.status_code, "http")
        return answer(Fault(code, said(str(error.detail), request.headers)), error.status_code, error.headers)
