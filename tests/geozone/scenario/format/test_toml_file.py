"""What can be wrong with a scenario file before its first key is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geozone.errors import Fault, ScenarioError
from geozone.scenario.format import check, toml_file
from tests.geozone.minimal import GOOD, faults


def refusal(data: bytes) -> str:
    with pytest.raises(ScenarioError) as caught:
        check.check_text(data, "s.toml")
    (fault,) = caught.value.faults
    assert isinstance(fault, Fault)
    return str(caught.value)


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_what_a_scenario_begins_with(data: bytes) -> None:
    assert refusal(data) == (
        "s.toml: an empty file: expected a scenario: format = 1, title, as_of, line …"
    )


def test_a_file_that_is_not_toml_is_told_with_line_and_column() -> None:
    assert re.search(
        "^s.toml: line 2, column 7: not TOML: .*: expected valid TOML$",
        refusal(b"format = 1\ntitle Turkey\n"),
    )


def test_a_file_that_stops_too_early_is_not_toml() -> None:
    assert "s.toml: end of the file: not TOML:" in refusal(b'title = """abc')


def test_a_file_that_is_not_utf8_is_told_with_the_byte() -> None:
    assert refusal('title = "é"'.encode("latin-1")) == (
        's.toml: line 1, byte 10 of the file: 0xe9 is not UTF-8: expected text saved as "UTF-8"'
    )


def test_utf16_is_told_by_name() -> None:
    assert 's.toml: UTF-16 text: expected text saved as "UTF-8"' in refusal(GOOD.encode("utf-16"))


def test_a_byte_order_mark_does_no_harm() -> None:
    assert faults(b"\xef\xbb\xbf" + GOOD.encode()) == []


def test_windows_line_ends_do_no_harm() -> None:
    assert faults(GOOD.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    "data", [b"a = " + b"[" * 100_000, b"a = " + b"9" * 5000, b"a = 2019-02-30"]
)
def test_hostile_toml_is_refused(data: bytes) -> None:
    assert "not TOML" in refusal(data)


def test_huge_numbers_are_told_by_their_digits() -> None:
    (found,) = faults(GOOD.replace('title = "T"', f"title = 0x{'f' * 9000}"))
    assert "title = a number of 10,838 digits: expected text in quotes" in found


def test_deep_tables_do_no_harm() -> None:
    found = faults(f"{GOOD}[{'.'.join('a' * 3000)}]\nb = 1\n")
    assert found
    assert "a = { a }: expected a known key" in found[0]


def test_a_file_over_5_mb_is_refused() -> None:
    assert "5,000,001 bytes: expected at most 5,000,000 bytes" in refusal(b"#" * 5_000_001)


def test_a_large_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "big.toml"
    with path.open("wb") as file:
        file.truncate(toml_file.LARGEST_FILE + 1)
    with pytest.raises(ScenarioError, match=r"big\.toml: 5,000,001 bytes: expected at most"):
        toml_file.load(path, "big.toml")


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"^here: a folder: expected a scenario file in TOML$"):
        toml_file.load(tmp_path, "here")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        ScenarioError, match=r"^x\.toml: No such file or directory: expected a file"
    ):
        toml_file.load(tmp_path / "x.toml", "x.toml")


def test_a_device_is_no_scenario() -> None:
    with pytest.raises(ScenarioError, match="no regular file: expected a scenario file in TOML"):
        toml_file.load(Path("/dev/null"), "/dev/null")


def test_a_name_with_a_nul_is_no_file_name() -> None:
    with pytest.raises(ScenarioError, match="not a file name: expected a file that can be read"):
        toml_file.load(Path("a\0b"), "a\0b")


def test_a_key_of_endless_parts_is_refused_before_it_is_read() -> None:
    with pytest.raises(ScenarioError, match="expected keys that are not nested so deeply"):
        faults("a." * 50_000 + "b = 1")


def test_sentences_in_a_text_are_no_key() -> None:
    text = GOOD.replace('said = "A zone."', 'said = """' + "So it was said. " * 40 + '"""')
    assert faults(text) == []
