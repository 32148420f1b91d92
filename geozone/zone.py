"""Zones beside a border, under the name that users import.

The modules are `geozone.zones.side` and `geozone.zones.zone`; this name is promised to users.
"""

from geozone.zones.side import Side
from geozone.zones.zone import Zone

__all__ = ["Side", "Zone"]
