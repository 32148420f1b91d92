"""Compute zones from a few options, without a scenario file.

The options become the same values as a file gives, so that both are computed in one way.
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
        One depth or several: ``"15 km"``, ``"about 20 mi"``, ``"5-14 km"``; a bare number is km.
        The depths are the ids of the zones: ``15``, ``20-mi``, and for the two zones of a range
        ``5-14/5`` and ``5-14/14``.
    piece
        The piece of the line: its ends, its part, its length, its bank of a river.
    places
        Names of places to judge; ``"Tripoli, LBY"`` gives the country too.
    places_file
        A list of more places, as for `geozone.load`.

    Returns
    -------
    Study
        The study at the date of the border data. Its `said` and its sources say that nobody
        proposed the zones.

    Raises
    ------
    ScenarioError
        With every fault, each by the name of its option.
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
    """Compute the zones that options ask for.

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

    All depths share the other options, so a fault of these is found once for each depth. A refused
    option was replaced by a stand-in, so a later fault of that option means nothing and is dropped.
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
