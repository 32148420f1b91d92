"""The arguments of commands about zones: a SCENARIO, or options that define the zones."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from geozone.cli.shared import output

if TYPE_CHECKING:
    from geozone.study.from_options import Asked
    from geozone.study.study import Study

DEFAULT_SCENARIO = "turkey-syria"

_Command = Callable[..., Any]

# The options in the order of the help. They have the names of the scenario file's keys. In Python
# they get a prefix, since "from" is a reserved word.
_OPTIONS: dict[str, dict[str, Any]] = {
    "border": {
        "multiple": True,
        "metavar": "A-B",
        "help": "Instead of SCENARIO: zones along this border, such as TUR-SYR; several make one "
        "line. Needs --into and --depth.",
    },
    "line": {
        "metavar": "FILE",
        "help": "Instead of --border: a line of your own (.geojson, .gpkg, .shp, .kml, .fgb; a "
        "layer behind a #).",
    },
    "left": {
        "metavar": "CC",
        "help": "The country on its left, looking along it as the file draws it.",
    },
    "right": {"metavar": "CC", "help": "The country on its right; both may be left out."},
    "into": {
        "multiple": True,
        "metavar": "CC",
        "help": "The country that the zones extend into; may be repeated. Beside --line also left "
        "and right.",
    },
    "depth": {
        "multiple": True,
        "metavar": "DEPTH",
        "help": 'Such as "15 km", "about 20 mi" or 5-14; a bare number is km. May be repeated; the '
        "depths are the zones' ids: 15, 20-mi, 5-14/5 and 5-14/14.",
    },
    "from": {
        "metavar": "END",
        "help": 'Where the piece begins: start, end, sea, a country code in capitals, "km 120", '
        'river:NAME or a place. The name of a line, such as "Line of Control", is the whole '
        "piece. Default: start.",
    },
    "to": {"metavar": "END", "help": "Where it ends. Default: end."},
    "part": {"metavar": "PART", "help": 'Such as "2 of 3": the second of three equal lengths.'},
    "length": {"metavar": "LENGTH", "help": 'Such as "140 km": that much of the piece.'},
    "anchor": {
        "metavar": "WHERE",
        "help": "Where that length lies: centre (the default), from or to.",
    },
    "bank": {
        "metavar": "BANK",
        "help": 'Such as "left of river:Euphrates", looking downstream.',
    },
    "place": {
        "multiple": True,
        "metavar": "NAME",
        "help": 'A place to judge, with its country as in "Tripoli, LBY"; may be repeated.',
    },
    "places": {
        "metavar": "FILE",
        "help": "A list of places to judge, also beside a SCENARIO: CSV with name,lon,lat or names "
        "alone, or a dump of GeoNames.",
    },
}
_BESIDE_SCENARIO = {"places"}


def zones(command: _Command) -> _Command:
    """Give a command the argument SCENARIO and the options; it gets both as the function `load`.

    `load` has no parameters and returns the `Study`. A mixture of SCENARIO and options is refused
    before the command runs.
    """

    @functools.wraps(command)
    def with_load(scenario: str | None, **values: Any) -> Any:
        given = {name: values.pop(_parameter(name)) for name in _OPTIONS}
        return command(load=_loader(scenario, given), **values)

    for name in reversed(_OPTIONS):
        option = click.option(f"--{name}", _parameter(name), **_OPTIONS[name])
        with_load = option(with_load)
    return click.argument("scenario", required=False)(with_load)


def _parameter(name: str) -> str:
    return f"asked_{name}"


def _loader(scenario: str | None, given: Mapping[str, Any]) -> Callable[[], Study]:
    used = [
        f"--{name}"
        for name, value in given.items()
        if value not in (None, ()) and name not in _BESIDE_SCENARIO
    ]
    if scenario is not None and used:
        raise click.UsageError(f"a SCENARIO or {used[0]}, not both: {scenario} has its own zones")
    if given["line"] and given["border"]:
        raise click.UsageError("--border or --line, not both: zones are measured from one of them")
    for side in ("left", "right"):
        if given[side] and not given["line"]:
            raise click.UsageError(f"--{side} needs --line FILE: borders have their own sides")
    if used and not given["border"] and not given["line"]:
        raise click.UsageError(
            f"{used[0]} needs --border A-B, such as --border TUR-SYR, or --line FILE"
        )
    if used:
        return functools.partial(_load_asked, given)
    return functools.partial(output.load, scenario or DEFAULT_SCENARIO, given["places"])


def _load_asked(given: Mapping[str, Any]) -> Study:
    from geozone.errors import ScenarioError  # noqa: PLC0415
    from geozone.study.from_options import compute_asked  # noqa: PLC0415  (numpy and shapely)

    asked = _asked(given)
    try:
        return output.watched(
            lambda progress: compute_asked(asked, places_file=given["places"], progress=progress)
        )
    except ScenarioError as error:
        # The library names options by their keys; a user of the command typed them with dashes.
        faults = [replace(fault, key=f"--{fault.key}") for fault in error.faults]
        raise ScenarioError(error.file, faults) from None


def _asked(given: Mapping[str, Any]) -> Asked:
    from geozone.study.from_options import Asked, Own, Piece  # noqa: PLC0415  (numpy and shapely)

    piece = Piece(
        start=given["from"],
        end=given["to"],
        part=given["part"],
        length=given["length"],
        anchor=given["anchor"],
        bank=given["bank"],
    )
    own = None
    if given["line"]:
        own = Own(line=given["line"], left=given["left"], right=given["right"])
    return Asked(given["border"], given["into"], given["depth"], piece, given["place"], own)
