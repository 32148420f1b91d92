"""The notebooks run from top to bottom, say what they promise, and are kept without outputs."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
SECONDS = 120  # a cell, on a busy machine
# Whatever the notebook and what it imports warn of is an error; the kernel's own affairs are not.
STRICT = """
import warnings
warnings.simplefilter("error")
warnings.filterwarnings("ignore", module="ipykernel")
"""
SHOWN = "raises-exception"  # the tag of a cell that shows an error

# What a reader must see in the outputs, so that a notebook cannot run and say nothing.
PROMISED = {
    "01-first-zone": ("<svg", "140.0 km", "1,977 km²", "srcdoc=", "inside"),
    "02-comparing-2016-2019": ("image/png", "23,220 km²", "too-close", "times as large as"),
    "03-how-exact": ("image/png", "Web Mercator", "geozone"),
    "04-another-border": ("<svg", "Border area", "srcdoc=", "Berehove"),
}


def read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def ran(name: str, folder: Path) -> nbformat.NotebookNode:
    """The notebook run in a folder of its own, beside what it reads; warnings are errors."""
    (folder / "benchmarks").mkdir()
    shutil.copy(ROOT / "benchmarks" / "exact.py", folder / "benchmarks")
    (folder / "notebooks").mkdir()
    notebook = read(name)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(STRICT))
    there = {"metadata": {"path": str(folder / "notebooks")}}
    client = NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources=there)
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT)})
    return notebook


def test_there_are_four_and_each_has_promises() -> None:
    assert list(PROMISED) == NAMES


@pytest.fixture(scope="module", params=NAMES)
def outputs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, list[nbformat.NotebookNode]]:
    """A notebook's name, and all that it showed."""
    notebook = ran(request.param, tmp_path_factory.mktemp(request.param))
    return request.param, [out for cell in notebook.cells for out in cell.get("outputs", ())]


def test_a_notebook_runs_and_shows_what_it_promises(
    outputs: tuple[str, list[nbformat.NotebookNode]],
) -> None:
    name, shown = outputs
    said = json.dumps(shown, ensure_ascii=False)
    assert [promise for promise in PROMISED[name] if promise not in said] == []


def test_a_notebook_says_nothing_to_stderr(
    outputs: tuple[str, list[nbformat.NotebookNode]],
) -> None:
    _, shown = outputs
    assert not [out.text for out in shown if out.get("name") == "stderr"]


def test_an_error_that_a_notebook_shows_is_a_line_a_fault(
    outputs: tuple[str, list[nbformat.NotebookNode]],
) -> None:
    name, shown = outputs
    tagged = [cell for cell in read(name).cells if SHOWN in cell.metadata.get("tags", ())]
    errors = [out for out in shown if out.output_type == "error"]
    assert len(errors) == len(tagged)
    for error in errors:
        (text,) = error.traceback
        assert text.startswith("ScenarioError (line ")
        assert all(": expected " in line for line in text.splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_kept_without_outputs(name: str) -> None:
    for cell in read(name).cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_asks_one_question(name: str) -> None:
    text = "\n".join(cell.source for cell in read(name).cells if cell.cell_type == "markdown")
    assert text.count("**The question.**") == 1
    assert text.startswith("# ")


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_s_links_lead_somewhere(name: str) -> None:
    for cell in read(name).cells:
        for target in re.findall(r"\]\(([^)]+)\)", cell.source):
            assert target.startswith("http") or (FOLDER / target).exists()
