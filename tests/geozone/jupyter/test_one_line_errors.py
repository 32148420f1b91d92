"""Errors in IPython: one line, from which of the user's lines; the rest as ever."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# IPython runs in a process of its own: it keeps one shell, and warns of what it finds elsewhere.
SCRIPT = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shown = []
shell._showtraceback = lambda kind, value, lines: shown.append("\\n".join(lines))
for cell in json.load(sys.stdin):
    shell.run_cell(cell)
print(json.dumps(shown))
"""
BAD_DEPTH = 'import geozone\n\ngeozone.along("TUR-SYR", into="SYR", depth="-5 km")'


def shown(*cells: str) -> list[str]:
    """What IPython shows for each error of some cells."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps(cells), capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    found: list[str] = json.loads(ran.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize(
    ("cell", "begins"),
    [
        (BAD_DEPTH, "ScenarioError (line 3): depth = -5 km: expected "),
        (
            'from geozone.border import Border\nBorder.between("TUR", "SYX")',
            'UnknownCountry (line 2): unknown country "SYX"',
        ),
        (
            'from gazetteer import Gazetteer\nGazetteer().resolve("Qwxyzzk", country="SY")',
            'UnknownName (line 2): unknown place "Qwxyzzk"',
        ),
    ],
)
def test_a_refusal_is_one_line_with_the_line_of_the_cell(cell: str, begins: str) -> None:
    (text,) = shown(cell)
    assert text.startswith(begins)
    assert "\n" not in text


def test_every_fault_of_a_scenario_has_its_line() -> None:
    (text,) = shown('import geozone\ngeozone.along("TUR-SYR", into="XX", depth=["-5 km", "0 km"])')
    assert len(text.splitlines()) == 3
    assert all(": expected " in line for line in text.splitlines())


def test_an_error_in_a_function_of_the_user_s_names_its_innermost_line() -> None:
    (text,) = shown("import geozone\ndef mine():\n    return geozone.load('none')\n\n\n\n\nmine()")
    assert text.startswith("ScenarioError (line 3): ")


def test_the_whole_traceback_comes_back_when_asked_for() -> None:
    (text,) = shown("%xmode Verbose", BAD_DEPTH)
    assert "Traceback" in text
    assert "from_options.py" in text


def test_what_is_no_refusal_is_shown_whole() -> None:
    (text,) = shown("import geozone\ngeozone.compare(None)")
    assert "AttributeError" in text
    assert "Traceback" in text


def test_an_error_that_the_user_raises_is_shown_whole() -> None:
    (text,) = shown('import geozone\nraise geozone.GeozoneError("mine")')
    assert "Traceback" in text


def test_an_error_on_the_way_of_handling_another_is_shown_whole() -> None:
    (text,) = shown(
        "import geozone\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    geozone.load('none')"
    )
    assert "ZeroDivisionError" in text
    assert "Traceback" in text


def test_outside_ipython_a_traceback_is_python_s_own() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", BAD_DEPTH], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stderr.startswith("Traceback (most recent call last):")
    assert "from_options.py" in ran.stderr


def test_completion_and_signatures_work_through_the_lazy_package() -> None:
    script = """
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_cell("import geozone, maps")
for begun in ("geozone.", "maps."):
    with provisionalcompleter():  # as a kernel does it
        print(*(found.text for found in shell.Completer.completions(begun, len(begun))))
print(shell.object_inspect("geozone.along")["definition"])
"""
    geozone_names, maps_names, *signature = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    ).stdout.splitlines()
    assert {"load", "along", "compare", "border", "export"} <= {*geozone_names.split()}
    assert not {"import_module", "annotations", "Any"} & {*geozone_names.split()}
    assert maps_names.split() == ["draw", "figure", "figure_file", "house_style", "report", "save"]
    assert "places_file: 'str | Path | None' = None" in " ".join(signature)
