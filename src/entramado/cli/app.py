"""What every command shares: the group, its options, how a case is opened, how an error ends."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

import click

from entramado.cli.help import write_commands
from entramado.cli.stoppable import Interrupted
from entramado.model.errors import EntramadoError, InputError

if TYPE_CHECKING:
    from entramado.case.case import Case, CaseView

_REASON: Final = "entramado.reason"
DONE, REFUSED, USAGE, STOPPED = 0, 1, 2, 130
F = TypeVar("F", bound=Callable[..., Any])


class _Group(click.Group):
    """Turns the errors we raise on purpose into one line on standard error and the promised exit code."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_commands(self, ctx, formatter)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EntramadoError as error:
            _stop(str(error), REFUSED if isinstance(error, InputError) else USAGE)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(DONE)
        except Interrupted as stopped:
            _stop(str(stopped), STOPPED, at_once=stopped.running)
        except KeyboardInterrupt:
            _stop(_STOPPED.get(str(ctx.invoked_subcommand), "stopped; the case is as it was."), STOPPED)
        except OSError as error:
            what = f"{error.filename or 'a file'} cannot be read or written: {error.strerror or error}"
            _stop(what + _NEXT.get(type(error), ""), USAGE)


_STOPPED: Final = {
    "build": "stopped; the documents read so far are in the case. The same command again reads the rest.",
    "export": "stopped; the file is not complete. The same command again writes it anew.",
    "html": "stopped; the page is not complete. The same command again writes it anew.",
}
_NEXT: Final[Mapping[type[OSError], str]] = {
    FileNotFoundError: ". Make its folder first, or name another.",
    IsADirectoryError: ". Name a file in it.",
    PermissionError: ". Check its permissions, or name another.",
}


def _stop(message: str, code: int, *, at_once: bool = False) -> NoReturn:
    click.echo(f"entramado: {message}", err=True)
    if at_once:  # Python would wait for threads that hear nothing
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


CASE = click.argument("case", type=click.Path(path_type=Path))
AS = click.option("--as", "viewer", metavar="VIEWER", default="owner", show_default=True, help="Only what this viewer may see.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
REASON = click.option(
    "--reason", metavar="TEXT", expose_value=False, callback=lambda ctx, _, value: ctx.meta.update({_REASON: value}),
    help="Why you look; kept where the case demands it.",
)  # fmt: skip
"""Its value is `given_reason`'s: commands need not hand it on."""


def reading(command: F) -> F:
    """The arguments that every reading command shares."""
    return CASE(AS(REASON(JSON(command))))


def given_reason() -> str | None:
    """What --reason said in the command that runs."""
    return click.get_current_context().meta.get(_REASON)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="entramado")
def app() -> None:
    """Reports and records from many sources become one evidence-backed map.

    Start with: entramado build CASE.entramado REPORTS/
    """


@contextmanager
def open_case(path: Path, create: bool = False, knowledge: Path | None = None) -> Iterator[Case]:
    """The case at ``path``, closed at the end; only `build` makes one that is not there."""
    import entramado
    from entramado.model.errors import NotACase

    if not create and not path.exists():
        raise NotACase(f"There is no case at {path}. Make one with `entramado build {path} REPORTS/`.")
    with entramado.open(path, create=create, knowledge=knowledge) as case:
        yield case


@contextmanager
def open_view(path: Path, viewer: str) -> Iterator[CaseView]:
    """What one viewer may see of the case at ``path``."""
    # A command that reads makes a map, shows it and ends: looking for cyclic garbage on the way took a quarter of its time.
    gc.disable()
    with open_case(path) as case:
        if viewer not in {kept.name for kept in case.viewers()}:
            note = f"entramado: {viewer!r} is no viewer of this case and sees what everyone may; `entramado viewers` keeps others"
            click.echo(note, err=True)
        yield case.view(viewer, reason=given_reason(), through=command_name())


def command_name() -> str:
    return str(click.get_current_context().info_name)


def print_json(data: object) -> None:
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def remind(case: Path, recipients: int) -> None:
    """Say that some have what they are to use no longer, and how to tell them."""
    if recipients:
        who = "1 recipient has" if recipients == 1 else f"{recipients} recipients have"
        click.echo(f"{who} it: `entramado recall {case} -o FOLDER` writes the notice.")
