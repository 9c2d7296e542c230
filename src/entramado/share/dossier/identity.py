"""Under which names a subject goes, and why mentions in several documents were taken for one."""

from __future__ import annotations

from collections import defaultdict

from entramado.knowledge.tables import fold
from entramado.model.marking import joined
from entramado.share.dossier.model import Line
from entramado.share.dossier.phrasing import counted, dated, listed
from entramado.share.dossier.writer import Writer, headed
from entramado.share.profile import Profile


def names(writer: Writer, found: Profile) -> list[Line]:
    """Every form of the name, and a claim about the subject in a document that has it."""
    forms: dict[str, set[str]] = defaultdict(set)
    own = set(found.entity.referents)
    for mention in writer.view.mentions():
        if mention.referent in own and mention.name:
            forms[mention.name].add(mention.doc)
    claims = [writer.exhibits.claims[claim] for claim in found.claims]
    forms = {name: docs for name, docs in forms.items() if name in found.entity.names}
    shown = {name: [c.id for c in claims if c.doc in docs and own & {c.subject, c.object}] for name, docs in forms.items()}
    spelt: dict[str, str] = {}
    for name in sorted((name for name, ids in shown.items() if ids), key=lambda n: (-len(forms[n]), n)):
        spelt.setdefault(fold(name), name)
    found_names = list(spelt.values())
    if len(found_names) < 2:
        return []
    text = f"Named in the sources as {listed([f'“{name}”' for name in found_names])}"
    return [writer.line(text, (shown[name][0] for name in found_names), computed=True, names=[found.entity.id])]


def merges(writer: Writer, found: Profile) -> list[Line]:
    """Why mentions in several documents were taken for one, the same reason once."""
    of: dict[str, list[str]] = defaultdict(list)
    for claim in found.claims:
        said = writer.exhibits.claims[claim]
        for end in (said.subject, said.object):
            if end is not None:
                of[end].append(claim)
    by_why: dict[tuple[str, bool], list[tuple[str, ...]]] = defaultdict(list)
    for merge in found.merges:
        seen = [of[end][0] for end in (merge.a, merge.b) if of.get(end)]
        if seen:
            by_why[merge.why, merge.by.startswith("person:")].append(tuple(seen))
    judged: dict[str, list[str]] = defaultdict(list)
    for judgement in writer.view.judgements():
        if judgement.verdict == "same":
            judged[judgement.why].append(judgement.marking)
    lines = []
    for (given, person), pairs in sorted(by_why.items(), key=lambda item: (-len(item[1]), item[0])):
        by = "a person judged" if person else "computed"
        if given in judged:
            writer.judged(joined(judged[given]))
        why = dated(given)
        text = f"{why[:1].upper()}{why[1:]} ({counted(len(pairs), 'pair')} of mentions, {by})"
        lines.append(writer.line(text, (c for pair in pairs for c in pair), computed=True, names=[found.entity.id]))
    one = "person" if found.entity.type == "Person" else "group"
    return headed(lines, f"Why these mentions were taken for one {one}")
