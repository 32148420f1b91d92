"""``geozone resolve``: find the coordinates of place names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from geozone.cli.resolving import rows as resolved_rows
from geozone.cli.resolving import table
from geozone.cli.resolving.answer import Answer, answer_of, only
from geozone.cli.shared import output, place_lists

if TYPE_CHECKING:
    from gazetteer import Match


@click.command("resolve")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--country", metavar="CC", help="Only in this country, such as SY, SYR or Syria.")
@place_lists.option
@click.option("--file", metavar="FILE", help="The names of a table's column: CSV, - for stdin.")
@click.option("--column", metavar="NAME", help="The table's column of names.")
@click.option("--country-column", metavar="NAME", help="The table's column of countries.")
@click.option(
    "--together", is_flag=True, help="The table's names are of one text and settle each other."
)
@output.formats("text", "json", "csv", "md", "geojson")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="With --file: the file to write, its format by its ending. Without: stdout.",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
@click.pass_context
def command(ctx: click.Context, /, names: Sequence[str], form: str, **options: Any) -> None:
    """Resolve each NAME to coordinates, with alternatives.

    Names given together settle each other: Tripoli beside Beirut is Lebanon's. What a name lies in
    may stand behind a comma. A misspelling is guessed at only where the guess is sure; "by" and
    the score say so. An unknown or ambiguous name is reported in its row; the rest is answered, and
    the exit code is then 2.

    --file resolves a column of a table instead, of any length: all its columns are kept, and lon,
    lat, name, country, kind, method, score, matched, source, source_id, status (resolved, ambiguous
    or unknown), alternatives and error stand beside them (resolved_name where the table has a name
    already). Each row is looked up by itself, in the country that its country column says, unless
    --together. What is unknown or ambiguous is counted on stderr and is no error: the exit code
    is 0.

    \b
    geozone resolve Manbij Kobanê
    geozone resolve Tripoli Beirut "Paris, Texas"
    geozone resolve Tripoli --country LBY --format geojson > tripoli.geojson
    geozone resolve --places villages.csv Tadif
    geozone resolve --file villages.csv --column name -o found.geojson
    """  # noqa: D301  (click wants the backspace)
    is_said = ctx.get_parameter_source("form") is not ParameterSource.DEFAULT
    if options["file"] is not None:
        if names:
            raise click.UsageError("give either NAMEs or --file")
        _resolve_file(form if is_said else None, options)
        return
    _refuse_without_file(options)
    if not names:
        raise click.UsageError("Missing argument 'NAME…', or --file with a table of names.")
    places = place_lists.gazetteer_with(options["lists"])
    country = options["country"]
    if country is not None:
        country = place_lists.country_in(places, country)
    found = places.resolve_many(names, country)
    results = [_result(name, answer) for name, answer in zip(names, found, strict=True)]
    attributions = place_lists.attributions(places, (result["source"] for result in results))
    if form == "json":
        output.print_json({"attributions": attributions, "results": results})
    elif form == "geojson":
        output.print_json(_geojson(results, attributions))
    elif form == "csv":
        _print_rows(results, attributions)
    elif form == "md":
        _print_markdown(results, attributions)
    else:
        _print_text(results, attributions)
    if any(result["error"] for result in results):
        ctx.exit(2)


def _refuse_without_file(options: dict[str, Any]) -> None:
    """Refuse options that only a table has."""
    for option in ("column", "country_column", "together", "target", "force"):
        if options[option]:
            said = "-o" if option == "target" else f"--{option.replace('_', '-')}"
            raise click.UsageError(f"{said} needs --file")


def _resolve_file(form: str | None, options: dict[str, Any]) -> None:
    """Write the table with its answers, and report on stderr how many there are."""
    target = options["target"]
    target = None if target is None or str(target) == table.STDIN else target
    said = ("file", "column", "country_column", "country", "together")
    asked = table.Asked(form=_form(form, target), **{each: options[each] for each in said})
    table.check_output(asked, target, force=options["force"])
    places = place_lists.gazetteer_with(options["lists"])
    if asked.country is not None:
        asked = replace(asked, country=place_lists.country_in(places, asked.country))
    attributions = place_lists.attributions(places)
    summary = output.with_status(lambda say: table.run(asked, places, target, attributions, say))
    click.echo(summary, err=True)
    for line in attributions:
        click.echo(line, err=True)
    if target is not None:
        click.echo(str(target.resolve()))


def _form(said: str | None, target: Path | None) -> str:
    """The format: as given, else by the ending of the output's name, else CSV."""
    ending = "" if target is None else target.suffix.lower().removeprefix(".")
    form = said or ending or "csv"
    if form not in resolved_rows.WRITERS:
        known = ", ".join(resolved_rows.WRITERS)
        what = f"--format {form}" if said else f"-o {target}"
        raise click.UsageError(f"{what}: a table of names becomes {known}")
    return form


_FIELDS = (
    "matched", "name", "lon", "lat", "country", "kind", "population", "source", "source_id",
    "method", "score",
)  # fmt: skip


def _result(name: str, found: Match | Exception) -> Answer:
    """One row: the name, its answer with alternatives, and the error if there is one."""
    return {"asked": name, **only((*_FIELDS, "alternatives", "error"), answer_of(found))}


def _geojson(results: list[Answer], attributions: Sequence[str]) -> dict[str, Any]:
    """A point for each name that was found (RFC 7946); `not_found` lists the other names."""
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
        "attributions": list(attributions),
        "not_found": not_found,
        "features": found,
    }


def _print_rows(results: list[Answer], attributions: Sequence[str]) -> None:
    """One CSV row for each name; a name that was not found has its error in the row."""
    rows = [{**result, "attributions": list(attributions)} for result in results]
    columns = ("asked", *_FIELDS, "alternatives", "error", "attributions")
    output.print_csv(rows, columns)


def _print_markdown(results: list[Answer], attributions: Sequence[str]) -> None:
    from geozone.tables.sheets import Sheet, markdown  # noqa: PLC0415  (keeps --help light)

    found = tuple(tuple(_resolved_row(result)) for result in results if not result["error"])
    sheets = [Sheet("Found", _HEADER, found, _RIGHT)] if found else []
    output.print_whole(markdown("Places", sheets, attributions))
    _print_errors(results)


_HEADER = ("asked", "place", "country", "lon", "lat", "kind", "population", "by", "others")
_RIGHT = "lllrrlrll"


def _print_text(results: list[Answer], attributions: Sequence[str]) -> None:
    found = [_resolved_row(result) for result in results if not result["error"]]
    if found:
        output.print_table(_HEADER, found, right=_RIGHT)
        click.echo()
        for line in attributions:
            click.echo(line)
    _print_errors(results)


def _resolved_row(result: Answer) -> list[str]:
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


def _print_errors(results: list[Answer]) -> None:
    for result in results:
        if result["error"]:
            click.echo(f"geozone: {result['error']}", err=True)


def _others(places: list[Answer]) -> str:
    """The first three alternatives as text, and the number of the others."""
    named = [f"{place['name']} ({place['country'] or place['kind']})" for place in places[:3]]
    more = len(places) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "") or "–"
