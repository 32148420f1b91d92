"""A picture or a map that the tool makes while the site is built, with its command below it.

    ```{made} geozone figure korea-dmz -o korea-dmz.svg
    :alt: What a reader would see.

    A line about it.
    ```

A figure becomes a picture; a page (``geozone map … -o FILE.html``) a frame, as ``geozone embed``
writes it. What is made stands in ``docs/made`` (not in git), and is made again when the tool is
newer.
"""

from __future__ import annotations

import contextlib
import io
import shlex
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from geozone.cli import main

ROOT = Path(__file__).parents[2]
MADE = ROOT / "docs" / "made"
PAGES = MADE / "pages"  # copied as they are to the root of the site
PACKAGES = ("gazetteer", "geozone", "maps")


def is_fresh(file: Path, *sources: Path) -> bool:
    """Whether a file is younger than all that it was made from."""
    tools = [
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    newest = max(path.stat().st_mtime for path in (*tools, *sources))
    return file.exists() and file.stat().st_mtime > newest


def geozone(*arguments: str, folder: Path) -> str:
    """What the command line prints, run in a folder; in this process, which has imported it all."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main(arguments)
        except SystemExit as end:
            if end.code:
                failed = f"geozone {shlex.join(arguments)}: {err.getvalue().strip()}"
                raise ExtensionError(failed) from None
    return out.getvalue()


class Made(SphinxDirective):
    """What a command makes, the command, and a caption."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"alt": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Make it, if it is not fresh, and set it."""
        self.env.note_reread()  # a newer tool may draw another picture
        command = " ".join(self.arguments[0].split())
        words = shlex.split(command)[1:]
        name = words[words.index("-o") + 1]
        is_page = name.endswith(".html")
        folder = PAGES / "maps" if is_page else MADE
        folder.mkdir(parents=True, exist_ok=True)
        if not is_fresh(folder / name):
            geozone(*words, "--force", folder=folder)  # what is there is ours to replace
        shown = self._frame(name) if is_page else self._picture(name)
        caption = nodes.caption()
        text, _ = self.state.inline_text(" ".join(self.content), self.lineno)
        caption += text
        figure = nodes.figure("", shown, caption, classes=["made"])
        code = nodes.literal_block(command, command, language="shell", classes=["made-by"])
        return [figure, code]

    def _picture(self, name: str) -> nodes.Node:
        image = nodes.image(uri=f"/made/{name}", alt=self.options["alt"], width="100%")
        self.set_source_info(image)
        return image

    def _frame(self, name: str) -> nodes.Node:
        up = "../" * self.env.docname.count("/")
        frame = geozone("embed", name, "--src", f"{up}maps/{name}", folder=PAGES / "maps")
        return nodes.raw("", frame, format="html")


def setup(app: Sphinx) -> dict[str, bool]:
    """Bring the directive, and the folder that Sphinx copies."""
    (PAGES / "maps").mkdir(parents=True, exist_ok=True)
    app.add_directive("made", Made)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
