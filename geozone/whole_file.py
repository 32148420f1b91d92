"""Files that are complete or not there at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


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
    target = Path(path)
    try:
        handle, beside = tempfile.mkstemp(
            prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent
        )
    except OSError as error:
        error.filename = os.fspath(path)  # the name that was asked for, not the temporary one
        raise
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(beside, _mode(target))  # noqa: PTH101 - the name came from mkstemp
        os.replace(beside, target)  # noqa: PTH105
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The rights of the file that is replaced, else those that a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
