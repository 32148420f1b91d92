"""The page of commands: each command's help as sphinx-click reads it, with its examples.

Examples are the lines of a help text that begin with ``geozone``; `tests/docs/test_examples.py`
runs every one of them. Options that several commands share are shown once.
"""

from __future__ import annotations

import re

import click
from sphinx.application import Sphinx

from geozone.cli.shared import zone_options as adhoc

_DEFAULT = re.compile(r"    :default: ``(?:\w*Path\()?'(.*?)'\)?``")
_CHOICES = re.compile(r"    :options: (.*)")
_OPTION = re.compile(r"(?<![\w`-])--[a-z][a-z-]*")
BEGINS = "| geozone "  # how sphinx-click hands on a line of a block that click may not wrap


@click.command("zones")
@adhoc.zones
def zone_options() -> None:
    """Say where zones lie, instead of naming a SCENARIO."""


SHARED = {each.name for each in zone_options.params if isinstance(each, click.Option)}


def examples_as_code(_app: Sphinx, _context: click.Context, lines: list[str]) -> None:
    """Turn the examples of a help text into a block of code."""
    examples = [line.removeprefix("| ") for line in lines if line.startswith(BEGINS)]
    if not examples:
        return
    at = next(number for number, line in enumerate(lines) if line.startswith(BEGINS))
    rest = [line for line in lines[at:] if not line.startswith(BEGINS)]
    block = [".. code-block:: shell", "", *(f"   {each}" for each in examples), ""]
    lines[:] = [*lines[:at], *block, *rest]


def shared_once(_app: Sphinx, context: click.Context, lines: list[str]) -> None:
    """Leave out of a command the options that it shares, and say where they stand."""
    names = {each.name for each in context.command.params}
    if context.command is zone_options or not names >= SHARED:
        return
    shared = {
        option
        for each in zone_options.params
        for option in each.opts
        if isinstance(each, click.Option)
    }
    kept: list[str] = []
    skips = False
    for line in lines:
        if line.startswith(".. option::"):
            skips = line.removeprefix(".. option:: ").split(" ")[0] in shared
        if not skips:
            kept.append(line)
    lines[:] = [*kept, "And the :ref:`options for zones without a file <zone-options>`.", ""]


def in_code(_app: Sphinx, _context: click.Context, lines: list[str]) -> None:
    """Set the names of options as code: typography would make one dash of their two."""
    lines[:] = [
        each if each.startswith((".. ", "| ")) else _OPTION.sub(r"``\g<0>``", each)
        for each in lines
    ]


def in_words(_app: Sphinx, _context: click.Context, lines: list[str]) -> None:
    """Write choices and default of an option as a sentence, not as a table."""
    lines[:] = [
        _CHOICES.sub(_one_of, _DEFAULT.sub(r"    Default: ``\1``.", each)) for each in lines
    ]


def _one_of(field: re.Match[str]) -> str:
    return "    One of " + ", ".join(f"``{each}``" for each in field[1].split(" | ")) + "."


def no_arguments(_app: Sphinx, _context: click.Context, lines: list[str]) -> None:
    """Leave out "Optional argument": the text above says what SCENARIO is."""
    lines.clear()


def no_usage(_app: Sphinx, context: click.Context, lines: list[str]) -> None:
    """Leave out how the bearer of the shared options would be called: nobody can call it."""
    if context.command is zone_options:
        lines.clear()


def read_again(_app: Sphinx, *_of_the_event: object) -> list[str]:
    """The page is read at every build: Sphinx does not see that a help text has changed."""
    return ["commands"]


def setup(app: Sphinx) -> dict[str, bool]:
    """Listen to sphinx-click."""
    app.connect("sphinx-click-process-description", in_code)
    app.connect("sphinx-click-process-description", examples_as_code)
    app.connect("sphinx-click-process-options", shared_once)
    app.connect("sphinx-click-process-options", in_code)
    app.connect("sphinx-click-process-options", in_words)
    app.connect("sphinx-click-process-arguments", no_arguments)
    app.connect("sphinx-click-process-usage", no_usage)
    app.connect("env-get-outdated", read_again)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
