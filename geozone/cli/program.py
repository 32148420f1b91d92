"""The program behind `geozone.cli`: its commands, and the exit code for each way they can end.

A command's module is imported when the command is called, and the libraries that it needs when it
runs, so that `geozone --help` starts without numpy.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from geozone.cli.shared import streams

_COMMANDS = (
    "map",
    "figure",
    "report",
    "embed",
    "compare",
    "places",
    "export",
    "resolve",
    "nearest",
    "border",
    "scenarios",
    "check",
    "new",
    "schema",
)
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    """A group whose commands have one module each, imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Names of the commands in the order of their use, which is no alphabetical order."""
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  (click's signature)
        cmd_name: str,
    ) -> click.Command | None:
        """The command from its module; None if there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"geozone.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, context_settings=_HELP)
@click.option("--debug", is_flag=True, expose_value=False, help="Show an error's traceback.")
@click.version_option(package_name="geozone", prog_name="geozone")
def cli() -> None:
    """Zones along land borders, exact on the ellipsoid: maps, figures, sources.

    \b
    geozone map                     # the comparison map of the shipped scenario
    geozone figure -o talks.png     # the same for print; or .svg, .pdf
    geozone report -o talks.html    # tables, map, method, sources; or .docx, .md
    geozone places                  # each place, its distance and its verdicts
    geozone resolve Manbij Kobanê   # names to coordinates
    geozone map --border TUR-SYR --into SYR --depth "15 km" --from river:Euphrates --to IRQ
    """  # noqa: D301  (click wants the backspace)


def run(arguments: Sequence[str] | None) -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    arguments
        The arguments; None to take those of the process, which then belongs to the command.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    streams.prepare(is_own=arguments is None)
    try:
        # `cli.main` is not used, since it ends with 1 if the reader of a pipe (`| head`) has left.
        with cli.make_context("geozone", [each for each in given if each != "--debug"]) as ctx:
            cli.invoke(ctx)
        sys.stdout.flush()
    except Exception as error:  # users get one line for every error, and never a traceback
        if debug and not isinstance(error, click.exceptions.Exit):
            raise
        return _ended_by(error)
    return 0


def _ended_by(error: Exception) -> int:
    """Report in one line what happened, and return the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return 2
    if isinstance(error, BrokenPipeError):
        streams.quieten_stdout()
        return 0  # the reader of the pipe, such as `head`, has read enough: that is no error
    if isinstance(error, OSError):
        streams.flush_or_quieten()
    return _say_and_code(*_bad_input(error))


def _bad_input(error: Exception) -> tuple[str, int]:
    if isinstance(error, click.ClickException):
        hint = ' (see "geozone --help")' if isinstance(error, click.UsageError) else ""
        return f"{error.format_message()}{hint}", 2
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror or error}", 2
    if _is_bad_input(error):
        return str(error), 2
    return f"unexpected {type(error).__name__}: {error}; --debug shows where", 1


def _is_bad_input(error: Exception) -> bool:
    """Whether an error is one that geozone or gazetteer raises for bad input.

    The classes are compared by name, so that no error forces an import of both packages.
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"GeozoneError", "GazetteerError"})


def _say_and_code(text: str, code: int) -> int:
    from geozone.errors import printable  # noqa: PLC0415  (only where something is wrong)

    lines: list[Any] = text.splitlines() or [""]
    for line in map(printable, lines):
        streams.say(f"geozone: {line}" if len(lines) == 1 else line)
    return code
