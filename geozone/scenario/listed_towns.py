"""The gazetteer's towns as places of a scenario, and what they are called besides.

Judges none; `geozone.study.places` does.
"""

from __future__ import annotations

from collections.abc import Sequence

import gazetteer
from gazetteer.index_file.spellings import known_spellings
from geozone.ellipsoid.geodesy import LngLat
from geozone.quantities import TOWN_UNCERTAINTY_KM
from geozone.scenario.values import Place

_GEONAMES = "GeoNames"  # the source of towns that have other spellings in the gazetteer


def listed_place(found: gazetteer.Place) -> Place:
    """A town of the gazetteer as a place of a scenario that says nothing more of it.

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
    """What places are called besides, in every script that the gazetteer knows.

    Parameters
    ----------
    places
        Of a scenario; one that is not the gazetteer's has none.

    Returns
    -------
    tuple of tuple of str
        In the order of the places.

    Examples
    --------
    >>> "منبج" in spellings([listed_place(gazetteer.Gazetteer().resolve("Manbij"))])[0]
    True
    """
    ids = [place.geonames_id for place in places]
    known = known_spellings([id_ for id_ in ids if id_ is not None])
    return tuple(known.get(id_ or "", ()) for id_ in ids)
