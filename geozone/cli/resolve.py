"""``geozone resolve``: names to coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from geozone.cli import output


@click.command("resolve")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--country", metavar="CC", help="Only in this country (alpha-2 or alpha-3).")
@output.formats("text", "json", "csv", "md", "geojson")
@click.pass_context
def command(ctx: click.Context, names: Sequence[str], country: str | None, form: str) -> None:
    """Resolve each NAME to coordinates, with alternatives.

    Names given together settle each other: Tripoli beside Beirut is Lebanon's. What a name lies in
    may stand behind a comma. A misspelling is guessed at only where the guess is sure; "by" and
    the score say so. An unknown or ambiguous name is reported in its row; the rest is answered, and
    the exit code is then 2.

    \b
    geozone resolve Manbij Kobanê
    geozone resolve Tripoli Beirut "Paris, Texas"
    geozone resolve Tripoli --country LBY --format geojson > tripoli.geojson
    """  # noqa: D301  (click wants the backspace)
    from gazetteer import Gazetteer  # noqa: PLC0415  (keeps --help light)

    places = Gazetteer()
    if country is not None:
        country = places.country(country)
    found = places.resolve_many(names, country)
    results = [_result(name, answer) for name, answer in zip(names, found, strict=True)]
    if form == "json":
        output.print_json({"attributions": [_ATTRIBUTION], "results": results})
    elif form == "geojson":
        output.print_json(_geojson(results))
    elif form == "csv":
        _print_csv(results)
    elif form == "md":
        _print_markdown(results)
    else:
        _print_text(results)
    if any(result["error"] for result in results):
        ctx.exit(2)


_ATTRIBUTION = "Places: GeoNames (geonames.org), CC BY 4.0"
_FIELDS = (
    "matched", "name", "lon", "lat", "country", "kind", "population", "source", "source_id",
    "method", "score",
)  # fmt: skip


def _result(name: str, match: Any) -> dict[str, Any]:
    """One row: the answer, or null fields and what is wrong."""
    result: dict[str, Any] = {"asked": name, **dict.fromkeys(_FIELDS), "alternatives": []}
    if isinstance(match, Exception):
        others = [_alternative(each) for each in getattr(match, "alternatives", ())]
        return {**result, "alternatives": others, "error": str(match)}
    return {
        **result,
        **_place(match.place),
        "matched": match.matched,
        "method": match.method,
        "score": match.score,
        "alternatives": [_alternative(each) for each in match.alternatives],
        "error": None,
    }


def _alternative(other: Any) -> dict[str, Any]:
    how = {"matched": other.matched, "method": other.method, "score": other.score}
    return {**_place(other.place), **how}


def _place(place: Any) -> dict[str, Any]:
    fields = ("name", "country", "kind", "population", "source", "source_id")
    found = {field: getattr(place, field) for field in fields}
    return {**found, "lon": round(place.lon, 6), "lat": round(place.lat, 6)}


def _geojson(results: list[dict[str, Any]]) -> dict[str, Any]:
    """A point for each name that was found (RFC 7946); the others are named beside the points."""
    found = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [result["lon"], result["lat"]]},
            "properties": {key: result[key] for key in ("asked", *_FIELDS)},
        }
        for result in results
        if not result["error"]
    ]
    not_found = [
        {"asked": result["asked"], "error": result["error"]}
        for result in results
        if result["error"]
    ]
    return {
        "type": "FeatureCollection",
        "attributions": [_ATTRIBUTION],
        "not_found": not_found,
        "features": found,
    }


def _print_csv(results: list[dict[str, Any]]) -> None:
    """A row a name, with what is wrong where it was not found."""
    from geozone.sheets import csv_text  # noqa: PLC0415  (keeps --help light)

    rows = [{**result, "attributions": _ATTRIBUTION} for result in results]
    columns = ("asked", *_FIELDS, "alternatives", "error", "attributions")
    output.print_whole(csv_text(rows, columns))


def _print_markdown(results: list[dict[str, Any]]) -> None:
    from geozone.sheets import Sheet, markdown  # noqa: PLC0415  (keeps --help light)

    found = tuple(tuple(_row(result)) for result in results if not result["error"])
    sheets = [Sheet("Found", _HEADER, found, _RIGHT)] if found else []
    output.print_whole(markdown("Places", sheets, [_ATTRIBUTION]))
    _print_errors(results)


_HEADER = ("asked", "place", "country", "lon", "lat", "kind", "population", "by", "others")
_RIGHT = "lllrrlrll"


def _print_text(results: list[dict[str, Any]]) -> None:
    found = [_row(result) for result in results if not result["error"]]
    if found:
        output.print_table(_HEADER, found, right=_RIGHT)
        click.echo(f"\n{_ATTRIBUTION}")
    _print_errors(results)


def _row(result: dict[str, Any]) -> list[str]:
    return [
        result["asked"],
        result["name"],
        result["country"] or "–",
        f"{result['lon']:.4f}",
        f"{result['lat']:.4f}",
        result["kind"],
        "unknown" if result["population"] is None else f"{result['population']:,}",
        result["method"],
        _others(result["alternatives"]),
    ]


def _print_errors(results: list[dict[str, Any]]) -> None:
    for result in results:
        if result["error"]:
            click.echo(f"geozone: {result['error']}", err=True)


def _others(places: list[dict[str, Any]]) -> str:
    """The first three alternatives."""
    named = [f"{place['name']} ({place['country'] or place['kind']})" for place in places[:3]]
    more = len(places) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "") or "–"
