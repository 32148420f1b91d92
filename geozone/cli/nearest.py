"""``geozone nearest``: the towns around given points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from geozone.cli.shared import output, place_lists

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_POINT = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)\s*")
_MOST = 1_000
_FIELDS = ("name", "lon", "lat", "country", "population", "source", "source_id")
_HEADER = ("point", "place", "country", "lon", "lat", "population", "km")


# A longitude may begin with a minus sign. Click must not take it for an unknown option.
@click.command("nearest", context_settings={"ignore_unknown_options": True})
@click.argument("points", nargs=-1, required=True, metavar="LON,LAT…")
@click.option(
    "--count",
    type=click.IntRange(1, _MOST),
    default=5,
    show_default=True,
    help="How many of each point.",
)
@click.option(
    "--within", "within_km", type=click.FloatRange(0), metavar="KM", help="No farther than this."
)
@place_lists.option
@output.formats("text", "json", "csv", "md")
@click.pass_context
def command(
    ctx: click.Context, /, points: Sequence[str], form: str, lists: Sequence[str], **asked: Any
) -> None:
    """List the towns nearest to each point LON,LAT, nearest first.

    Distances are geodesic, to the listed point, which may be off by a km. Only towns: of areas and
    rivers no more than a point to show them at is known. Where nothing lies within --within, the
    exit code is 2.

    \b
    geozone nearest 37.95,36.53
    geozone nearest -70.9,-53.2 --count 2 --format csv
    geozone nearest 37.95,36.53 --within 20 --places villages.csv
    """  # noqa: D301  (click wants the backspace)
    wanted = [_point(each) for each in points]
    places = place_lists.gazetteer_with(lists)
    results = [_result(places, lon, lat, asked) for lon, lat in wanted]
    attributions = place_lists.attributions(places)
    if form == "json":
        output.print_json({"attributions": attributions, "results": results})
    elif form == "csv":
        _print_rows(results, attributions)
    else:
        _print_table(form, results, attributions)
    empty = [result for result in results if not result["places"]]
    for result in empty:
        circle = f"{asked['within_km']:g} km of {result['lon']:g},{result['lat']:g}"
        click.echo(f"geozone: no listed place within {circle}", err=True)
    if empty:
        ctx.exit(2)


def _point(said: str) -> tuple[float, float]:
    found = _POINT.fullmatch(said)
    lon, lat = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    if not found or abs(lon) > 180 or abs(lat) > 90:
        what = "no such option or point" if said.startswith("-") and not found else "no point"
        expected = "give longitude and latitude, such as 37.95,36.53"
        raise click.UsageError(f"{said}: {what}: {expected}")
    return lon, lat


def _result(places: Gazetteer, lon: float, lat: float, asked: dict[str, Any]) -> dict[str, Any]:
    found = [
        {
            **{field: getattr(each.place, field) for field in _FIELDS},
            "lon": round(each.place.lon, 6),
            "lat": round(each.place.lat, 6),
            "distance_km": round(each.distance_km, 3),
        }
        for each in places.nearest(lon, lat, **asked)
    ]
    return {"lon": lon, "lat": lat, "places": found}


def _print_rows(results: list[dict[str, Any]], attributions: list[str]) -> None:
    """One CSV row for each point and each town near it."""
    rows = [
        {"at_lon": result["lon"], "at_lat": result["lat"], **place, "attributions": attributions}
        for result in results
        for place in result["places"]
    ]
    columns = ("at_lon", "at_lat", *_FIELDS, "distance_km", "attributions")
    output.print_csv(rows, columns)


def _print_table(form: str, results: list[dict[str, Any]], attributions: list[str]) -> None:
    from geozone.tables.sheets import Sheet, markdown  # noqa: PLC0415  (keeps --help light)

    rows = [_nearest_row(result, place) for result in results for place in result["places"]]
    if form == "md":
        sheets = [Sheet("Nearest", _HEADER, tuple(rows), "lllrrrr")] if rows else []
        output.print_whole(markdown("Places", sheets, attributions))
    elif rows:
        output.print_table(_HEADER, rows, right="lllrrrr")
        click.echo()
        for line in attributions:
            click.echo(line)


def _nearest_row(result: dict[str, Any], place: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{result['lon']:g},{result['lat']:g}",
        place["name"],
        place["country"] or "–",
        f"{place['lon']:.4f}",
        f"{place['lat']:.4f}",
        "unknown" if place["population"] is None else f"{place['population']:,}",
        f"{place['distance_km']:,.1f}",
    )
