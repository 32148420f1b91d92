"""What the README says is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geozone.cli.program import cli

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_python_example_runs_and_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102  (our own text)
    (promised,) = re.findall(r"# (\d.* km, .* km²)", example)
    assert capsys.readouterr().out.splitlines()[-1] == promised
    assert (tmp_path / "safe-zones.html").exists()


def test_every_command_stands_in_the_readme() -> None:
    for name in cli.list_commands(None):  # type: ignore[arg-type]  # it needs no context
        assert f"geozone {name}" in README


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)]+)\)", README))
def test_every_link_into_the_repository_leads_somewhere(target: str) -> None:
    if not target.startswith("http"):
        assert (Path(__file__).parents[1] / target).exists()
