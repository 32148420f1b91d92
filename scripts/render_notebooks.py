"""Run the notebooks and write each as the body of a page, with its outputs, for the documentation.

The text asks for no script and no font from elsewhere: it stands inside a page of the site.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 300  # a cell


def rendered(path: Path, folder: Path) -> str:
    """A notebook run in a folder of its own, as the body of an HTML page."""
    (folder / "notebooks").mkdir()
    (folder / "benchmarks").symlink_to(ROOT / "benchmarks")
    notebook = nbformat.read(path, as_version=4)
    there = {"metadata": {"path": str(folder / "notebooks")}}
    client = NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources=there)
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT)})
    body, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    return str(body)


def main() -> None:
    """Write a file a notebook into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the .html files go")
    into = parser.parse_args().folder
    into.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        with tempfile.TemporaryDirectory() as folder:
            file = into / f"{path.stem}.html"
            file.write_text(rendered(path, Path(folder)), encoding="utf-8")
        print(file)


if __name__ == "__main__":
    main()
