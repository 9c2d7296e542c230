"""The documentation tells of every analysis: its options as they are, and which part of a map it reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from entramado.analyse import ANALYSES
from entramado.analyse.projections import ACTING, ACTIVITIES, COMMAND, LEFT_OUT, PROJECTIONS, STEPS, TIES
from entramado.share.analyses.asked import Option, options

DOCS = Path(__file__).parents[2] / "docs"


def section(name: str) -> str:
    text = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    found = re.search(rf"^## entramado {name}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def row(option: Option) -> str:
    """The line of an option in the reference."""
    name = f"--{option.name.replace('_', '-')}"
    metavar = {"entity": " NAME", "link": " NAME~NAME", "int": " N", "float": " X", "text": " TEXT", "flag": ""}[option.sort]
    if option.sort == "flag":
        name = f"{name}`, `--no-{name[2:]}"
    said = option.help[:1].lower() + option.help[1:].rstrip(".")
    more = ["may be repeated"] * option.many
    if option.default not in (None, ()) and option.default is not False:
        more.append(f"default {'yes' if option.default is True else option.default}")
    return f"| `{name}{metavar}` | {'; '.join([said, *more])} |".replace("``", "`")


@pytest.mark.parametrize("name", ANALYSES)
def test_every_option_of_an_analysis_is_documented_as_it_is(name):
    missing = [row(option) for option in options(ANALYSES[name]) if row(option) not in section(name)]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_option_has_its_help_and_can_be_left_out(name):
    for option in options(ANALYSES[name]):
        assert option.help, f"{name}: {option.name} has no sentence under it"
        assert option.optional, f"{name}: {option.name} has no default"


def test_every_analysis_and_projection_is_explained():
    text = (DOCS / "explanation" / "analysis.md").read_text(encoding="utf-8")
    assert [name for name in ANALYSES if f"`entramado {name}`" not in text] == []
    assert [each.question for each in ANALYSES.values() if each.question not in text] == []
    assert [name for name in PROJECTIONS if f"`{name}`" not in text] == []
    assert {each.reads for each in ANALYSES.values()} <= set(PROJECTIONS)
    told = {**TIES, **LEFT_OUT}
    assert [name for name, why in told.items() if f"| `{name}` | {why} |" not in text] == []
    assert [name for name in (*COMMAND, *STEPS) if f"`{name}`" not in text] == []
    assert [kind for kind in (*ACTING, *ACTIVITIES) if kind not in text] == []


if __name__ == "__main__":  # prints the rows of an analysis, to paste into the page
    import sys

    print("\n".join(row(option) for option in options(ANALYSES[sys.argv[1]])))  # noqa: T201 - to paste
