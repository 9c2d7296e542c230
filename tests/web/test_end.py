"""How the server ends: streams come to their end, nothing is left beside the case."""

from __future__ import annotations

import os
import signal
from http.client import HTTPConnection

import pytest

from tools.served import served


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_page_that_listens_does_not_keep_the_server_from_ending(tmp_path, filled, told):
    case = tmp_path / "us.entramado"
    case.write_bytes(filled)
    with served(case) as running:
        connection = HTTPConnection(*running.address, timeout=30)
        connection.request("GET", "/api/events", headers={"Cookie": running.enter()})
        stream = connection.getresponse()
        assert stream.readline().strip() == b": listening"
        os.kill(running.process, told)
        rest = stream.read()
        connection.close()
    assert b"data" not in rest
    assert sorted(path.name for path in tmp_path.iterdir()) == ["us.entramado"]
