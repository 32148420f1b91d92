"""Borders and their sections, under the name that users import.

The module is `geozone.lines.border`; this name of it is promised to users and stays.
"""

from geozone.lines.border import Border, Section

__all__ = ["Border", "Section"]
