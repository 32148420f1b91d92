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
    "maps/text/README.md": "data-words",
}
_LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|#)([^)\s#]+)(#[^)\s]*)?(?=\))")


def led_to_pages(text: str, file: Path, page: str) -> str:
    """The text of a file, its links those of the page that shows it."""
    folder = Path(page).parent

    def target(link: re.Match[str]) -> str:
        path, anchor = link[1], link[2] or ""
        if path.endswith(".ipynb") and "/" not in path:
            return f"{path}{anchor}"
        there = Path(os.path.normpath(file.parent / path))
        shown = _page_of(there.relative_to(ROOT).as_posix())
        if shown is not None:
            return f"{os.path.relpath(shown, folder)}.md{anchor}"
        return f"path:{os.path.relpath(there, ROOT / 'docs' / folder)}"

    return _LINK.sub(target, text)


def _page_of(name: str) -> str | None:
    if name in PAGES:
        return PAGES[name]
    if name.startswith("docs/") and name.endswith(".md"):
        return name.removeprefix("docs/").removesuffix(".md")
    return None


def include_read(app: Sphinx, path: Path, _stem: str, content: list[str]) -> None:
    """Mend the links of an included file."""
    file = Path(os.path.normpath(path if path.is_absolute() else ROOT / "docs" / path))
    if file.suffix == ".md":
        content[0] = led_to_pages(content[0], file, app.env.docname)


def setup(app: Sphinx) -> dict[str, bool]:
    """Listen to every include."""
    app.connect("include-read", include_read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
