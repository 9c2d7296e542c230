"""What a run of the tests says at its end besides what failed."""

from __future__ import annotations

import pytest


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
