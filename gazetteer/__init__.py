"""Names to coordinates, offline: every place of GeoNames' list, in every script it knows.

>>> Gazetteer().resolve("Manbij").country
'SYR'
"""

from gazetteer.errors import AmbiguousName, GazetteerError, UnknownCountry, UnknownName
from gazetteer.gazetteer import Gazetteer
from gazetteer.lookup.nearest import Nearby
from gazetteer.place import Alternative, Match, Place

__all__ = [
    "Alternative",
    "AmbiguousName",
    "Gazetteer",
    "GazetteerError",
    "Match",
    "Nearby",
    "Place",
    "UnknownCountry",
    "UnknownName",
]
