"""The gazetteer's towns as places of a scenario, and their names in other spellings.

This module gives no verdict on a place: `geozone.study.places` does.
"""

from __future__ import annotations

from collections.abc import Sequence

import gazetteer
from gazetteer.index_file.spellings import known_spellings
from geozone.ellipsoid.geodesy import LngLat
from geozone.quantities import TOWN_UNCERTAINTY_KM
from geozone.scenario.values import Place

# Only towns from GeoNames have other spellings in the gazetteer, found by their GeoNames id.
_GEONAMES = "GeoNames"


def listed_place(found: gazetteer.Place) -> Place:
    """Turn a town of the gazetteer into a place of a scenario, with default values.

    Examples
    --------
    >>> listed_place(gazetteer.Gazetteer().resolve("Manbij")).source
    'GeoNames 167357'
    """
    return Place(
        name=found.name,
        asked=found.name,
        other=None,
        point=LngLat(found.lon, found.lat),
        country=found.country,
        uncertainty_km=TOWN_UNCERTAINTY_KM,
        source=f"{found.source} {found.source_id}".strip(),
        geonames_id=found.source_id if found.source == _GEONAMES else None,
    )


def spellings(places: Sequence[Place]) -> tuple[tuple[str, ...], ...]:
    """Other names of places, in every script that the gazetteer knows.

    Parameters
    ----------
    places
        Places of a scenario. A place that does not come from the gazetteer has no other names.

    Returns
    -------
    tuple of tuple of str
        The names of each place, in the order of the places.

    Examples
    --------
    >>> "منبج" in spellings([listed_place(gazetteer.Gazetteer().resolve("Manbij"))])[0]
    True
    """
    ids = [place.geonames_id for place in places]
    known = known_spellings([id_ for id_ in ids if id_ is not None])
    return tuple(known.get(id_ or "", ()) for id_ in ids)
