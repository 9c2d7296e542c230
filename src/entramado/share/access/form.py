"""The answer and the worksheet as pages to print and as JSON. Text from documents is escaped by the template alone."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import jinja2

from entramado.share.access.answer import RIGHTS, Answer
from entramado.share.access.worksheet import Worksheet


def answer_html(answer: Answer) -> str:
    """The answer as a page: no script, no request to any host."""
    return _page("answer.html.j2", answer=answer, rights=RIGHTS)


def worksheet_html(sheet: Worksheet) -> str:
    """The worksheet as a page."""
    return _page("worksheet.html.j2", sheet=sheet)


def answer_json(answer: Answer) -> str:
    """The answer for programs; lines by number, and no ids of the case."""
    items = [
        {
            "number": item.number,
            "text": item.text,
            "stands_on": [
                {
                    "quote": s.quote,
                    "source": s.source,
                    "published": s.published,
                    "held_since": s.term.since if s.term else None,
                    "kept_until": s.term.until if s.term else None,
                    "purpose": s.purpose,
                }
                for s in item.supports
            ],
        }
        for item in answer.items
    ]
    return _dump(
        {
            "name": answer.name,
            "requester": answer.requester,
            "keeper": answer.keeper,
            "prepared_on": answer.prepared_on,
            "names": list(answer.names),
            "lines": items,
            "recipients": list(answer.recipients) if answer.recipients is not None else None,
            "closing": answer.closing,
            "rights": list(RIGHTS),
        }
    )


def worksheet_json(sheet: Worksheet) -> str:
    """The worksheet for programs."""
    return _dump(asdict(sheet) | {"withheld": sheet.withheld})


def _dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _page(name: str, **values: Any) -> str:
    folder = files("entramado.share.access")
    style = (folder / "access.css").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((folder / name).read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return template.render(policy=policy, style=style, **values)
