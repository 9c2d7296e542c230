"""What a viewer is printed: both cases under one name in two folders, every command that takes ``--as``, compared to the byte."""

from __future__ import annotations

import random
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from tests.analyse.cheap import cheap
from tests.views.answers import differences
from tests.views.pairs import NOBODY, Pairs
from tests.views.worlds import draw

from entramado.cli.main import main
from entramado.share.exports import EXPORTERS

CASE = "full.entramado"
SHARDS, EACH = 4, 15
ASKED_EACH = 4
APART = {"subject-access", "open"}
"""The one answers whom the data are about, and has tests of its own; the other serves until it is ended: `test_api.py`."""


def commands(names: list[str], claim: str) -> list[list[str]]:
    one, other = names
    found = [
        ["documents"], ["subjects"], ["subjects", "--everyone"], ["disagreements"], ["timeline"], ["problems"], ["proposals"],
        ["search", "gang road"],
        ["search", one, "--limit", "1"], ["show", one], ["show", one, "--quotes"], ["show", other], ["explain", one],
        ["explain", one, other], ["disagreements", one], ["timeline", other], ["html", "-o", "out.html"],
        ["dossier", one, "-o", "out.json"], ["dossier", other, "-o", "out.html"], ["merge", one, one, "--why", "x"],
        ["merge", one, NOBODY[2], "--why", "x"], ["different", one, one, "--why", "x"], ["review", claim, "--by", "ana"],
        ["unsure", one, one, "--why", "x"],
        ["note", "--text", "x", "--claim", NOBODY[2], "leads", one], ["review"], ["category", NOBODY[2], "victim", "--by", "ana"],
        ["correct", claim, "--modality", "alleged", "--by", "ana"], ["correct", claim, "--subject", one, "--by", "ana"],
        ["take-back", claim, "--by", "ana"], ["claim", NOBODY[0], "x", one, "leads", other, "--by", "ana"],
        ["claim", "1.txt", "the", one, "leads", other, "--by", "ana"],
    ]  # fmt: skip
    found += [analysed("key"), analysed("dismantle"), analysed("forecast"), analysed("whatif", "--remove", one)]
    found += [analysed("change"), analysed("gaps", one), analysed("gaps"), analysed("key", "--former", "--about", other)]
    found += [["export", "--format", form, "-o", "-"] for form in EXPORTERS]
    return found + [[*command, "--json"] for command in found if "-" not in command]


def analysed(name: str, *more: str) -> list[str]:
    """An analysis with as few draws as it takes."""
    few = [word for option, value in cheap(name).items() for word in (f"--{option.replace('_', '-')}", str(value))]
    return [name, *more, *few]


def printed(folder: Path, viewer: str, asked: list[list[str]]) -> dict[str, str]:
    """What each command prints, says on standard error, returns and writes."""
    found = {}
    with chdir(folder):
        for command in asked:
            done = CliRunner().invoke(main, [command[0], CASE, *command[1:], "--as", viewer])
            assert done.exception is None or isinstance(done.exception, SystemExit), (command, done.exception)
            files = [path.read_text(encoding="utf-8") for path in sorted(Path().glob("out.*"))]
            found[" ".join(command)] = f"{done.exit_code}\n{done.stdout}\n{done.stderr}\n{files}"
            for path in Path().glob("out.*"):
                path.unlink()
    return found


@pytest.fixture
def folders(tmp_path):
    """Two folders with a case of one name each."""
    made = []
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        made.append(tmp_path / name)
    pairs = Pairs(tmp_path / "here", tmp_path / "there")
    yield pairs, made
    pairs.close()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_what_is_hidden_changes_nothing_that_is_printed(folders, shard, record_property):
    pairs, (here, there) = folders

    @seed(shard)
    @settings(max_examples=EACH, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False))
    def holds(drawn: random.Random) -> None:
        world = draw(drawn)
        pairs.write(world.rows, world.viewer, drawn)
        names = sorted({row["name"] for row in world.rows["referent"] if row["name"]})
        claim = drawn.choice([row["claim"] for row in world.rows["claim"]] or [NOBODY[1]])
        every = commands([drawn.choice(names), drawn.choice(names)], claim)
        asked = [drawn.choice(every) for _ in range(ASKED_EACH)]
        told = differences(*(printed(folder, world.viewer.name, asked) for folder in (here, there)))
        assert not told, "\n".join(told)

    holds()
    record_property("twins", pairs.compared)


def test_every_command_that_takes_a_viewer_is_asked():
    taking = {name for name, command in main.commands.items() if any(p.name == "viewer" for p in command.params)}
    asked = {command[0] for command in commands(["a", "b"], "c")}
    assert taking - asked == APART
