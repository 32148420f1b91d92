"""What the command that resolves names answers, as text and as JSON."""

from __future__ import annotations

import re

import pytest

from tests.geozone.cli.test_commands import run

RESULT = {
    "asked", "matched", "name", "lon", "lat", "country", "kind", "population", "source",
    "source_id", "method", "score", "alternatives", "error",
}  # fmt: skip
ALTERNATIVE = {
    "name", "lon", "lat", "country", "kind", "population", "source", "source_id", "matched",
    "method", "score",
}  # fmt: skip


def test_resolve_shows_a_name_s_place() -> None:
    ran = run("resolve", "Manbij")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"^Manbij +Manbij +SYR +37\.95\d* +36\.52\d*", ran.out, re.MULTILINE)
    assert "GeoNames" in ran.out


@pytest.mark.parametrize("form", ["text", "md", "csv", "json", "geojson"])
def test_resolve_credits_where_the_points_of_waters_are_from(form: str) -> None:
    licences = ["GSHHG (LGPL-3.0)", "© OpenStreetMap contributors (ODbL 1.0)"]
    waters = run("resolve", "Euphrates", "Lake Van", "--format", form).out
    assert all(credit in waters for credit in licences)
    assert not any(credit in run("resolve", "Manbij", "--format", form).out for credit in licences)


def test_resolve_has_exactly_the_fields_that_are_written_down() -> None:
    ran = run("resolve", "Manbij", "Kobani", "Tripoli", "--format", "json")
    assert set(ran.json) == {"attributions", "results"}
    for result in ran.json["results"]:
        assert set(result) == RESULT
        assert all(set(each) == ALTERNATIVE for each in result["alternatives"])
        assert re.fullmatch("[A-Z]{3}", result["country"] or "NUL")
    manbij = ran.json["results"][0]
    assert (manbij["asked"], manbij["country"], manbij["method"]) == ("Manbij", "SYR", "exact")


@pytest.mark.parametrize("country", ["LY", "LBY", "lby", "Libya", "ليبيا"])
def test_resolve_looks_in_one_country_if_told(country: str) -> None:
    ran = run("resolve", "Tripoli", "--country", country, "--format", "json")
    assert ran.code == 0
    assert ran.json["results"][0]["country"] == "LBY"


def test_unknown_and_ambiguous_names_are_told_in_their_rows_and_the_rest_is_answered() -> None:
    ran = run("resolve", "Manbij", "Lodnon", "Tripoli", "Raqqa", "--format", "json")
    assert (ran.code, ran.err) == (2, "")
    manbij, misspelt, tripoli, raqqa = ran.json["results"]
    assert manbij["error"] is None
    assert raqqa["error"] is None
    assert misspelt["name"] is misspelt["lon"] is misspelt["method"] is None
    assert "London" in {each["name"] for each in misspelt["alternatives"]}
    assert {each["country"] for each in tripoli["alternatives"]} >= {"LBY", "LBN"}
    assert tripoli["error"].startswith('ambiguous place "Tripoli"')


def test_unknown_and_ambiguous_names_are_a_line_each_on_stderr() -> None:
    ran = run("resolve", "Manbij", "Lodnon", "Tripoli", "Raqqa")
    assert ran.code == 2
    assert re.search(r"^Manbij ", ran.out, re.MULTILINE)
    assert re.search(r"^Raqqa ", ran.out, re.MULTILINE)
    misspelt, ambiguous = ran.err.splitlines()
    assert 'unknown place "Lodnon"' in misspelt
    assert "London" in misspelt
    assert 'ambiguous place "Tripoli"' in ambiguous
    assert "LBY" in ambiguous


def test_names_given_together_settle_each_other() -> None:
    ran = run("resolve", "Tripoli", "Beirut", "--format", "json")
    assert ran.code == 0
    assert [each["country"] for each in ran.json["results"]] == ["LBN", "LBN"]


def test_a_guess_says_that_it_is_one() -> None:
    (guess,) = run("resolve", "Manbji", "--country", "SY", "--format", "json").json["results"]
    assert (guess["name"], guess["method"], guess["error"]) == ("Manbij", "fuzzy", None)
    assert guess["score"] < 0.95


def test_a_country_that_does_not_exist_is_refused() -> None:
    ran = run("resolve", "Manbij", "--country", "XX")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert "XX" in ran.err
