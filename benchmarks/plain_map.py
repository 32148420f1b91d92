"""The competitor: a comparison map as a script makes it with geopandas and folium.

The script uses the border line and the land that geozone ships (in a file with two layers, its
first argument). It makes the same zones in a plane (UTM zone 37N), one layer with a tooltip for
each zone and a marker for each place. It is written to be fast: nothing is read or computed twice,
and a browser fetches tiles and Leaflet when the page is opened. It looks up no names (the
coordinates stand here), checks nothing, and gives no sources and no uncertainty.
"""

from __future__ import annotations

import sys
from pathlib import Path

import folium
import geopandas as gpd
from shapely import Point
from shapely.ops import split, substring

DATA = Path(__file__).resolve().parent.parent / "geozone" / "data"
UTM_37N = 32637
PLACES = {
    "Manbij": (37.95495, 36.52815), "Jarabulus": (38.01111, 36.8175),
    "Afrin": (36.86954, 36.51194), "Al-Bab": (37.5157, 36.37051), "Raqqa": (39.00788, 35.95283),
    "Aleppo": (37.16117, 36.20124), "Idlib": (36.63393, 35.93062), "Gaziantep": (37.3825, 37.05944),
    "Ankara": (32.85427, 39.91987), "Istanbul": (28.94966, 41.01384), "Azaz": (37.04628, 36.58662),
    "Tell Rifaat": (37.09471, 36.47229), "Tadif": (37.5309, 36.34814),
    "Kobani": (38.35347, 36.89095), "Sirrin": (38.29788, 36.58838),
    "Tall Abyad": (38.95382, 36.69648), "Suluk": (39.1299, 36.59596),
    "Ayn Isa": (38.86228, 36.3855), "Ra's al-Ayn": (40.07055, 36.85034),
    "Tall Tamr": (40.37079, 36.65556), "al-Darbasiyah": (40.65199, 37.07279),
    "Amuda": (40.93, 37.10417), "Qamishli": (41.23142, 37.05215),
    "al-Qahtaniyah": (41.54596, 37.029), "al-Malikiyah": (42.14006, 37.17701),
    "al-Ya'rubiyah": (42.06206, 36.81138), "al-Hasakah": (40.74772, 36.50237),
    "Karkamış": (37.9983, 36.83452), "Akçakale": (38.9475, 36.71111),
    "Ceylanpınar": (40.05, 36.84722), "Nusaybin": (41.21465, 37.07028),
    "Cizre": (42.18484, 37.33024),
}  # fmt: skip
COLOURS = [
    "#1b6ca8", "#4f9ac9", "#c0392b", "#e67e22", "#8e5ea2", "#b58fc4", "#2a7f62", "#59a98a",
    "#93c9b3", "#7f6a2a",
]  # fmt: skip


def main(land: str, output: str) -> None:
    """Read, buffer, draw, save."""
    border = gpd.read_file(land, layer="borders")
    syria = gpd.read_file(land, layer="countries").to_crs(UTM_37N).union_all()
    rivers = gpd.read_file(DATA / "rivers-lgpl.gpkg", layer="rivers", where="name = 'Euphrates'")
    euphrates = rivers.to_crs(UTM_37N).geometry.iloc[0]
    line = border.to_crs(UTM_37N).geometry.iloc[0]

    crossing = line.project(line.intersection(euphrates).centroid)
    northeast = substring(line, crossing, line.length)  # the line runs from the sea to Iraq
    third = northeast.length / 3
    middle = substring(northeast, third, 2 * third)
    first = substring(middle, middle.length / 2 - 70_000, middle.length / 2 + 70_000)

    def zone(of, depth_m, cap="round"):
        return of.buffer(depth_m, cap_style=cap).intersection(syria)

    deep, fifteen = zone(line, 32_000), zone(northeast, 15_000, "flat")
    near, far = zone(line, 5_000), zone(line, 14_000)
    first_zone = zone(first, 15_000, "flat")
    banks = split(deep, euphrates).geoms
    shapes = {
        "Turkish demand, 32 km": deep,
        "Turkish demand, north-east only, 32 km": zone(northeast, 32_000, "flat"),
        "US position, 5 km": near,
        "US position, 14 km": far,
        "US position as two tiers, near": near,
        "US position as two tiers, far": far.difference(near),
        "US section, first: 15 km": first_zone,
        "US section, later: 15 km": fifteen.difference(first_zone),
        "US section, the middle third: 15 km": zone(middle, 15_000, "flat"),
        "East of the Euphrates, 32 km": max(banks, key=lambda bank: bank.centroid.x),
    }
    planar = gpd.GeoDataFrame({"zone": list(shapes)}, geometry=list(shapes.values()), crs=UTM_37N)
    planar["area"] = [f"{area / 1e6:,.0f} km²" for area in planar.area]
    zones = planar.to_crs(4326)

    places = gpd.GeoDataFrame(
        {"name": list(PLACES)}, geometry=[Point(at) for at in PLACES.values()], crs=4326
    )
    flat_places = places.to_crs(UTM_37N)
    places["km"] = flat_places.distance(line) / 1000
    inside = (
        gpd.sjoin(flat_places, planar, predicate="within").groupby("name")["zone"].agg(", ".join)
    )

    page = folium.Map(tiles="OpenStreetMap")
    folium.GeoJson(
        border[["geometry"]].to_json(), name="Border", style_function=lambda _: {"color": "#333"}
    ).add_to(page)
    for number, colour in enumerate(COLOURS):
        one = zones.iloc[[number]]
        folium.GeoJson(
            one.to_json(),
            name=one["zone"].iloc[0],
            style_function=lambda _, colour=colour: {"color": colour, "fillOpacity": 0.15},
            tooltip=folium.GeoJsonTooltip(["zone", "area"]),
        ).add_to(page)
    markers = folium.FeatureGroup("Places").add_to(page)
    for place in places.itertuples():
        text = (
            f"{place.name}: {place.km:.1f} km from the border; {inside.get(place.name, 'outside')}"
        )
        folium.Marker([place.geometry.y, place.geometry.x], tooltip=text).add_to(markers)
    folium.LayerControl().add_to(page)
    west, south, east, north = zones.total_bounds
    page.fit_bounds([[south, west], [north, east]])
    page.save(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
