"""What a page says in English of itself, where it should speak Spanish.

Text of documents, names and quotes stay as they are, so that no dictionary can tell: what is looked for are the page's own
English words, and the English grammar of names that the program makes up (of events).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

LOCALES = Path(__file__).resolve().parents[2] / "ui" / "src" / "locales"
SHOWN = """() => {
    const documents = 'blockquote, q, [data-at], [data-claims], [data-words], script, style';
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node instanceof Element ? node : node.parentElement;
        if (!element || element.closest(documents)) continue;
        if (node instanceof Text) found.push(node.data);
        else for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(node.getAttribute(name) ?? '');
    }
    return [...new Set(found.map((text) => text.trim()).filter(Boolean))];
}"""
EVENT = re.compile(r"(?i)\b(operation|killing|arrest|attack|blockade|seizure|payment|charge|clash) (of|against|on|by|with|to) ")
HELD = re.compile(r"\{\{\w+\}\}")
COUNTED = re.compile(r"_(one|many|other)$")
"""Of a key: what such a string holds is a number."""


def words(language: str) -> Iterator[tuple[str, str]]:
    """Every string of the page with where it stands."""

    def inside(where: str, value: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, str):
            yield where, value
        else:
            for key, deeper in value.items():
                yield from inside(f"{where}.{key}", deeper)

    for path in sorted((LOCALES / language).glob("*.json")):
        yield from inside(path.stem, json.loads(path.read_text(encoding="utf-8")))


@cache
def english() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The page's English words as patterns, but for those that are Spanish as well."""
    spanish = {said for _, said in words("es")}
    found = []
    for where, said in words("en"):
        if said not in spanish and sum(char.isalpha() for char in HELD.sub("", said)) > 2:
            held = r"[\d,.]+" if COUNTED.search(where) else ".+?"
            pattern = held.join(re.escape(part) for part in HELD.split(said.strip()))
            found.append((where, re.compile(pattern, re.IGNORECASE | re.DOTALL)))
    return tuple((where, pattern) for where, pattern in found if not any(pattern.fullmatch(said) for said in spanish))


def in_english(page: Page) -> list[str]:
    """What the page says in English, each with the word's place in the table."""
    found = []
    for text in page.evaluate(SHOWN):
        if EVENT.search(text):
            found.append(f"an event's name: {text}")
        found += [f"{where}: {text}" for where, pattern in english() if pattern.fullmatch(text)]
    return found
