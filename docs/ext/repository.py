"""Files of the repository that are pages of the site: their links lead on within the site.

A README's link is written for a reader of the repository. On the site it leads to the page that
shows the file, or, where there is none, to a copy of the file.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).parents[2]
# What of the repository is shown by which page.
PAGES = {
    "README.md": "index",
    "CONTRIBUTING.md": "contributing",
    "CHANGELOG.md": "changelog",
    "benchmarks/README.md": "benchmarks",
    "geozone/data/README.md": "data-atlas",
    "gazetteer/data/README.md": "data-places",
    "maps/words/text/README.md": "data-words",
}
PICTURES = {".svg", ".png"}
_LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|#)([^)\s#]+)(#[^)\s]*)?(?=\))")


def led_to_pages(text: str, file: Path, page: str) -> str:
    """The text of a file, its links those of the page that shows it."""
    folder = Path(page).parent

    def target(link: re.Match[str]) -> str:
        path, anchor = link[1], link[2] or ""
        there = Path(os.path.normpath(file.parent / path))
        shown = _page_of(there.relative_to(ROOT).as_posix())
        if shown is not None:
            return f"{os.path.relpath(shown, folder)}{anchor}"
        scheme = "" if there.suffix in PICTURES else "path:"
        return f"{scheme}{os.path.relpath(there, ROOT / 'docs' / folder)}"

    return _LINK.sub(target, text)


def _page_of(name: str) -> str | None:
    """The source of the page that shows a file, from the site's root; None where there is none."""
    if name in PAGES:
        return f"{PAGES[name]}.md"
    if name.startswith("notebooks/") and name.endswith(".ipynb"):
        return name
    if name.startswith("docs/") and name.endswith((".md", ".ipynb")):
        return name.removeprefix("docs/")
    return None


def include_read(app: Sphinx, path: Path, _stem: str, content: list[str]) -> None:
    """Mend the links of an included file."""
    file = Path(os.path.normpath(path if path.is_absolute() else ROOT / "docs" / path))
    if file.suffix == ".md":
        content[0] = led_to_pages(content[0], file, app.env.docname)


def source_read(_app: Sphinx, page: str, content: list[str]) -> None:
    """Mend the links of a page that is read in the repository too."""
    file = ROOT / "docs" / f"{page}.md"
    if file.exists():
        content[0] = led_to_pages(content[0], file, page)


def setup(app: Sphinx) -> dict[str, bool]:
    """Listen to every page and every include."""
    app.connect("include-read", include_read)
    app.connect("source-read", source_read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
