"""Zones beside a border, under the name that users import.

The module is `geozone.zones.zone`; this name of it is promised to users and stays.
"""

from geozone.zones.zone import Side, Zone

__all__ = ["Side", "Zone"]
