"""Zones asked for by a few options: the scenario that a file would have given.

The options take a scenario file's way: the same checks, places, lines and zones. Knows no geometry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from geozone.errors import Fault, ScenarioError
from geozone.scenario import reading
from geozone.scenario.option_words import filled_in
from geozone.scenario.options import WHOLE, Asked, Door, Own, Piece
from geozone.study import own_places
from geozone.study.layout import Progress
from geozone.study.study import Study, compute

__all__ = ["Asked", "Own", "Piece", "along", "compute_asked"]

NAME = "adhoc"  # of every scenario made here
_OPTION_OF = {
    "between": "border",
    "line": "border",
    "places": "place",
    "name": "place",
    "country": "place",
}
_OF_OWN_LINE = {"file": "line", "between": "line", "line": "line"}
_PLACE_TOLD_APART = 'with its country behind a comma, such as "Tripoli, LBY"'
_PLACE_OWN_POINT = "a scenario file, which can give the lon and lat of a place"

Texts = str | Sequence[str]
Distances = float | str | Sequence[float | str]


def along(  # noqa: PLR0913 - the options of the command
    border: Texts | Own,
    *,
    into: Texts,
    depth: Distances,
    piece: Piece = WHOLE,
    places: Texts = (),
    places_file: str | Path | None = None,
) -> Study:
    """Compute zones along a border, without a scenario file.

    Parameters
    ----------
    border
        A pair of neighbours by their codes, ``"TUR-SYR"``; several make one line. Or a line of
        your own: ``Own(line="mdl.geojson", left="PRK", right="KOR")``.
    into
        The countries that the zones extend into, by their codes; beside a line of your own also
        ``"left"`` and ``"right"``.
    depth
        One or several: ``"15 km"``, ``"about 20 mi"``, ``"5-14 km"``; a bare number is km. They are
        the ids of the zones: ``15``, ``20-mi``, and for the two ends of a range ``5-14/5`` and
        ``5-14/14``.
    piece
        Between which ends, which part, how long, on which bank.
    places
        Names of places to judge; ``"Tripoli, LBY"`` with the country.
    places_file
        A list of more of them, as for `geozone.load`.

    Returns
    -------
    Study
        As of the date of the border data. Its `said` and sources tell that nobody proposed it.

    Raises
    ------
    ScenarioError
        With every fault, by the name of its option.
    PlacesError
        If the list of places cannot be used.

    Examples
    --------
    >>> study = along("TUR-SYR", into="SYR", depth=["5 km", "2 mi"])
    >>> [(zone.id, zone.sides) for zone in study.zones]
    [('5', ('SYR',)), ('2-mi', ('SYR',))]
    >>> study.scenario.title
    'Zones of 5 km and 2 mi along the border Turkey–Syria, into Syria'
    """
    depths = _depths(depth)
    own = border if isinstance(border, Own) else None
    pairs = () if isinstance(border, Own) else _several(border)
    asked = Asked(pairs, _several(into), depths, piece, _several(places), own)
    return compute_asked(asked, places_file=places_file)


def compute_asked(
    asked: Asked,
    *,
    places_file: str | Path | None = None,
    progress: Progress | None = None,
) -> Study:
    """Compute what was asked for.

    Raises
    ------
    ScenarioError
        As `along` does.

    Examples
    --------
    >>> compute_asked(Asked(("TUR-SYR",), ("SIR",), (15,)))
    Traceback (most recent call last):
    geozone.errors.ScenarioError: into = SIR: expected a country of the border: unknown country ...
    """
    door = Door(asked)
    folder = asked.own.folder if asked.own is not None else reading.HERE
    found, faults = reading.understood(door.raw(), name=NAME, file="", folder=folder)
    found, faults = filled_in(found), (*door.faults, *faults)
    if places_file is not None and not faults:
        found = own_places.added(found, places_file)
    try:
        return compute(found, faults, progress=progress)
    except ScenarioError as error:
        raise ScenarioError("", _by_option(error.faults, door)) from None


def _by_option(faults: Iterable[Fault], door: Door) -> list[Fault]:
    """Faults of a file that is not there, as faults of the options; each once.

    Depths share the other options, so a fault of these is found once a depth. What was refused at
    the door was stood in for, so what is found later about it says nothing.
    """
    refused = {fault.key for fault in door.faults}
    found = list(door.faults)
    own = door.asked.own
    for fault in faults:
        option = _OPTION_OF.get(fault.key, fault.key)
        value = fault.value
        if own is not None and fault.key in _OF_OWN_LINE:
            option = _OF_OWN_LINE[fault.key]
            value = own.line if fault.key == "file" else value
        if option not in refused:
            found.append(Fault("", option, value, _without_file(fault.expected)))
    return list(dict.fromkeys(found))


def _without_file(expected: str) -> str:
    """What would be right, said without the ways that only a file has."""
    return expected.replace(reading.TOLD_APART, _PLACE_TOLD_APART).replace(
        reading.OWN_POINT, _PLACE_OWN_POINT
    )


def _depths(said: Distances) -> tuple[float | str, ...]:
    if isinstance(said, str) or not isinstance(said, Iterable):
        return (said,)
    return tuple(said)


def _several(said: Texts) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
