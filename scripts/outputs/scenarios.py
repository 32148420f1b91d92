"""Cases of the shipped scenarios: pages, figures, reports, exports, tables."""

from __future__ import annotations

from pathlib import Path

from scripts.outputs.case import Case, command

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ar", "de", "en", "fr", "tr")
FORMS = ("png", "svg", "pdf")
WIDTHS = ("column", "page", "slide")
EXPORTS = ("geojson", "gpkg", "fgb", "parquet", "kml", "shp.zip")
TABLES = {
    "compare": ("text", "json", "csv", "md", "html"),
    "places": ("text", "json", "csv", "md"),
}
REPORTS = ("html", "md", "docx")
# Every combination is made of this scenario, since it has the most kinds of zones.
WHOLE = "turkey-syria"
# These scenarios take longest to compute. Their tables are printed in fewer formats, and their
# files for a GIS are made from one study.
SLOW = ("eritrea-tsz", "eu-local-border-traffic-poland-ukraine", "turkey-syria-published")
# Exports one study in six formats, as `geozone export` does; prints what each does not hold.
EXPORT_ALL = """
import geozone
study = geozone.load("{name}")
for ending in {endings}:
    print(*geozone.export.write(study, f"zones.{{ending}}"), sep="\\n")
"""


def cases() -> list[Case]:
    """The cases of every shipped scenario."""
    found = []
    for file in sorted((ROOT / "geozone" / "scenarios").glob("*.toml")):
        for part in (_pages, _figures, _reports, _exports, _tables):
            found += part(file.stem)
    return found


def _pages(name: str) -> list[Case]:
    return [
        command(
            f"map/{name}-{code}", "map", name, "--language", code, "-o", "page.html", is_slow=True
        )
        for code in LANGUAGES
    ]


def _figures(name: str) -> list[Case]:
    if name == WHOLE:
        maps = [(form, width) for form in FORMS for width in WIDTHS]
        others = [("svg", "page"), ("pdf", "column")]
    else:
        maps = [("svg", "page"), ("png", "column"), ("pdf", "slide")]
        others = [("svg" if name in SLOW else "png", "page")]
    kinds = [("map", (), maps), ("panels", ("--panels",), others), ("curve", ("--curve",), others)]
    return [
        command(
            f"figure/{name}-{kind}-{width}-{form}",
            *("figure", name, *options, "--width", width, "-o", f"figure.{form}"),
            is_slow=True,
        )
        for kind, options, chosen in kinds
        for form, width in chosen
    ]


def _reports(name: str) -> list[Case]:
    return [
        command(f"report/{name}-{form}", "report", name, "-o", f"report.{form}", is_slow=True)
        for form in REPORTS
    ]


def _exports(name: str) -> list[Case]:
    if name in SLOW:
        code = EXPORT_ALL.format(name=name, endings=EXPORTS)
        return [Case(f"export/{name}", (code,), is_slow=True)]
    return [
        command(f"export/{name}-{form}", "export", name, "-o", f"zones.{form}") for form in EXPORTS
    ]


def _tables(name: str) -> list[Case]:
    file = f"{ROOT}/geozone/scenarios/{name}.toml"
    pairs = ("--format", "csv", "--table", "pairs")
    extra = ("--curve", "--sensitivity", "--format", "json")
    return [
        command(f"check/{name}", "check", file),
        command(f"compare/{name}-csv-pairs", "compare", name, *pairs),
        command(f"compare/{name}-extra-json", "compare", name, *extra, is_slow=True),
        *(
            command(f"{table}/{name}-{form}", table, name, "--format", form)
            for table, forms in TABLES.items()
            for form in (forms[:2] if name in SLOW else forms)
        ),
    ]
