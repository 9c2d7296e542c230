"""Parameters of a simulation: each value with its range and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entramado.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a simulation is run with. ``low`` and ``high`` are the ends between which it is drawn, ``value`` the likeliest."""

    name: str
    title: str
    value: float
    low: float
    high: float
    source: str
    """Of the value, and of the range. "Assumed" where no source has it."""


def given(known: Sequence[Parameter], texts: Sequence[str]) -> dict[str, Parameter]:
    """The parameters by name; those that ``texts`` set ("name=0.2") are held at that value.

    Raises UsageError for one that is not known, or whose value is no number from 0.
    """
    made = {each.name: each for each in known}
    for text in texts:
        name, _, value = (part.strip() for part in text.partition("="))
        if name not in made:
            raise UsageError(f"no parameter {name!r}; there are: {', '.join(made)}")
        try:
            number = float(value)
        except ValueError:
            number = -1.0
        if not 0 <= number < float("inf"):
            raise UsageError(f"the parameter {name} needs a number from 0, as in {name}={made[name].value:g}")
        made[name] = Parameter(name, made[name].title, number, number, number, "set for this run")
    return made
