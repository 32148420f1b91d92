"""What somebody has changed, or made, is kept by every command that replaces its own files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.geozone.cli.test_commands import run

ZONE = ("--border", "AUT-LIE", "--into", "LIE", "--depth", "1 km")
MADE = {
    "map.html": ("map", *ZONE, "-o"),
    "figure.png": ("figure", *ZONE, "-o"),
    "figure.svg": ("figure", *ZONE, "-o"),
    "figure.pdf": ("figure", *ZONE, "-o"),
    "report.html": ("report", *ZONE, "-o"),
    "report.md": ("report", *ZONE, "-o"),
    "report.docx": ("report", *ZONE, "-o"),
    "still.svg": ("embed", "page.html", "--image"),
    "scenario.schema.json": ("schema", "-o"),
}
EACH = pytest.mark.parametrize("name", MADE)
# A hand edit that leaves the file what it was for other programs.
EDITS = {".html": b"</head>", ".svg": b"</svg>", ".md": b"# ", ".json": b"title", ".png": b"IDAT"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(data: bytes, ending: str) -> bytes:
    """The file after somebody's work on it."""
    if ending == ".pdf":
        return data + b"% a note\n"  # tools add to a PDF at its end
    at = data.index(EDITS[ending])
    return data[:at] + b" " + data[at:]


@EACH
@pytest.mark.one_in(3)
def test_its_own_file_is_replaced_until_somebody_works_on_it(name: str, folder: Path) -> None:
    if name == "still.svg":
        assert run("map", *ZONE, "-o", "page.html").code == 0
    path = folder / name
    for _ in range(2):  # the second time over its own file
        assert run(*MADE[name], name).code == 0
    as_made = path.read_bytes()
    if path.suffix == ".docx":
        import docx  # noqa: PLC0415  (an extra)

        document = docx.Document(str(path))
        document.add_paragraph("My own conclusion.")
        document.save(str(path))
    else:
        path.write_bytes(changed(as_made, path.suffix))
    theirs = path.read_bytes()
    assert theirs != as_made
    ran = run(*MADE[name], name)
    assert (ran.code, ran.out) == (2, "")
    assert f"{name} exists and is no " in ran.err
    assert "--force replaces it" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert path.read_bytes() == theirs
    assert run(*MADE[name], name, "--force").code == 0
    assert path.read_bytes() == as_made


@pytest.mark.parametrize("beside", ["report-figure.png", "report-map.html"])
def test_what_stands_beside_a_report_is_kept_too(beside: str, folder: Path) -> None:
    assert run(*MADE["report.md"], "report.md").code == 0
    path = folder / beside
    path.write_bytes(changed(path.read_bytes(), path.suffix))
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    ran = run(*MADE["report.md"], "report.md")
    assert ran.code == 2
    assert f"{beside} exists and is no report" in ran.err
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_a_drawing_that_names_geozone_is_its_maker_s(folder: Path) -> None:
    theirs = b'<?xml version="1.0"?>\n<svg><text>geozone </text><text>geozone 0.1</text></svg>\n'
    for name in ("figure.svg", "still.svg"):
        (folder / name).write_bytes(theirs)
    assert run(*MADE["figure.svg"], "figure.svg").code == 2
    assert run("map", *ZONE, "-o", "page.html").code == 0
    assert run(*MADE["still.svg"], "still.svg").code == 2
    assert (folder / "figure.svg").read_bytes() == (folder / "still.svg").read_bytes() == theirs


@pytest.mark.parametrize(("made", "name"), [("map", "a.html"), ("report", "a.html")])
def test_one_kind_does_not_take_the_place_of_another(made: str, name: str, folder: Path) -> None:
    assert run(made, *ZONE, "-o", name).code == 0
    before = (folder / name).read_bytes()
    other = {"map": "report", "report": "map"}[made]
    ran = run(other, *ZONE, "-o", name)
    assert ran.code == 2
    assert f"{name} exists and is no {other} that geozone made" in ran.err
    assert (folder / name).read_bytes() == before


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.kml"])
def test_data_for_other_programs_are_replaced_by_force_alone(name: str, folder: Path) -> None:
    assert run("export", *ZONE, "-o", name).code == 0
    before = (folder / name).read_bytes()
    ran = run("export", *ZONE, "-o", name)
    assert ran.code == 2
    assert f"{name} exists: --force replaces it" in ran.err
    assert (folder / name).read_bytes() == before
    assert run("export", *ZONE, "-o", name, "--force").code == 0
