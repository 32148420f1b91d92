"""What is written for contributors is true: documents, forms, hooks, workflows name what exists."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from packaging.requirements import Requirement

from tests.install.lowest import EXTRAS, declared, lowest
from tests.test_architecture import MODULES

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("CONTRIBUTING.md", "RELEASING.md", "SECURITY.md", "docs/architecture.md")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LISTED = re.compile(r"^- \[`([\w.]+)`\]\(\.\./([\w/.]+)\) — .+\.$", re.MULTILINE)
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}

pytestmark = pytest.mark.skipif(
    not (ROOT / ".github").exists(), reason="the source archive has no .github"
)


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def named(text: str) -> list[str]:
    """Paths of the repository in backticks: with a slash or an ending that we use, no gaps."""
    quoted = re.findall(r"`([\w.-]+(?:/[\w.-]+)*/?)`", text)
    return [each for each in quoted if "/" in each or re.search(r"\w\.(md|toml|cff)$", each)]


# --- docs/architecture.md -------------------------------------------------------------------------


def test_every_module_has_one_line_in_the_architecture_and_no_other_has() -> None:
    count = Counter(name for name, _ in LISTED.findall(ARCHITECTURE))
    assert set(count) == set(MODULES)
    assert {name for name, times in count.items() if times > 1} == set()


def test_each_line_of_the_architecture_leads_to_its_module() -> None:
    for name, path in LISTED.findall(ARCHITECTURE):
        assert ROOT / path == MODULES[name]


def test_every_module_that_the_architecture_speaks_of_is_there() -> None:
    spoken = set(re.findall(r"`((?:gazetteer|geozone|maps)\.[a-z_.]+)`", ARCHITECTURE))
    functions = {"geozone.load", "maps.draw", "maps.figure", "maps.report", "geozone.export.write"}
    assert spoken - set(MODULES) <= functions


def test_the_picture_of_the_architecture_says_in_words_what_it_shows() -> None:
    root = ElementTree.parse(ROOT / "docs" / "architecture.svg").getroot()  # noqa: S314  (ours)
    space = "{http://www.w3.org/2000/svg}"
    said = [root.findtext(f"{space}{tag}", "") for tag in ("title", "desc")]
    assert all(len(each) >= 20 for each in said)
    ids = {each.get("id") for each in root.iter()}
    assert set((root.get("aria-labelledby") or "").split()) <= ids
    drawn = {"".join(each.itertext()) for each in root.iter(f"{space}text")}
    assert drawn >= {"gazetteer", "geozone", "maps", "schema", "scenario", "layout", "study"}


# --- documents ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_and_path_of_a_document_leads_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    folder = (ROOT / name).parent
    links = [each for each in re.findall(r"\]\(([^)#]+)\)", text) if not each.startswith("http")]
    missing = [each for each in links if not (folder / each).exists()]
    missing += [each for each in named(text) if not (ROOT / each).exists()]
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_of_make_in_a_document_is_one(name: str) -> None:
    words = set(
        re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    text = (ROOT / name).read_text(encoding="utf-8")
    said = set(re.findall(r"(?:`|^ +)make ([a-z]+)", text, re.MULTILINE))
    assert not said - words


# --- requirements ---------------------------------------------------------------------------------


def test_everything_that_users_install_names_its_lowest_version() -> None:
    names = [each.name for each in declared() if lowest(each)]
    assert len(names) == len(set(names)) >= 16


def test_development_installs_the_extras_with_the_same_bounds() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    assert set(extras) >= {"dev", *EXTRAS}
    for extra in EXTRAS:
        assert set(extras[extra]) <= set(extras["dev"])


def test_the_build_wants_no_newer_library_than_users_get() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        build = [Requirement(each) for each in tomllib.load(file)["build-system"]["requires"]]
    bounds = {each.name: lowest(each) for each in declared()}
    assert [lowest(each) for each in build if each.name in bounds] == [bounds["marisa-trie"]]


# --- .github and hooks ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_only_reads_and_each_job_calls_the_checks_that_run_at_home(path: Path) -> None:
    workflow = loaded(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        assert [step.get("run") for step in job["steps"]].count(".ci/run") == 1
        for step in job["steps"]:
            assert re.fullmatch(r"[\w/-]+@(v\d+|[0-9a-f]{40})", step.get("uses", "a@v1"))


def test_a_workflow_tries_the_oldest_python_that_is_supported() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    with (ROOT / "pyproject.toml").open("rb") as file:
        oldest = tomllib.load(file)["project"]["requires-python"].removeprefix(">=")
    assert f'python: "{oldest}"' in text


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_is_one_that_can_be_filled_in_and_names_what_exists(path: Path) -> None:
    form = loaded(path)
    if path.name == "config.yml":
        assert form == {"blank_issues_enabled": True}
        return
    assert form["name"]
    assert form["description"]
    assert {field["type"] for field in form["body"]} <= KINDS
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids))
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)
    assert not [each for each in named(path.read_text("utf-8")) if not (ROOT / each).exists()]


def test_five_forms_stand_ready() -> None:
    stems = {path.stem for path in FORMS}
    assert stems >= {"wrong-fact", "missing-spelling", "wrong-line", "bug", "feature"}


def test_the_template_of_a_change_names_what_exists() -> None:
    text = (ROOT / ".github" / "pull_request_template.md").read_text(encoding="utf-8")
    assert named(text)
    assert not [each for each in named(text) if not (ROOT / each).exists()]


def test_the_hooks_are_local_and_run_what_lint_runs() -> None:
    repos = loaded(ROOT / ".pre-commit-config.yaml")["repos"]
    assert [each["repo"] for each in repos] == ["local"]
    hooks = {hook["id"]: hook for hook in repos[0]["hooks"]}
    assert set(hooks) == {"ruff-check", "ruff-format", "mypy", "notebooks-cleared"}
    for hook in hooks.values():
        assert hook["language"] == "system"
        assert hook["entry"].startswith(".venv/bin/python -m ")


def test_git_holds_the_checks_as_a_program() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--stage", ".ci/run"],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert listed.stdout.startswith("100755 ")
