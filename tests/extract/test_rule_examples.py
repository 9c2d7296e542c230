"""Every rule's worked example, run through the whole pipeline on exactly that text."""

import pytest

from entramado import knowledge
from entramado.extract import rules
from entramado.extract.pipeline import extract
from entramado.knowledge.tables import fold
from entramado.model.claim import Document, Region, content_id

TABLES = ("relations", "attributes")
EXAMPLES = [
    pytest.param(rule, example, id=f"{table}:{rule.id}:{number}")
    for table in TABLES
    for section in rules.load(table).values()
    for rule in section
    for number, example in enumerate(rule.examples)
]


@pytest.fixture(scope="module")
def known():
    return knowledge.load()


def read(text, known):
    document = Document(content_id("d", text), "example.txt", "0" * 64, text, (Region(0, len(text)),))
    (extraction,) = extract([document], known)
    names = {referent.id: referent.name or "" for referent in extraction.referents}
    return {(fold(names[c.subject]), c.predicate, fold(names[c.object] if c.object else c.value)) for c in extraction.claims}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule, example, known):
    found = read(example.text, known)

    def folded(triples):
        return {(fold(subject), predicate, fold(target)) for subject, predicate, target in triples}

    assert folded(example.expect) <= found
    assert not folded(example.unexpected) & found


@pytest.mark.parametrize("table", TABLES)
def test_most_rules_have_an_example(table):
    every = [rule for section in rules.load(table).values() for rule in section]
    assert sum(bool(rule.examples) for rule in every) >= 0.7 * len(every)
