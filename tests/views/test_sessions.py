"""A case as it grows under the hands of persons: whatever they do, in whatever order, each viewer's answers are his twin's."""

from __future__ import annotations

import random
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from tests.store.hand import document, extraction, put, source
from tests.views.answers import answers, differences
from tests.views.pairs import questions
from tests.views.shelf import Shelf, read
from tests.views.twin import without

from entramado.case.case import Case
from entramado.model.errors import UsageError
from entramado.model.view import Viewer

NAMES = st.sampled_from(("Ana Roe", "Ana Maria Roe", "Luis Poe", "Eva Mole"))
GANGS = st.sampled_from(("Blue Gang", "The Blue Gang", "Red Gang"))
MARKINGS = st.sampled_from((
    "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:RED", "TLP:GREEN; UK:C", "TLP:CLEAR; CUI//REL TO USA, MEX", "UNTIL:2001-01-01",
))  # fmt: skip
CLEARANCES = st.sampled_from(("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER"))
PICK = st.integers(0, 30)


class Sessions(RuleBasedStateMachine):
    """Deposits, notes, merges, retractions, markings and consents; two viewers, one of whom is changed now and then."""

    compared: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.case = Case(self.folder / "full.entramado")
        self.twin = Shelf(self.folder / "twin.entramado")
        self.case.add_viewer(Viewer("vera", "TLP:GREEN", "MEX", caveats=("CUI",)))
        self.number = 0

    def teardown(self) -> None:
        if hasattr(self, "case"):
            self.look("vera")
            self.look("anyone")
            self.twin.close()
            self.case.close()
            shutil.rmtree(self.folder)

    # --- what is done

    @rule(leader=NAMES, group=GANGS, marking=MARKINGS, apart=st.none() | MARKINGS, grade=st.sampled_from("ABE"), guarded=MARKINGS)
    def deposit(self, leader: str, group: str, marking: str, apart: str | None, grade: str, guarded: str) -> None:
        self.number += 1
        origin = source("The Daily", grade, guarded)
        doc = document(
            f"{self.number % 3}{self.number}.txt", f"{leader} leads {group}, no. {self.number}.", origin=origin, marking=marking
        )
        put(self.case._store, doc, extraction(doc, leader, group, apart), origin)

    @precondition(lambda self: self.number)
    @rule(a=PICK, b=PICK, marking=st.none() | MARKINGS, same=st.booleans())
    def judge(self, a: int, b: int, marking: str | None, same: bool) -> None:
        entities = sorted(e.id for e in self.case.view().network().entities.values() if e.type == "Person")
        act = self.case.merge if same else self.case.different
        try:
            act(entities[a % len(entities)], entities[b % len(entities)], f"reason {a}", marking=marking)
        except UsageError:
            return  # they are one already

    @rule()
    def undo(self) -> None:
        if list(self.case.view().judgements()):
            self.case.undo()

    @precondition(lambda self: self.number)
    @rule(pick=PICK)
    def retract(self, pick: int) -> None:
        claims = sorted(claim.id for claim in self.case.view().claims())
        if claims:
            self.case.retract(claims[pick % len(claims)], "misread")

    @precondition(lambda self: self.number)
    @rule(pick=PICK, marking=MARKINGS)
    def mark(self, pick: int, marking: str) -> None:
        self.case.mark(self.something(pick, sources=True), marking, "as asked")

    @precondition(lambda self: self.number)
    @rule(pick=PICK, state=st.sampled_from(("given", "given", "refused")), who=st.sampled_from(("vera", "other")))
    def consent(self, pick: int, state: str, who: str) -> None:
        self.case.consent(self.something(pick), who, state, originator="Example Police", why="asked")

    @precondition(lambda self: self.number)
    @rule(leader=NAMES, group=GANGS, marking=st.none() | MARKINGS)
    def note(self, leader: str, group: str, marking: str | None) -> None:
        try:
            self.case.note(f"{leader} leads {group}.", [(leader, "leads", group)], by="ana", marking=marking)
        except UsageError:
            return  # nobody is called so yet, or several are

    @rule(clearance=CLEARANCES)
    def change_viewer(self, clearance: str) -> None:
        self.case.add_viewer(Viewer("vera", clearance, "MEX", caveats=("CUI",)))

    def something(self, pick: int, *, sources: bool = False) -> str:
        view = self.case.view()
        ids = [d.id for d in view.documents()] + [c.id for c in view.claims()] + [s.id for s in view.sources() if sources]
        return sorted(ids)[pick % len(ids)]

    # --- what is seen

    @precondition(lambda self: self.number)
    @rule(who=st.sampled_from(("vera", "anyone")))
    def look(self, who: str) -> None:
        if not self.number:
            return
        drawn = random.Random(self.number)
        rows, viewer = read(self.case), self.case._viewer(who)
        twin = self.twin.write(without(rows, viewer, datetime.now(UTC).date(), drawn))
        asked = questions(rows, drawn, papers=False)
        for as_of in (None, drawn.randrange(4)):
            told = differences(*(answers(case, viewer, asked, as_of) for case in (self.case, twin)))
            assert not told, "\n".join(told)
        type(self).compared += 1


TestSessions = Sessions.TestCase
TestSessions.settings = settings(
    max_examples=25,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
