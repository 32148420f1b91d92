"""What can be wrong with the lines, ends, places, addresses and files of a scenario."""

from __future__ import annotations

import re

import pytest

from geozone.scenario.format import check
from tests.geozone.minimal import GOOD, TOP, faults, zone


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "[line.border]",
            "[line]",
            "line.between = [[…]]: expected a name in the header, such as [line.border]",
        ),
        (
            'line = "border"\nfrom',
            'line = "boder"\nfrom',
            'stretch "east": line = boder: expected the name of a line: "border"?',
        ),
        (
            'line = "border"\ninto',
            'line = "x"\ninto',
            'zone "a": line = x: expected the name of a line, one of border',
        ),
        (
            'line = "border"\ninto',
            'stretch = "west"\ninto',
            'zone "a": stretch = west: expected the name of a stretch: "east"?',
        ),
        (
            'between = [["TUR", "SYR"]]',
            'between = ["TUR", "SYR"]',
            'line "border": between = ["TUR", "SYR"]: expected double brackets: [["TUR", "SYR"]]',
        ),
        (
            'between = [["TUR", "SYR"]]',
            'between = [["TUR", "Syria"]]',
            'line "border": between = Syria: expected a country code of two or three letters,',
        ),
        (
            'between = [["TUR", "SYR"]]',
            'between = [["TUR", "tur"]]',
            'line "border": between = ["TUR", "tur"]: expected two different countries',
        ),
        (
            'between = [["TUR", "SYR"]]',
            'between = [["TUR", "SYR"], ["SYR", "TUR"]]',
            'line "border": between = ["SYR", "TUR"]: expected each pair of countries once',
        ),
        (
            'between = [["TUR", "SYR"]]',
            'between = [["TUR", "SYR"]]\nfile = "a.geojson"',
            'line "border": file: expected between, or file with left and right, not both',
        ),
        (
            'between = [["TUR", "SYR"]]',
            "",
            'line "border": between: expected pairs of countries, such as [["TUR", "SYR"]] (it',
        ),
        (
            'between = [["TUR", "SYR"]]',
            'file = "a.geojson"\nleft = "TUR"',
            'line "border": right: expected the country on the right of that line (it is',
        ),
        (
            'from = "river:Euphrates"',
            'from = "120 km"',
            'stretch "east": from = 120 km: expected a chainage of 0 or more, written "km 120"',
        ),
        (
            'from = "river:Euphrates"',
            'from = "km -5"',
            'stretch "east": from = km -5: expected a chainage of 0 or more, written "km 120"',
        ),
        (
            'from = "river:Euphrates"',
            'from = "river: "',
            'stretch "east": from = river: : expected a named river, such as "river:Euphrates"',
        ),
        (
            'from = "river:Euphrates"',
            "from = 120",
            'stretch "east": from = 120: expected start, end, sea, a country code, "km 120",',
        ),
    ],
)
def test_a_line_or_stretch_says_which_of_its_keys_is_wrong(old: str, new: str, line: str) -> None:
    assert old in GOOD
    (found,) = faults(GOOD.replace(old, new, 1))
    assert found.startswith(f"s.toml: {line}")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ('{ country = "SYR" }', "places[1]: name: expected text in quotes (it is missing)"),
        ("5", "places[1]: 5: expected a name in quotes or a table"),
        ('""', "places[1]: name: expected some text"),
        ('{ name = "A", lon = 38.0, source = "S" }', "places[1]: lat: expected lon and lat togeth"),
        ('{ name = "A", lon = 38, lat = 36 }', "places[1]: source: expected who says that it lies"),
        ('{ name = "A", lon = 181, lat = 36, source = "S" }', "lon = 181: expected a longitude"),
        ('{ name = "A", lon = 38, lat = -90.1, source = "S" }', "lat = -90.1: expected a latitude"),
        ('{ name = "A", lon = nan, lat = 36, source = "S" }', "lon = nan: expected a longitude"),
        ('{ name = "A", lon = true, lat = 36, source = "S" }', "lon = true: expected a longitude"),
        ('{ name = "A", lon = "38", lat = 36, source = "S" }', "lon = 38: expected a longitude"),
        ('{ name = "A", lon = 38, lat = 36, source = ["x"] }', "source = x: expected the id of a"),
        ('{ name = "A", source = "S" }', "source: expected a source only beside lon and lat"),
        (
            '{ name = "A", lon = 38, lat = 36, source = "S", near = [1, 2] }',
            "near = [1.0, 2.0]: expected no near beside lon and lat",
        ),
        ('{ name = "A", near = [38] }', "near = [38]: expected [longitude, latitude]"),
        ('{ name = "A", near = [38, 95] }', "near = 95: expected a latitude"),
        (
            '{ name = "A", uncertainty_km = -1 }',
            "uncertainty_km = -1: expected a number of km from",
        ),
        ('{ name = "A", uncertainty_km = 101 }', "uncertainty_km = 101: expected a number of km"),
        ('{ name = "A", uncertainty_km = "1 km" }', "uncertainty_km = 1 km: expected a number of"),
        ('{ name = "A", country = "Syria" }', "country = Syria: expected a country code of two"),
        ('"A", "A"', "places[2]: name = A: expected each place only once"),
    ],
)
def test_a_place_says_which_of_its_keys_is_wrong(place: str, expected: str) -> None:
    (found,) = faults(GOOD.replace(TOP, f"{TOP}places = [{place}]\n"))
    assert expected in found


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/a",
        "example.org",
        "https://",
        "https:///a",
        "https://exa mple.org",
        "https://example.org/a b",
        "https://example.org/`",
        "https://example.org/{{7*7}}",
        "https://example.org/<b>",
        "https://user:secret@example.org",
        "https://user@example.org",
        "https://example.org:99999",
        "https://[::1",
        "https://example.org/\u202e",
        "https://example.org/\U0001f600",
        " https://example.org",
        "java\tscript:alert(1)",
        "https://example.org/\n",
    ],
)
def test_an_address_that_a_page_should_not_link_is_refused(url: str) -> None:
    quoted = url.replace("\t", "\\t").replace("\n", "\\n")
    (found,) = faults(GOOD.replace('title = "Report"', f'title = "Report"\nurl = "{quoted}"'))
    assert found.startswith('s.toml: source "r1": url = ')
    assert re.search(r"expected an (http or https )?address", found)


@pytest.mark.parametrize(
    "url", ["http://example.org", "https://[2001:db8::1]:8080/a", "https://a-b.example/x?y=%F0#z"]
)
def test_an_address_of_the_web_is_taken(url: str) -> None:
    assert faults(GOOD.replace('title = "Report"', f'title = "Report"\nurl = "{url}"')) == []


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../../b", "C:\\\\a", "~/a", "a\\\\b"])
def test_a_file_lies_in_the_folder_of_the_scenario(name: str) -> None:
    (found,) = faults(zone(f'area = "{name}"'))
    assert "expected a file in the folder of the scenario" in found


def test_norway_is_a_country() -> None:
    text = GOOD.replace('[["TUR", "SYR"]]', '[["NO", "SE"]]')
    assert check.check_text(text.encode(), "s.toml").file.line[0].between == (("NO", "SE"),)


def test_the_name_of_a_line_is_an_id() -> None:
    (found,) = faults(GOOD.replace('border"', 'é"').replace("[line.border]", '[line."é"]'))
    assert 'line "é": id = é: expected small letters a-z, digits and hyphens' in found


def test_a_file_without_a_line_has_nothing_to_measure_from() -> None:
    (found,) = faults(TOP)
    assert "s.toml: line: expected a line to measure from" in found
