"""A file that is written bit by bit is complete, or not there at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from geozone.files import whole_file


def test_a_file_takes_its_place_when_it_is_finished(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("before")
    target.chmod(0o640)
    with whole_file.writing(target) as file:
        file.write(b"one ")
        file.flush()
        assert target.read_text() == "before"
        file.write(b"two")
    assert target.read_bytes() == b"one two"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError])
def test_what_fails_leaves_what_was_there(error: type[BaseException], tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_text("before")

    def fail() -> None:
        with whole_file.writing(target) as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        fail()
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "a"
    with pytest.raises(OSError) as caught, whole_file.writing(target):  # noqa: PT011  (a full disk's)
        raise OSError(28, "No space left on device")
    assert caught.value.filename == str(target)
