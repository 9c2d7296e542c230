"""Prints the API's description: ``python -m entramado.web.openapi``. The page's types are made from it."""

from __future__ import annotations

import json
import sys
from typing import Any

from fastapi import FastAPI

from entramado.web.routes import ROUTERS
from entramado.web.topics import join


def description() -> dict[str, Any]:
    """The OpenAPI document of all endpoints."""
    app = FastAPI(title="Entramado", version="0")
    join(app, ROUTERS)
    return app.openapi()


if __name__ == "__main__":
    json.dump(description(), sys.stdout, indent=1, sort_keys=True)
