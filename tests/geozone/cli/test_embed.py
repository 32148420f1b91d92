"""`geozone embed`: a snippet on stdout, a still picture beside it, one line where it cannot be."""

from __future__ import annotations

import pytest

import maps
from tests.geozone.cli.test_commands import run

pytestmark = pytest.mark.one_in(2)


@pytest.fixture
def page(study, tmp_path):
    path = tmp_path / "talks.html"
    maps.save(maps.draw(study), path)
    return path


def test_the_snippet_names_the_page_and_the_picture_that_is_written(page):
    image = page.with_suffix(".svg")
    ran = run("embed", str(page), "--image", str(image))
    assert ran.code == 0
    assert 'src="talks.html#embed"' in ran.out
    assert 'src="talks.svg"' in ran.out
    assert image.read_bytes().startswith(b"<?xml")
    assert run("embed", str(page), "--image", str(image)).code == 0  # its own is replaced


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--image", "a.png"], "name it a.svg"),
        (["--format", "md"], "a still picture"),
        (["--src", "javascript:1"], "an address of http or https"),
        (["--view", "<b>"], "fragment of a copied link"),
    ],
)
def test_what_cannot_be_is_said_in_a_line_and_nothing_is_written(page, arguments, said):
    before = sorted(page.parent.iterdir())
    ran = run("embed", str(page), *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert sorted(page.parent.iterdir()) == before


def test_a_picture_of_someone_else_is_not_replaced(page):
    image = page.with_suffix(".svg")
    image.write_text("<svg/>")
    ran = run("embed", str(page), "--image", str(image))
    assert ran.code == 2
    assert "--force" in ran.err
    assert image.read_text() == "<svg/>"
    assert run("embed", str(page), "--image", str(image), "--force").code == 0


def test_a_figure_is_not_taken_for_a_still_picture_nor_called_somebody_elses(page):
    image = page.with_suffix(".svg")
    assert run("figure", "korea-dmz", "-o", str(image)).code == 0
    before = image.read_bytes()
    ran = run("embed", str(page), "--image", str(image))
    assert ran.code == 2
    assert (
        "is no still picture that geozone made, or it was changed since: --force replaces it"
        in ran.err
    )
    assert image.read_bytes() == before


def test_a_page_whose_data_mean_nothing_is_refused(page):
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace('"asOf":{"date"', '"asOf":7,"was":{"date"', 1), encoding="utf-8")
    ran = run("embed", str(page), "--image", str(page.with_suffix(".svg")))
    assert (ran.code, ran.out) == (2, "")
    assert "make it again" in ran.err
    assert not page.with_suffix(".svg").exists()


def test_a_missing_page_is_said(tmp_path):
    ran = run("embed", str(tmp_path / "none.html"))
    assert ran.code == 2
    assert "No such file" in ran.err
