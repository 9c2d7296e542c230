"""The case as the server holds it: one viewer's map, made anew when the case has changed, and acts one after the other.

While a new map is made the one before goes on answering, as long as its viewer may see all of it: after a change of his rights,
of a marking, or a purge it answers nothing more.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from threading import Event, Lock, Thread
from typing import Final, TypeVar

from fastapi import Request

from entramado.case.case import Case, CaseView
from entramado.model.errors import EntramadoError, Revoked, UsageError
from entramado.share.screen.search import names
from entramado.share.screen.stage import Stage
from entramado.share.wording import Language
from entramado.store import OWNER
from entramado.web.errors import NeedsName, NeedsReason, ReadOnly
from entramado.web.session import Session

_REST: Final = 2.0
"""Between two maps, in the time that the last one took."""
Result = TypeVar("Result")
Listener = Callable[[str, Mapping[str, object]], None]
"""Told of what happens: the name of the event, and its data."""


@dataclass(frozen=True, slots=True)
class Room:
    """One state of the case as its viewer sees it."""

    view: CaseView
    stage: Stage
    change: int
    """The last change of the case that is in it."""
    purge: int
    rights: int = 0
    """Another number once its viewer may no longer see all that rooms before it showed."""

    def told_in(self, language: Language) -> Room:
        """The same with a stage that names in another language."""
        return self if language == self.stage.language else replace(self, stage=self.stage.told_in(language))

    def account(self, entity: str) -> None:
        """Put on the record that this subject is asked for by name, where the case demands a reason of its readers."""
        self.view.account(self.stage.entity(entity), "page")


class Desk:
    """One case, opened for one viewer. Made by `entramado open`, ended by `close`."""

    def __init__(self, case: Case, viewer: str = OWNER.name, reason: str | None = None) -> None:
        self.case = case
        self.viewer = viewer
        self.reason = reason
        self._room: Room | None = None
        self._spoken: set[Language] = {"en"}
        """The languages that pages have asked in."""
        self._making = Lock()
        self._acting = Lock()
        self._wanted = Event()
        self._hurry = Event()
        """Set by acts at the page: whoever acts waits to see it."""
        self._closed = False
        self._listeners: list[Listener] = []
        self._renewer = Thread(target=self._renew_when_wanted, name="entramado-renew", daemon=True)
        self._renewer.start()

    # --- what happens is told

    def listen(self, listener: Listener) -> None:
        """Have ``listener`` told of every event; it must not block."""
        self._listeners.append(listener)

    def tell(self, event: str, data: Mapping[str, object]) -> None:
        for listener in self._listeners:
            listener(event, data)

    # --- reading

    @property
    def owner(self) -> bool:
        return self.viewer == OWNER.name

    @property
    def needs_reason(self) -> bool:
        """Whether the case keeps who reads it and why, and the session has not said why."""
        return not (self.reason or "").strip() and self.case.settings().get("reasons") == "yes"

    def give_reason(self, reason: str) -> None:
        """Why the case is read from now on. Raises UsageError for none."""
        if not reason.strip():
            raise UsageError("say why you read it, in a few words")
        self.reason = " ".join(reason.split())

    @property
    def updating(self) -> bool:
        """Whether a newer map is being made."""
        return self._wanted.is_set()

    def room(self) -> Room:
        """What may be answered from now. Raises NeedsReason, Revoked, CaseError.

        A viewer who was withdrawn, or whose rights were changed, gets what he may see now.
        """
        room = self._room
        if room is None:
            return self._renew()
        change, purge = self.case.state()
        if change == room.change:
            return room
        try:
            room.view.check()
        except Revoked:
            return self._renew()
        if purge != room.purge:
            return self._renew()
        self._wanted.set()
        return room

    def ready(self) -> Room | None:
        """The room when it is up to date, without waiting for anything."""
        room = self._room
        return room if room is not None and self.case.state() == (room.change, room.purge) else None

    def speaks(self, language: Language) -> None:
        """Have the maps to come ready in this language too."""
        if language not in self._spoken:
            self._spoken = self._spoken | {language}

    def settled(self) -> Room:
        """The room with every change in it that has been made so far."""
        room = self.room()
        return room if room.change == self.case.state()[0] else self._renew()

    def _renew(self) -> Room:
        with self._making:
            change, purge = self.case.state()
            room = self._room
            if room is not None and (room.change, room.purge) == (change, purge):
                if self._wanted.is_set() and not self._closed:  # what was done changes nothing on the map: a chart was kept
                    self._wanted.clear()
                    self.tell("map", {"as_of": room.stage.as_of})
                return room
            if self.needs_reason:
                raise NeedsReason("this case keeps who reads it and why: give a reason first")
            view = self.case.view(self.viewer, reason=self.reason, through="page")
            view.prepare()
            stage = Stage(view, view.network())
            for language in self._spoken:
                names(stage.told_in(language))  # else the first who types would keep all others waiting
            room = self._room = Room(view, stage, change, purge, self._rights(room, purge))
            gc.unfreeze()  # what was kept for the map before, and goes with it
            gc.collect()
            gc.freeze()  # the map lives as long as the server: looking through it for garbage would stop every answer
            if not self._closed:  # then it is the word to end
                self._wanted.clear()
        self.tell("map", {"as_of": room.stage.as_of})
        return room

    @staticmethod
    def _rights(before: Room | None, purge: int) -> int:
        if before is None:
            return 0
        try:
            before.view.check()
        except Revoked:
            return before.rights + 1
        return before.rights + (purge != before.purge)

    def _renew_when_wanted(self) -> None:
        while not self._closed:
            self._wanted.wait()
            if self._closed:
                return
            self._hurry.clear()
            begun = time.monotonic()
            try:
                self._renew()
            except EntramadoError as error:
                self._wanted.clear()
                self.tell("trouble", {"message": str(error)})
            # A build changes the case with every document: to follow each of them would leave nothing for the answers.
            self._hurry.wait(_REST * (time.monotonic() - begun))

    # --- acting

    def act(self, session: Session, do: Callable[[Case, str], Result], *, named: bool = True) -> Result:
        """Change the case: one act at a time, by the session's analyst. A new map is made at once, beside the answers.

        Raises ReadOnly on a viewer's page, and NeedsName without a name when the act is answered for by one.
        """
        if not self.owner:
            raise ReadOnly(f"this is the page of {self.viewer}: open the case without --as to work on it")
        if named and not session.by:
            raise NeedsName("say who you are first: what a person judges is answered for with a name")
        with self._acting:
            done = do(self.case, session.by or OWNER.name)
        self._hurry.set()
        self._wanted.set()
        return done

    def close(self) -> None:
        self._closed = True
        self._hurry.set()
        self._wanted.set()
        self._renewer.join(timeout=60)


def desk_of(request: Request) -> Desk:
    """The desk of the server that answers."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def session_of(request: Request) -> Session:
    """The session that asks: the guard has let it in."""
    session = request.scope["state"]["session"]
    assert isinstance(session, Session)
    return session


def name_of(text: str) -> str:
    """An analyst's name as it is kept. Raises UsageError for none, and for the owner's."""
    name = " ".join(text.split())
    if not name or len(name) > 80 or name == OWNER.name:
        raise UsageError("give a name of your own, of up to 80 letters: it stands beside what you judge")
    return name
