"""Writes the lines of a dossier: each with its claims, its number in the source schedule, its status and its marking.

One `Writer` makes one dossier. Whatever passes through it is remembered, so that the source schedule, the evidence appendix
and the marking of the whole are computed from what is really in it:

    writer = Writer(view, network)
    line = writer.edge(edge, "Leads the Example Cartel.")
    writer.line("Killed: 4 or 7.", claims, disputed=True)
    writer.question("When was he born?")
    writer.schedule(), writer.evidence(), writer.marking()
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property, reduce
from textwrap import shorten
from typing import Final

from entramado.model.claim import Claim, Document
from entramado.model.marking import Marking
from entramado.model.network import Disagreement, Edge, Network
from entramado.model.view import View
from entramado.share.dossier.judging import confidence, likelihood, status_of
from entramado.share.dossier.model import Chart, Evidence, Line, Scheduled, Status
from entramado.share.exhibit import Exhibit, Exhibits
from entramado.share.membership import BELONGING, SERVING, criminal
from entramado.share.review_status import together
from entramado.share.wording import phrase, plain, spoken

TITLE: Final = 60
"""Characters of a document's title that stand in a sentence."""
EVERYONE: Final = "TLP:CLEAR"
"""What is shown when nothing in a dossier bears any marking."""


class Writer:
    """Makes the lines of one dossier and keeps account of what they stand on."""

    def __init__(self, view: View, network: Network, exhibits: Exhibits | None = None) -> None:
        self.view = view
        self.network = network
        self.exhibits = exhibits or Exhibits(view, network)
        self._opened: dict[str, Exhibit] = {}
        self._numbers: dict[str, int] = {}
        """Document to its number in the source schedule, in order of first use."""
        self._labels: dict[str, str] = {}
        """Claim to its label, in order of first use."""
        self._in_source: Counter[str] = Counter()
        self._total = Marking()

    # --- lines

    def edge(
        self,
        edge: Edge,
        text: str,
        *,
        names: Iterable[str] | None = None,
        date: str | None = None,
        favourable: bool = False,
        quote: bool = False,
        attributed: bool = False,
        head: str = "",
        level: int = 0,
    ) -> Line:
        """A line that says what one edge says. It names the edge's ends, or ``names``.

        That a person belongs to a criminal group stays a machine's reading until two persons have found it read right.
        """
        return self.line(
            text, edge.claims, status=None if self.assessed(edge) else "machine", belief=self.odds(edge), disputed=edge.disputed,
            names=self._named(edge) if names is None else names, date=date, favourable=favourable, quote=quote,
            attributed=attributed, head=head, level=level,
        )  # fmt: skip

    def line(
        self,
        text: str,
        claims: Iterable[str],
        *,
        status: Status | None = None,
        computed: bool = False,
        weighed: bool = True,
        belief: float | None = None,
        disputed: bool = False,
        names: Iterable[str] = (),
        date: str | None = None,
        favourable: bool = False,
        quote: bool = False,
        attributed: bool = False,
        head: str = "",
        level: int = 0,
    ) -> Line:
        """A line that stands on ``claims``, of which there must be one at least. Raises ValueError without any.

        ``computed``: it says more than any of its claims does (a count, a comparison). ``belief`` gives it a likelihood.
        ``status`` is how it came to be, where that is not to be seen from the claims. ``weighed``: whether it has a confidence;
        what is about the evidence itself has none.
        ``names`` are the entities that it names: what named them weighs on the marking. ``quote`` shows the best read sentence,
        ``attributed`` names in words who says so.
        """
        ids = tuple(dict.fromkeys(claims))
        if not ids:
            raise ValueError(f"a line of knowledge needs claims: {text!r}")
        shown = [self.open(claim) for claim in ids]
        how = status or status_of(shown, disputed=disputed)
        if computed and how == "fact":
            how = "assessment"
        marking = self._naming(names, {e.document.id for e in shown})
        marking |= _joined(Marking.parse(text) for text in {e.marking for e in shown})
        if attributed:
            text += f", according to {self._speakers(shown)}"
            marking |= self._documents_marking(shown)
        sentence = min(shown, key=lambda e: (not e.reviewed, -(e.belief or 0.0), e.claim.id)) if quote else None
        if sentence is not None:
            marking |= Marking.parse(sentence.document.marking)
        self._total |= marking
        return Line(
            text=ended(tidy(text)),
            status=how,
            claims=ids,
            sources=tuple(sorted({self._numbers[e.document.id] for e in shown})),
            origins=len({e.origin or e.claim.id for e in shown}),
            likelihood=None if belief is None or how == "fact" else likelihood(belief, shown, opposed=disputed),
            confidence=confidence(shown, disputed=disputed) if weighed else None,
            disputed=disputed,
            favourable=favourable,
            date=date,
            quote=tidy(sentence.quote) if sentence is not None else None,
            marking=self._shown(marking),
            head=head,
            level=level,
        )

    def question(self, text: str, *, names: Iterable[str] = (), head: str = "", level: int = 0) -> Line:
        """A gap. It stands on no claim: that nothing is there is what it says."""
        self._total |= self._naming(names, {e.document.id for e in self._opened.values()})
        return Line(ended(tidy(text)), "question", head=head, level=level)

    # --- claims

    def open(self, claim: str) -> Exhibit:
        """The exhibit of a claim, from now on part of the dossier. Raises KeyError for a claim that this view lacks."""
        exhibit = self._opened.get(claim)
        if exhibit is None:
            exhibit = self._opened[claim] = self.exhibits.of(claim)
            doc = exhibit.document.id
            self._numbers.setdefault(doc, len(self._numbers) + 1)
            self._in_source[doc] += 1
            self._labels[claim] = f"{self._numbers[doc]}.{self._in_source[doc]}"
        return exhibit

    def claims(self, edge: Edge) -> list[Claim]:
        """The claims of an edge, for their qualifiers; nothing is part of the dossier yet."""
        return [self.exhibits.claims[claim] for claim in edge.claims]

    def used(self) -> Sequence[Exhibit]:
        """Every claim that some line stands on, in order of first use."""
        return list(self._opened.values())

    # --- what is printed at the end, and on every page

    def schedule(self) -> tuple[Scheduled, ...]:
        """The documents that lines stand on, by number. Call it last."""
        of: dict[str, list[Exhibit]] = defaultdict(list)
        for exhibit in self._opened.values():
            of[exhibit.document.id].append(exhibit)
        return tuple(self._scheduled(number, of[doc]) for doc, number in self._numbers.items())

    def evidence(self) -> tuple[Evidence, ...]:
        """Every claim used, laid open, by source and label. Call it last."""
        found = [
            Evidence(
                claim=exhibit.claim.id,
                number=self._numbers[exhibit.document.id],
                label=self._labels[exhibit.claim.id],
                quote=tidy(exhibit.quote),
                said_by=tidy(exhibit.said()),
                grade=exhibit.grade,
                place=tidy(exhibit.place),
                read_by=", ".join(tidy(f"{by} ({p:.2f})") for by, p in exhibit.readings) or "not stated",
                reviewed=exhibit.reviewed,
                says=self._says(exhibit),
                marking=self._shown(Marking.parse(exhibit.marking) | Marking.parse(exhibit.document.marking)),
            )
            for exhibit in self._opened.values()
        ]
        return tuple(sorted(found, key=lambda e: (e.number, int(e.label.partition(".")[2]))))

    def whole(self) -> Marking:
        """The marking of all that is in the dossier: lines, names, source schedule, quotes."""
        used = self._opened.values()
        total = self._total | _joined(Marking.parse(text) for text in {e.marking for e in used}) | self._documents_marking(used)
        ends = {self.network.entity_of[end] for e in used for end in (e.claim.subject, e.claim.object) if end is not None}
        plain = sorted(end for end in ends if self.network.entities[end].type != "Event")
        return (total | self._naming(plain, set(self._numbers))).seen_by(self.view.viewer)

    def marking(self) -> str:
        """The same as text."""
        return str(self.whole()) or EVERYONE

    def name(self, entity: str) -> str:
        """What an entity is called, fit for a line."""
        return tidy(self.network.entities[entity].name)

    def judged(self, marking: str) -> None:
        """Something marked so is shown besides claims: a judgement with its reason, say."""
        self._total |= Marking.parse(marking)

    def draw(self, chart: Chart) -> Chart:
        """A chart is part of the dossier: the claims of its ties, and the names and labels of its nodes."""
        for tie in chart.ties:
            for claim in tie.claims:
                self.open(claim)
        self._total |= self._naming((node.id for node in chart.nodes), set(self._numbers))
        return chart

    # --- inside

    def _says(self, exhibit: Exhibit) -> str:
        """What a claim says by itself. Its entities stand under the names that they have on the map."""
        claim, entities, of = exhibit.claim, self.network.entities, self.network.entity_of
        subject = entities[of[claim.subject]]
        about = f"{subject.kind or 'event'}:".replace("_", " ") if subject.type == "Event" else subject.name
        says = entities[of[claim.object]] if claim.object else None
        what = (says.kind or "event" if says.type == "Event" else says.name) if says else spoken(claim.value or "", claim.figure)
        verb = phrase(claim.predicate, False, claim.negated, bool(claim.qualifiers.get("former")))
        hedge = f" ({claim.modality})" if claim.modality != "stated" else ""
        return tidy(f"{about} {verb} {'' if claim.predicate == 'occurred' else what}{hedge}")

    def _scheduled(self, number: int, exhibits: Sequence[Exhibit]) -> Scheduled:
        document = exhibits[0].document
        source = self.exhibits.publisher(document)
        return Scheduled(
            number=number,
            document=document.id,
            file=tidy(document.name),
            title=tidy(document.title) if document.title else None,
            source=tidy(source.name) if source else "source not given",
            published=str(document.published) if document.published else None,
            grade=self.exhibits.grade(document),
            marking=self._shown(self._document_marking(document)),
            claims=len(exhibits),
            reviewed=sum(e.reviewed for e in exhibits),
            origins=len({e.origin or e.claim.id for e in exhibits}),
        )

    def _document_marking(self, document: Document) -> Marking:
        """A row of the schedule names the document and who published it."""
        source = self.exhibits.publisher(document)
        return Marking.parse(document.marking) | (Marking.parse(source.marking) if source else Marking())

    def _documents_marking(self, exhibits: Iterable[Exhibit]) -> Marking:
        documents = {e.document.id: e.document for e in exhibits}
        return _joined(self._document_marking(document) for document in documents.values())

    def _shown(self, marking: Marking) -> str:
        return str(marking.seen_by(self.view.viewer)) or EVERYONE

    def assessed(self, edge: Edge) -> bool:
        """False for an edge that names a member of a criminal group and that two persons have not found read right."""
        if edge.predicate not in BELONGING and edge.predicate not in SERVING:
            return True
        if edge.object is None or not criminal(self.network.entities[edge.object]):
            return True
        return together(self.exhibits.of(claim).review for claim in edge.claims).level == "assessed"

    def odds(self, edge: Edge) -> float:
        """How probable an edge is: its belief; of a disputed one, its belief against that of what opposes it.

        Belief is lowered on both sides of a dispute, and the two do not make up one. Here they do.
        """
        if not edge.disputed:
            return edge.belief
        against = max((other.belief for other in self._opposing(edge)), default=0.0)
        return edge.belief / (edge.belief + against) if against else edge.belief

    def _opposing(self, edge: Edge) -> list[Edge]:
        """Edges that a denial or contradiction sets against one: its negation, or another value."""
        own = set(edge.claims)
        found: dict[int, Edge] = {}
        for claim in edge.claims:
            for disagreement in self._disputes.get(claim, ()):
                for other in disagreement.claims:
                    rival = self._edge_of.get(other)
                    if rival is None or other in own:
                        continue
                    if rival.negated != edge.negated or (disagreement.nature == "contradiction" and rival is not edge):
                        found[id(rival)] = rival
        return list(found.values())

    @cached_property
    def _disputes(self) -> dict[str, list[Disagreement]]:
        """Claim to the denials and contradictions it is part of."""
        found: dict[str, list[Disagreement]] = defaultdict(list)
        for disagreement in self.network.disagreements:
            if disagreement.nature in ("denial", "contradiction"):
                for claim in disagreement.claims:
                    found[claim].append(disagreement)
        return found

    @cached_property
    def _edge_of(self) -> dict[str, Edge]:
        return {claim: edge for edge in self.network.edges for claim in edge.claims}

    @staticmethod
    def _speakers(exhibits: Sequence[Exhibit], limit: int = 3) -> str:
        """Who is said to know, those who say it most often first; a document stands for a source that is not given."""
        said = Counter(
            str(e.speakers[0]["name"])
            if e.speakers
            else f"“{shorten(tidy(e.document.title or e.document.name), TITLE, placeholder=' …')}”"
            for e in exhibits
        )
        names = [uncapitalised(name) for name in sorted(said, key=lambda name: (-said[name], name))]
        more = [f"{len(names) - limit} others"] if len(names) > limit + 1 else []
        names = [*(names[:limit] if more else names), *more]
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))

    def _named(self, edge: Edge) -> list[str]:
        """The entities whose names a line on an edge has. An event is told by its parts, not by its label."""
        ends = [end for end in (edge.subject, edge.object) if end is not None]
        return [end for end in ends if self.network.entities[end].type != "Event"]

    def _naming(self, names: Iterable[str], cited: set[str]) -> Marking:
        """What names of entities add: a name that none of the cited documents has comes from the least marked one that does."""
        total = Marking()
        for entity_id in names:
            entity = self.network.entities[entity_id]
            if entity.type == "Event":  # its label is made of claims of all of them
                total |= _joined(self._marked(d) for d in entity.documents)
                continue
            bearing = self._bearing.get((entity_id, entity.name)) or set(entity.documents)
            if not bearing & cited and not entity.key:
                total |= min((self._marked(d) for d in sorted(bearing)), key=_strictness)
        return total

    def _marked(self, doc: str) -> Marking:
        return Marking.parse(self.exhibits.documents[doc].marking)

    @cached_property
    def _bearing(self) -> dict[tuple[str, str], set[str]]:
        """Entity and its chosen name to the documents that have that name."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for mention in self.view.mentions():
            entity = self.network.entity_of.get(mention.referent)
            if entity is not None and mention.name and self.network.entities[entity].name in mention.name:
                found[entity, self.network.entities[entity].name].add(mention.doc)
        return found


def tidy(text: str) -> str:
    """One line of text without characters that hide or reorder it."""
    return " ".join(plain(text).split())


def uncapitalised(speaker: str) -> str:
    """A speaker's name within a sentence: "a former official", where the source begins with it."""
    return speaker[:1].lower() + speaker[1:] if speaker.startswith(("A ", "An ", "The ", "Two ", "Several ")) else speaker


def _joined(markings: Iterable[Marking]) -> Marking:
    return reduce(Marking.join, markings, Marking())


def headed(lines: Sequence[Line], head: str) -> list[Line]:
    """Some lines of one kind, the first of which says what they are."""
    return [replace(line, head=head) if number == 0 else line for number, line in enumerate(lines)]


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith((".", "?", "!", ".”", "?”", "!”", "…")) else f"{text}."


def _strictness(marking: Marking) -> tuple[int, int, str]:
    return (marking.tlp, len(str(marking)), str(marking))
