"""The endpoints by topic: all that is under /api."""

from typing import Final

from fastapi import APIRouter

from entramado.web.routes import (
    analyses,
    chart,
    charts,
    chronology,
    disagreements,
    documents,
    dossier,
    evidence,
    facets,
    geography,
    merges,
    reader,
    readings,
    search,
    session,
    subjects,
)

ROUTERS: Final[tuple[APIRouter, ...]] = (
    session.router,
    search.router,
    evidence.router,
    facets.router,
    subjects.router,
    disagreements.router,
    dossier.router,
    geography.router,
    chronology.router,
    chart.router,
    charts.router,
    reader.router,
    readings.router,
    documents.router,
    merges.router,
    analyses.router,
)
