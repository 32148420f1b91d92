"""No code takes apart text that other code of ours has written: values flow, sentences do not.

Every function that takes text apart stands here, with whose text it is. A new one fails the test:
either it reads the text of somebody else, and is added, or the value should be handed on instead.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import gazetteer
import geozone
import maps

ROOTS = [Path(package.__file__).parent for package in (gazetteer, geozone, maps)]
TAKES_APART = {
    *("partition", "rpartition", "split", "rsplit", "splitlines", "removeprefix", "removesuffix"),
    *("match", "fullmatch", "search", "findall", "finditer"),
}
NOT_TEXT = {"np", "faces", "Gazetteer", "self._places"}  # arrays, geometry and lookups by name

READS = {
    "what people type or write": {
        "geozone.cli.border": {"_pair"},
        "geozone.cli.nearest": {"_point"},
        "geozone.cli.resolve": {"_form"},
        "geozone.atlas.named": {"line_of_name"},
        "geozone.lines.said": {"parse"},
        "geozone.quantities": {"parse", "_form_expected"},
        "geozone.scenario.format.forms": {
            *("_text", "_ident", "_date", "_language", "_url", "_is_host", "_country", "_part"),
            *("_end", "_river", "_bank"),
        },
        "geozone.scenario.options": {"pair", "_place"},
        "gazetteer.lookup.context": {"parts", "scope"},
        "gazetteer.lookup.question": {"folded"},
        "gazetteer.lookup.resemblance": {"_ways_to_sound"},
        "gazetteer.lookup.resolving": {"_said_to_be_a_town"},
        "gazetteer.names": {"fold", "loosen", "_fold_once"},
        "gazetteer.sounds": {"sounds"},
        "maps.figures.typesetting": {"width_mm", "_words"},  # words of any text, to set them
        "maps.house_style": {"is_font", "is_colour"},
        "maps.page.embed": {"_address", "_fragment"},
        "maps.page.still": {"_wrapped"},
        "maps.reports.word": {"_longest_word"},
    },
    "files, and their names and addresses": {
        "geozone.cli.resolving.rows": {"name", "row"},
        "geozone.files.crs": {"reference"},
        "geozone.files.given_file": {"check_name"},
        "geozone.files.signed": {"signed", "_is_unchanged", "_is_unchanged_docx"},  # any file
        "geozone.files.vector_file": {"_name", "_file_and_layer"},
        "geozone.files.vector_formats": {
            *("check_is_local", "_decoded", "_geojson_crs", "_root", "end", "_zipped_shapefile"),
        },
        "geozone.scenario.format.toml_file": {"parse", "_text"},
        "geozone.scenario.provenance": {"file_name"},
        "geozone.study.own_places": {"read"},
        "geozone.study.population": {"_year"},
        "gazetteer.index_file.areas": {"divisions", "_worded", "regions"},
        "gazetteer.index_file.build": {"list_index", "_index_line"},
        "gazetteer.index_file.index": {"_tables"},
        "gazetteer.index_file.supplement": {"_line", "_tables_of"},
        "gazetteer.lists.geonames": {"is_dump", "rows"},
        "gazetteer.lists.rows": {
            *("_name", "_source", "_also", "_geonameid", "_population", "_number"),
        },
        "maps.figures.file": {"save"},
        "maps.house_style": {"is_svg"},
        "maps.page.still": {"_checked"},
        "maps.page.tiles": {"tiles", "_origin"},
        "maps.signed": {"is_page"},
    },
    "what Python, GDAL, matplotlib or folium writes": {
        "geozone.cli.shared.missing_letters": {"missing_told"},
        "geozone.errors": {"_is_in_our_packages"},
        "geozone.files.gdal_process": {"_asked", "_why"},
        "geozone.files.vector_formats": {"_by_gdal", "_geojson_geometry"},
        "geozone.quantities": {"_exponent"},
        "geozone.scenario.format.toml_file": {"_position"},
        "geozone.study.population": {"_one_line"},
        "geozone.tables.sheets": {"_plain"},
        "gazetteer.errors": {"_is_ours"},
        "gazetteer.sounds": {"_roman", "__missing__"},
        "maps.house_style": {"_values"},
        "maps.page.compose": {"policy"},
    },
    "ISO dates and ids, which have a grammar": {
        "geozone.dates": {"last_day", "in_english"},
        "geozone.study.place_shape": {"geometry_of"},
        "gazetteer.lookup.context": {"_lies_in"},
        "maps.words.wording": {"_date"},
    },
    "a message of several lines, to print each": {"geozone.cli.program": {"_say_and_code"}},
}


def taking_apart(path: Path) -> Iterator[str]:
    """The functions of a module that take text apart."""

    def within(node: ast.AST, function: str) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.FunctionDef) else function
            if isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute):
                of = ast.unparse(child.func.value)
                if child.func.attr in TAKES_APART and of.partition("(")[0] not in NOT_TEXT:
                    yield inside
            yield from within(child, inside)

    return within(ast.parse(path.read_text(encoding="utf-8")), "")


def test_only_the_text_of_others_is_taken_apart() -> None:
    found = {
        (".".join([root.name, *path.relative_to(root).with_suffix("").parts]), function)
        for root in ROOTS
        for path in root.rglob("*.py")
        for function in taking_apart(path)
    }
    known = {
        (module, function)
        for modules in READS.values()
        for module, functions in modules.items()
        for function in functions
    }
    assert found - known == set(), "whose text is it? hand on the value, or add it above"
    assert known - found == set(), "these take nothing apart any more"
