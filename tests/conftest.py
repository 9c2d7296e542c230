"""A case that several folders of tests take copies of, and what a run says at its end besides what failed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from tests.case.partners import fill

import entramado
from entramado.store import dialect

settings.register_profile("no deadline", deadline=None)  # a busy machine is no fault of what is tested
settings.load_profile("no deadline")


@pytest.fixture(scope="session", autouse=True)
def durability() -> Iterator[str]:
    """What cases wait for of the disk. The tests' own are thrown away and wait for nothing; to be killed costs them nothing."""
    kept, dialect.SYNCHRONOUS = dialect.SYNCHRONOUS, "OFF"
    yield kept
    dialect.SYNCHRONOUS = kept


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the case of `tests.case.partners`, which no test may change."""
    path = tmp_path_factory.mktemp("partners") / "us.entramado"
    with entramado.open(path) as case:
        fill(case)
    return path.read_bytes()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many generated cases were held against their twins (tests/views)."""
    twins = sum(
        number
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, number in getattr(report, "user_properties", ())
        if name == "twins" and report.when == "call"
    )
    if twins:
        terminalreporter.write_line(f"{twins:,} generated cases answered like their twins without what is hidden")
