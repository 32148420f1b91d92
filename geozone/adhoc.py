"""Zones asked for by a few options, under the name that users import.

The module is `geozone.study.from_options`; this name of it is promised to users and stays.
"""

from geozone.study.from_options import Asked, Own, Piece, along, compute_asked

__all__ = ["Asked", "Own", "Piece", "along", "compute_asked"]
