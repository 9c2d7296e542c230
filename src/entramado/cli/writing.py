"""Commands that add to a case: build, note, merge, different, undo, retract, viewers, audit."""

from __future__ import annotations
