"""Zones asked for by a few options: the scenario that a file would have given.

The options become the values that a file gives; lines and zones are made of both in one way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from geozone.errors import Fault, ScenarioError
from geozone.scenario.options import WHOLE, Asked, Own, Piece, understood
from geozone.study import own_places
from geozone.study.layout import Progress
from geozone.study.study import Study, compute

__all__ = ["Asked", "Own", "Piece", "along", "compute_asked"]

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
    scenario, faults = understood(asked)
    if places_file is not None and not faults:
        scenario = own_places.added(scenario, places_file)
    try:
        return compute(scenario, faults, progress=progress)
    except ScenarioError as error:
        raise ScenarioError("", _by_option(faults, error.faults[len(faults) :], asked)) from None


def _by_option(
    faults: Sequence[Fault], on_the_ground: Iterable[Fault], asked: Asked
) -> list[Fault]:
    """All faults by the names of options, each once.

    Depths share the other options, so a fault of these is found once a depth. What was refused
    before was stood in for, so what is found later about it says nothing.
    """
    refused = {fault.key for fault in faults}
    found = list(faults)
    for fault in on_the_ground:
        option, value = fault.key, fault.value
        if fault.key in ("between", "file"):
            option = "line" if asked.own is not None else "border"
        if fault.key == "file" and asked.own is not None:
            value = asked.own.line
        if option not in refused:
            found.append(Fault("", option, value, fault.expected))
    return list(dict.fromkeys(found))


def _depths(said: Distances) -> tuple[float | str, ...]:
    if isinstance(said, str) or not isinstance(said, Iterable):
        return (said,)
    return tuple(said)


def _several(said: Texts) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
