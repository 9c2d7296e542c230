"""The built page, read once: a request names a file of it or gets the page itself, and reaches nothing else on the disk."""

from __future__ import annotations

import gzip
import mimetypes
import secrets
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from fastapi import Request, Response

from entramado.web.guard import POLICY

_NONCE: Final = b"__NONCE__"
_PACKED: Final = frozenset({".js", ".css", ".svg", ".json", ".html", ".wasm"})
NOT_BUILT: Final = (
    "<!doctype html><html lang=en><title>Entramado</title><h1>The page is not built</h1>"
    "<p>This checkout holds its sources only. Run <code>make install</code>, which needs the npm registry once, and open the "
    "case again. A package from a wheel has the page in it.</p>"
)


@dataclass(frozen=True, slots=True)
class _File:
    plain: bytes
    packed: bytes | None
    media: str


@cache
def _built() -> dict[str, _File]:
    """Files of the page by path (``assets/index-1a2b.js``); empty when it was not built."""
    found: dict[str, _File] = {}
    _collect(files("entramado.web") / "page", "", found)
    return found


def _collect(folder: Traversable, prefix: str, found: dict[str, _File]) -> None:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.is_dir():
            _collect(entry, f"{prefix}{entry.name}/", found)
            continue
        plain = entry.read_bytes()
        media = mimetypes.guess_type(entry.name)[0] or "application/octet-stream"
        suffix = "." + entry.name.rpartition(".")[2]
        packed = gzip.compress(plain, 9, mtime=0) if suffix in _PACKED and len(plain) > 1000 else None
        found[prefix + entry.name] = _File(plain, packed, media)


async def page(request: Request) -> Response:
    """A file of the page, or for any other path the page itself, which reads its state from the address."""
    path = request.url.path.lstrip("/")
    built = _built()
    file = built.get(path)
    if file is None or path == "index.html":
        if path.startswith("assets/"):
            return Response("not found", 404, media_type="text/plain")
        return _index(built.get("index.html"))
    headers = {"vary": "accept-encoding", "cache-control": "public, max-age=31536000, immutable"}
    if not path.startswith("assets/"):
        headers["cache-control"] = "no-cache"
    if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.packed, headers=headers | {"content-encoding": "gzip"}, media_type=file.media)
    return Response(file.plain, headers=headers, media_type=file.media)


def _index(file: _File | None) -> Response:
    if file is None:
        return Response(NOT_BUILT, 503, media_type="text/html")
    nonce = secrets.token_urlsafe(16)
    policy = POLICY.format(nonce=f"'nonce-{nonce}'")
    body = file.plain.replace(_NONCE, nonce.encode())
    return Response(body, headers={"content-security-policy": policy}, media_type="text/html")
