"""Files that are complete or not there at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file: complete, or not at all.

    It is written beside its place and then renamed; if that fails, or is interrupted, what stood
    there before still does and no leftover remains.

    Parameters
    ----------
    path
        The file; an existing one is replaced and its rights are kept.
    data
        All of its bytes.

    Raises
    ------
    OSError
        If the folder does not exist, or it cannot be written.

    Examples
    --------
    >>> write("no such folder/file", b"")
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'no such folder/file'
    """
    write_all({Path(path): data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together: all of them complete, or none.

    All are written beside their places first. If one cannot take its place, those that did give
    way again to what stood there before.

    Parameters
    ----------
    files
        All bytes of each file; their order is that in which they take their places.

    Raises
    ------
    OSError
        If a folder does not exist, or a file cannot be written.

    Examples
    --------
    >>> write_all({Path("no such folder/a"): b"", Path("no such folder/b"): b""})
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'no such folder/a'
    """
    with ExitStack() as leftovers:
        ready = {target: _beside(target, data, leftovers) for target, data in files.items()}
        with ExitStack() as undo:
            *first, last = ready
            for target in first:
                _remember(target, undo, leftovers)
                os.replace(ready[target], target)  # noqa: PTH105
            os.replace(ready[last], last)  # noqa: PTH105 - the last needs no way back
            undo.pop_all()


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Write a file bit by bit: complete, or not at all.

    Parameters
    ----------
    path
        As for `write`.

    Yields
    ------
    file
        What is written takes the file's place when the block ends, and is gone if it fails.

    Raises
    ------
    OSError
        As for `write`.

    Examples
    --------
    >>> with writing("no such folder/file") as file:
    ...     file.write(b"")
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'no such folder/file'
    """
    target = Path(path)
    with ExitStack() as leftovers:
        beside = _room_beside(target, leftovers)
        try:
            with beside.open("wb") as file:
                yield file
        except OSError as error:
            error.filename = error.filename or os.fspath(target)  # a full disk has none
            raise
        os.chmod(beside, _mode(target))  # noqa: PTH101 - the name came from mkstemp
        os.replace(beside, target)  # noqa: PTH105


def _beside(target: Path, data: bytes, leftovers: ExitStack) -> Path:
    """A finished file beside its place, which goes away if it does not get there."""
    beside = _room_beside(target, leftovers)
    try:
        beside.write_bytes(data)
    except OSError as error:
        error.filename = os.fspath(target)  # a full disk has none
        raise
    os.chmod(beside, _mode(target))  # noqa: PTH101 - the name came from mkstemp
    return beside


def _room_beside(target: Path, leftovers: ExitStack) -> Path:
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent
        )
    except OSError as error:
        error.filename = os.fspath(target)  # the name that was asked for, not the temporary one
        raise
    beside = Path(name)
    leftovers.callback(beside.unlink, missing_ok=True)
    os.close(handle)
    return beside


def _remember(target: Path, undo: ExitStack, leftovers: ExitStack) -> None:
    """Keep what stands in a file's place until all files have theirs."""
    if not target.exists():
        undo.callback(target.unlink, missing_ok=True)
        return
    before = _room_beside(target, leftovers)
    before.write_bytes(target.read_bytes())
    os.chmod(before, _mode(target))  # noqa: PTH101
    undo.callback(os.replace, before, target)


def _mode(target: Path) -> int:
    """The rights of the file that is replaced, else those that a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
