"""The page tells a viewer nothing of what is hidden: the server answers as over the same case without it, byte for byte."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.views.answers import differences
from tests.views.asking import NOT_ASKED, Server, Values
from tests.views.pairs import Pairs
from tests.views.worlds import draw

from entramado.fuse import network
from entramado.knowledge import load
from entramado.share.screen import facets
from entramado.share.screen.stage import Stage
from entramado.store import OWNER, StoreView

SHARDS = 2
EACH = 15


@pytest.fixture(scope="module")
def server():
    return Server()


@pytest.fixture
def pairs(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    made = Pairs(tmp_path / "a", tmp_path / "b")
    yield made
    made.close()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_what_is_hidden_changes_no_answer_of_the_server(server, pairs, shard, record_property):
    chance = random.Random(f"api {shard}")
    answered = 0
    for _ in range(EACH):
        here, there = ask(server, pairs, chance)
        assert not (told := differences(here, there)), "\n".join(told)
        assert not [address for address, answer in here.items() if answer.startswith("500 ")]
        answered += sum(answer.startswith("200 ") for answer in here.values())
    assert answered > EACH * 60  # that it asks for something that is there, too
    record_property("twins", pairs.compared)


def ask(server, pairs, chance):
    world = draw(chance)
    pairs.write(world.rows, world.viewer, chance)
    addresses = list(server.requests(values(pairs.full.case, world.viewer, chance)))
    return [server.answers(shelf.case, world.viewer, addresses) for shelf in (pairs.full, pairs.twin)]


# --- that it would notice


def everybodys(self, key, make, *, kept={}, whole=Stage.recent):  # noqa: B006 - that it is one for all is the fault
    """A server's cache of searches whose key does not tell the viewer."""
    if key[0] not in ("named", "passages"):
        return whole(self, key, make)
    here = (self.view._path, *key)
    return kept[here] if here in kept else kept.setdefault(here, make())


def with_hidden_sources(stage, wanted, *, whole=facets.facets):
    """Facets that count the sources of the whole case."""
    told = whole(stage, wanted)
    owner = StoreView(stage.view._engine, stage.view._path, OWNER)
    return replace(told, sources=[*told.sources, len(list(owner.sources()))])


def who_was_here_before(self):
    """The number of the last act, hidden ones too."""
    return self._tx


@pytest.mark.parametrize(
    ("owner", "name", "fault"),
    [
        (Stage, "recent", everybodys),
        (facets, "facets", with_hidden_sources),
        (StoreView, "as_of", property(who_was_here_before)),
    ],
    ids=["cache", "facets", "as of"],
)
def test_a_leak_would_be_noticed(server, pairs, monkeypatch, owner, name, fault):
    monkeypatch.setattr(owner, name, fault)
    chance = random.Random("leaks")
    assert any(_told_apart(server, pairs, chance) for _ in range(6))


def test_every_endpoint_is_asked(server):
    some = ["x", "y", "z"]
    values = Values(some, some, some, some, some, some, some, some)
    asked = {address.partition("?")[0] for address in server.requests(values)}
    missing = [path for path, _ in server._endpoints if not any(_fits(path, address) for address in asked)]
    assert missing == []
    assert all(NOT_ASKED.values())


def _fits(path, address):
    return len(path.split("/")) == len(address.split("/")) and all(
        a == b or a.startswith("{") for a, b in zip(path.split("/"), address.split("/"), strict=True)
    )


def values(case, viewer, chance):
    """Of everything something that the viewer sees, something of the owner's, and something that is nowhere."""
    stages = [Stage(view, network(view, load(None))) for view in (case.view(viewer, reason="x"), case.view(OWNER, reason="x"))]

    def some(pick, nowhere):
        found = [sorted(pick(stage)) for stage in stages]
        return [chance.choice(ids) for ids in found if ids] + [nowhere]

    return Values(
        entities=some(lambda s: s.network.entities, "e" + "0" * 24),
        claims=some(lambda s: s.exhibits.claims, "c" + "0" * 24),
        documents=some(lambda s: s.exhibits.documents, "d" + "0" * 24),
        disagreements=some(lambda s: [d.id for d in s.network.disagreements], "x0"),
        lines=some(lambda s: [s.line_id(n) for n in range(len(s.network.edges))], "e0.leads.e1"),
        pairs=some(lambda s: s.pairs, "e0~e1"),
        words=some(lambda s: {w for e in s.network.entities.values() for w in e.name.split()}, "nowhere"),
        judged=some(lambda s: [f"{m.a}~{m.b}" for m in s.network.merges], "r0~r1"),
    )


def _told_apart(server, pairs, chance):
    """Whether two worlds answer differently; the owner looks at the fuller one first, as he would on the same machine."""
    world = draw(chance)
    pairs.write(world.rows, world.viewer, chance)
    addresses = list(server.requests(values(pairs.full.case, world.viewer, chance)))
    server.answers(pairs.full.case, OWNER, [a for a in addresses if a.startswith(("/api/suggest", "/api/search"))])
    return differences(*[server.answers(shelf.case, world.viewer, addresses) for shelf in (pairs.full, pairs.twin)])
