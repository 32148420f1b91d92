"""Places from a user's list, added to the places of a scenario.

A list may have longitude and latitude swapped. Every verdict on it would be wrong, so this module
detects such a list and refuses it. `gazetteer.lists.rows` reads the rows of a list. This module
gives no verdict on places.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from gazetteer import Gazetteer, GazetteerError
from gazetteer.lists import text as list_text
from gazetteer.lists.rows import COLUMNS, ListedPlace, ListError, PlaceList, of_rows
from geozone.atlas import world
from geozone.ellipsoid.geodesy import Floats, LngLat
from geozone.errors import PlacesError, Refused
from geozone.files import vector_file, vector_formats
from geozone.notes import Gap, Note
from geozone.quantities import TOWN_UNCERTAINTY_KM, count
from geozone.scenario.values import OwnList, Place, Scenario

# The fields of a vector file that count; its points are in the geometry.
_FIELDS = {name for column in COLUMNS.keys() - {"lon", "lat"} for name in COLUMNS[column]}
_SAMPLE = 300  # names of a list that are looked up, to compare their positions with the list's
_NEAR_DEG = 0.3  # largest difference between two positions of the same town
_SAME_NAME = 10  # places of one name that the gazetteer is asked for
# The list counts as swapped if this share lies on the scenario's land once it is swapped, and as it
# stands less than `_HARDLY` times as many places do.
_MOST, _HARDLY = 0.5, 0.2


def added(scenario: Scenario, file: str | os.PathLike[str]) -> Scenario:
    """The scenario with the places of a user's list after its own places.

    Parameters
    ----------
    scenario
        A scenario without faults.
    file
        The list: CSV, a dump of GeoNames, or a vector file of points.

    Raises
    ------
    PlacesError
        If the file cannot be used.
    """
    listed = read(file)
    _check_order(listed, scenario)
    brought = tuple(_place(each, listed.file) for each in listed.places)
    own = OwnList(
        listed.file, len(brought), tuple((each.row, each.text) for each in listed.troubles)
    )
    return replace(
        scenario,
        places=(*scenario.places, *brought),
        lists=(*scenario.lists, own),
        notes=(*scenario.notes, _note(own)),
    )


def read(file: str | os.PathLike[str]) -> PlaceList:
    """Read a user's list of places, whatever its format.

    `gazetteer.Gazetteer.with_places` accepts the result, so that the points of a GeoPackage can be
    looked up by their names.

    Parameters
    ----------
    file
        The list, in a format as for `added`.

    Raises
    ------
    PlacesError
        If the file cannot be used.

    Examples
    --------
    >>> read("no such file.csv")
    Traceback (most recent call last):
    geozone.errors.PlacesError: no such file.csv: No such file or directory: expected a file ...
    """
    said = os.fspath(file)
    path = Path(said)
    try:
        ending = Path(said.partition("#")[0]).suffix.lower()
        if ending in vector_formats.ENDINGS and not list_text.is_zipped_text(said):
            return _read_vector(said)
        return list_text.read_list(path, gazetteer=Gazetteer())
    except Refused as refused:
        raise PlacesError(said, "", refused.expected) from None
    except ListError as error:
        raise PlacesError(error.file, error.got, error.expected) from None
    except OSError as error:
        raise PlacesError(said, error.strerror or "not read", "a file with places") from None


def _read_vector(said: str) -> PlaceList:
    """The points of a vector file as a list; its features are numbered from 1."""
    found = vector_file.read_points(said, fields=_FIELDS)
    heading = list(dict.fromkeys(name for row in found.rows for name in row))
    lonlat = [
        # A text in place of the longitude makes the row a trouble that names the geometry.
        at if kind == "point" else (f"a {kind}", "")
        for at, kind in zip(found.lonlat.tolist(), found.kinds, strict=True)
    ]
    rows = (
        (number, [*at, *(row.get(name) for name in heading)])
        for number, (at, row) in enumerate(zip(lonlat, found.rows, strict=True), 1)
    )
    return of_rows(["lon", "lat", *heading], rows, file=found.name, gazetteer=Gazetteer())


def _place(listed: ListedPlace, file: str) -> Place:
    said_km = listed.uncertainty_km
    return Place(
        name=listed.known_as,
        asked=listed.name,
        other=None,
        point=LngLat(listed.lon, listed.lat),
        country=listed.country,
        uncertainty_km=TOWN_UNCERTAINTY_KM if said_km is None else said_km,
        source=listed.source,
        population=listed.population,
        list=file,
    )


def _note(own: OwnList) -> Note:
    places, left_out = (count(each) for each in (own.places, len(own.left_out)))
    gaps: dict[str, Gap] = {"file": own.file, "places": Note("places", {"n": places})}
    if not own.left_out:
        return Note("list", gaps)
    return Note("list_left_out", {**gaps, "rows": Note("rows", {"n": left_out})})


# --- longitude and latitude -----------------------------------------------------------------------


def _check_order(listed: PlaceList, scenario: Scenario) -> None:
    """Refuse a list in which longitude and latitude are swapped.

    The names and countries of the places decide. If they are undecided, the land of the scenario
    decides: nearly all places lie off it as they stand, and most lie on it when swapped.
    """
    places = [place for place in listed.places if not place.is_looked_up]
    if not places:
        return
    lonlat = np.array([(place.lon, place.lat) for place in places])
    right, wrong = _votes(places, lonlat)
    is_turned = wrong > right or (wrong == right and _is_elsewhere(lonlat, scenario))
    if is_turned:
        first = places[0]
        got = f"row {first.row} lies at longitude {first.lon:g}, latitude {first.lat:g}"
        expected = (
            "lon under lon and lat under lat: with the two swapped its places lie where one looks "
            "for them (if they are right, a column `country` can say so)"
        )
        raise PlacesError(listed.file, got, expected)


def _votes(places: Sequence[ListedPlace], lonlat: Floats) -> tuple[int, int]:
    """How many places agree with their name or country as they stand, and how many swapped."""
    step = max(len(places) // _SAMPLE, 1)  # looking up every name of a long list takes too long
    by_name = np.array(
        [
            _is_of_name(place.name, at)
            for place, at in zip(places[::step], lonlat[::step], strict=True)
        ]
    )
    shipped = set(world.shipped())
    right, wrong = by_name.sum(axis=0).tolist()
    for code in {place.country for place in places if place.country in shipped}:
        here = lonlat[[place.country == code for place in places]]
        right += int(_on_land([code or ""], here).sum())
        wrong += int(_on_land([code or ""], here[:, ::-1]).sum())
    return right, wrong


def _is_of_name(name: str, at: Floats) -> tuple[bool, bool]:
    """Whether the gazetteer has a place of that name near a point, and near the swapped point."""
    try:
        found = Gazetteer().search(name, limit=_SAME_NAME)
    except GazetteerError:  # a name without letters, or with control characters
        return False, False
    known = np.array([(place.lon, place.lat) for place in found]).reshape(-1, 2)
    return (
        bool((np.abs(known - at) < _NEAR_DEG).all(axis=1).any()),
        bool((np.abs(known - at[::-1]) < _NEAR_DEG).all(axis=1).any()),
    )


def _is_elsewhere(lonlat: Floats, scenario: Scenario) -> bool:
    """Whether the places lie off the land of the scenario's zones, but on it when swapped."""
    into = {code for each in scenario.proposals for zone in each.zones for code in zone.into}
    # Beside a user's own line `into` may be "left" or "right", which are no countries.
    codes = into & set(world.shipped())
    here, swapped = (_on_land(codes, each).mean() for each in (lonlat, lonlat[:, ::-1]))
    return bool(swapped > _MOST and here < _HARDLY * swapped)


def _on_land(codes: Iterable[str], lonlat: Floats) -> NDArray[np.bool_]:
    on_land = np.zeros(len(lonlat), dtype=bool)
    for code in codes:
        land = world.land(code)
        shapely.prepare(land)
        on_land |= shapely.contains_xy(land, lonlat[:, 0], lonlat[:, 1])
    return on_land
