import pytest

from entramado.store import Store


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "a.entramado", create=True) as made:
        yield made
