"""docs/reference/api.md tells of every endpoint, in the words of the program."""

from __future__ import annotations

import re
from pathlib import Path

from entramado.web.openapi import description

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"
ROW = re.compile(r"^\| `([A-Z]+ /api/\S+)` \| (.+?) \|$", re.MULTILINE)


def told():
    """Method and path to the first sentence of what the endpoint says of itself."""
    return {
        f"{method.upper()} {path}": re.split(r"(?<=\.)\s", endpoint["description"].replace("\n", " ").replace("|", "\\|"))[0]
        for path, methods in description()["paths"].items()
        for method, endpoint in methods.items()
    }


def test_every_endpoint_is_on_the_page_and_no_other():
    written = dict(ROW.findall(PAGE.read_text(encoding="utf-8")))
    assert written == told()


if __name__ == "__main__":  # prints the rows
    for address, words in told().items():
        print(f"| `{address}` | {words} |")  # noqa: T201 - to paste into the page
