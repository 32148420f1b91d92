"""The notebooks, run as a reader would run them, with what they show.

They are run beside what they read, in a folder of their own, and laid into ``docs/notebooks`` (not
in git), where myst-nb finds them. ``-D run_notebooks=01-first-zone`` runs that one and shows the
others as they are kept, without outputs: the tests do so.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from sphinx.application import Sphinx

from ext.made import ROOT, is_fresh
from ext.repository import led_to_pages

SECONDS = 300  # a cell, on a busy machine
SOURCES = ROOT / "notebooks"
SHOWN = ROOT / "docs" / "notebooks"


def ran(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A notebook with its outputs; an error ends the build, unless its cell is there to show it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "notebooks").mkdir()
        (Path(folder) / "benchmarks").symlink_to(ROOT / "benchmarks")
        there = {"metadata": {"path": str(Path(folder) / "notebooks")}}
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_name="python3",
            resources=there,
            record_timing=False,
            extra_arguments=["--IPKernelApp.log_level=40"],  # not that it runs on this computer
        )
        client.execute(env={**os.environ, "PYTHONPATH": str(ROOT)})
    return notebook


def lay_out(app: Sphinx) -> None:
    """Put every notebook where Sphinx reads it, run if asked for."""
    wanted = app.config.run_notebooks
    for source in sorted(SOURCES.glob("*.ipynb")):
        runs = wanted in {"all", source.stem}
        target = SHOWN / source.name
        if runs and is_fresh(target, source) and _has_run(target):
            continue
        notebook = nbformat.read(source, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = led_to_pages(cell.source, source, f"notebooks/{source.stem}")
        nbformat.write(ran(notebook) if runs else notebook, target)


def _has_run(path: Path) -> bool:
    cells = nbformat.read(path, as_version=4).cells
    return any(cell.get("outputs") for cell in cells)


def setup(app: Sphinx) -> dict[str, bool]:
    """Run the notebooks before Sphinx looks for its pages."""
    app.add_config_value("run_notebooks", "all", "env", types=str)
    app.connect("builder-inited", lay_out)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
