"""What stands beside the code is true: links of Markdown files, and how to cite."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
TRACKED = subprocess.run(
    ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],
    cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
).stdout.split("\0")  # fmt: skip
NAMES = sorted(name for name in TRACKED if name)


def links(text: str) -> list[str]:
    """The targets of links and pictures, as Markdown reads them."""
    tokens = [each for token in MarkdownIt().parse(text) for each in token.children or ()]
    return [
        str(each.attrs.get("href") or each.attrs.get("src"))
        for each in tokens
        if each.type in {"link_open", "image"}
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_a_markdown_file_leads_somewhere(name: str) -> None:
    file = ROOT / name
    lost = [
        target
        for target in links(file.read_text(encoding="utf-8"))
        if not re.match(r"https?:|mailto:|#", target)
        and not (file.parent / unquote(target.split("#")[0])).exists()
    ]
    assert lost == []


def test_the_files_that_people_read_first_are_among_them() -> None:
    assert {"README.md", "CONTRIBUTING.md", "docs/index.md", "geozone/data/README.md"} <= set(NAMES)


def test_the_citation_is_of_this_version_and_complete() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    assert citation["type"] == "software"
    assert {"authors", "message", "title"} <= set(citation)
    assert all(set(author) <= {"name", "website"} for author in citation["authors"])


def test_the_readme_says_how_to_build_the_documentation() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        assert "make docs" in (ROOT / name).read_text(encoding="utf-8")


def test_the_extra_of_the_documentation_is_within_that_of_development() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    assert set(extras["docs"]) <= set(extras["dev"])
