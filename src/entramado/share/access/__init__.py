"""What a person may be told of what is held on him, and, apart from it, all that is held for the officer who decides."""

from entramado.share.access.answer import Answer, Item, Support, Term, answer
from entramado.share.access.form import answer_html, answer_json, worksheet_html, worksheet_json
from entramado.share.access.worksheet import Row, Worksheet, worksheet

__all__ = [
    "Answer", "Item", "Row", "Support", "Term", "Worksheet", "answer", "answer_html", "answer_json", "worksheet",
    "worksheet_html", "worksheet_json",
]  # fmt: skip
