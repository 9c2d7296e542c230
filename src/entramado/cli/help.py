"""How `--help` looks: the commands by what they are for. Plain click, which starts in half the time of rich's renderer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import click

SECTIONS: Final = {
    "Put in": ("build", "note"),
    "Look": ("open", "show", "explain", "search", "subjects", "disagreements", "timeline", "documents", "problems", "proposals"),
    "Analyse": ("key", "change", "whatif", "dismantle", "forecast", "gaps"),
    "Correct": ("review", "correct", "claim", "take-back", "category", "merge", "different", "unsure", "undo", "retract"),
    "Take out": ("dossier", "html", "export"),
    "Partners": ("release", "tearline", "recall", "disseminations", "keys", "verify", "receive"),
    "Keep": ("viewers", "mark", "consent", "settings", "audit"),
    "Limits and rights": ("retention", "purge", "subject-access"),
}
_FIRST_SENTENCE: Final = 200
"""Characters that a command's first sentence may have here."""


def write_commands(group: click.Group, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """The commands under their headings; what no section names comes last."""
    rest = [name for name in group.list_commands(ctx) if not any(name in names for names in SECTIONS.values())]
    for heading, names in (*SECTIONS.items(), ("More", rest)):
        _write_section(group, ctx, formatter, heading, names)


def _write_section(
    group: click.Group, ctx: click.Context, formatter: click.HelpFormatter, heading: str, names: Iterable[str],
) -> None:  # fmt: skip
    width, limit = max(map(len, group.commands)), _FIRST_SENTENCE
    found = [(name, command) for name in names if (command := group.get_command(ctx, name)) is not None and not command.hidden]
    if found:
        with formatter.section(click.style(heading, fg="yellow")):
            formatter.write_dl(
                [(click.style(name.ljust(width), fg="cyan"), command.get_short_help_str(limit)) for name, command in found]
            )
