"""The word lists of `words.yaml`, read once a process."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def _tables() -> dict[str, Any]:
    text = resources.files("entramado.resolve").joinpath("words.yaml").read_text("utf-8")
    tables: dict[str, Any] = yaml.safe_load(text)
    return tables


def word_list(name: str) -> list[str]:
    """A list of words, in the order of the file. Raises KeyError when there is none of that name."""
    return [str(word) for word in _tables()[name]]


def word_map(name: str) -> dict[str, str]:
    """A word to what it stands for."""
    return {str(word): str(meaning) for word, meaning in _tables()[name].items()}


def word_lists(name: str) -> dict[str, list[str]]:
    """A word to its other forms."""
    return {str(word): [str(form) for form in forms] for word, forms in _tables()[name].items()}
