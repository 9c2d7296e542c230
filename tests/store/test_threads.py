"""Threads of one process write side by side; other processes wait until the last of them is done."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.store.hand import document, put

from entramado.model.errors import CaseBusy
from entramado.store import Store


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "a.entramado", create=True) as made:
        yield made


def shut_out(store):
    """Whether another process would be told that the case is busy: another store takes the lock as one does."""
    with Store(store.path) as other:
        try:
            with other.writing():
                return False
        except CaseBusy:
            return True


def test_a_thread_may_write_while_another_one_builds(store):
    building, done = threading.Event(), threading.Event()

    def build():
        with store.writing():
            building.set()
            done.wait(10)
            put(store, document("a", "Ana."))

    thread = threading.Thread(target=build)
    thread.start()
    assert building.wait(10)
    put(store, document("b", "Beto."))
    assert shut_out(store)
    done.set()
    thread.join()
    assert [d.name for d in store.view().documents()] == ["a", "b"]
    assert not shut_out(store)


@pytest.mark.parametrize("first_to_leave", [0, 1])
def test_the_last_thread_to_end_lets_the_lock_go(store, first_to_leave):
    entered = threading.Barrier(3)
    leave = [threading.Event(), threading.Event()]

    def hold(number):
        with store.writing():
            entered.wait(10)
            leave[number].wait(10)

    threads = [threading.Thread(target=hold, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    entered.wait(10)
    assert shut_out(store)
    leave[first_to_leave].set()
    threads[first_to_leave].join()
    assert shut_out(store)
    leave[1 - first_to_leave].set()
    threads[1 - first_to_leave].join()
    assert not shut_out(store)


def test_a_thread_that_fails_keeps_nobody_out(store):
    with pytest.raises(ZeroDivisionError), store.writing(), store.writing():
        raise ZeroDivisionError
    assert not shut_out(store)


def test_a_lock_that_was_not_got_is_not_held(store):
    with Store(store.path) as other, other.writing():
        for _ in range(2):
            with pytest.raises(CaseBusy), store.writing():
                pass
    put(store, document("a", "Ana."))
    assert [d.name for d in store.view().documents()] == ["a"]


def test_many_threads_at_once_lose_nothing(store):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: put(store, document(f"n{number}", f"Ana {number}.")), range(40)))
    assert len(list(store.view().documents())) == 40
    assert store.verify() == []
    assert not shut_out(store)
