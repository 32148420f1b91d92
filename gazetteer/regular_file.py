"""Files that a user gives: opened without ever waiting, and only if they are regular files.

A pipe or a device could block a program for ever, or give bytes without end. So the kind of file is
checked before it is opened (opening a device can already have an effect). The file is opened
without blocking. Then the kind is checked again on the open file, because another file may have got
the name meanwhile. Every refusal is an `OSError`; its `strerror` says in a few words what is wrong.
"""

from __future__ import annotations

import errno
import os
import select
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader

# Not every system has all of these flags; only Windows has O_BINARY. O_NOCTTY: a terminal device
# that is opened must not become the terminal of this process.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_FLAGS = os.O_RDONLY | _NO_WAITING | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 20
_PIPE_S = 30.0  # seconds until a pipe must end: enough for a command that makes a small file

Path = str | os.PathLike[str]


class NotRegular(OSError):
    """The path is no regular file; `strerror` is "a folder" or "no regular file"."""


class TooLarge(OSError):
    """The file has more bytes than the caller allows.

    Attributes
    ----------
    size
        How many bytes it has, at least.
    """

    size: int


def read_whole(path: Path, most_bytes: int, *, from_pipe: bool = False) -> bytes:
    """Read a whole file.

    Parameters
    ----------
    path
        A regular file, or a symbolic link to one.
    most_bytes
        How many bytes it may have.
    from_pipe
        Whether it may also be a pipe, such as ``<(command)`` in a shell, that ends within 30 s.

    Raises
    ------
    NotRegular
        If it is a folder, a device, a socket, or a pipe where none is taken.
    TooLarge
        If it has more bytes.
    OSError
        If it cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_whole(folder, 100)
    Traceback (most recent call last):
    gazetteer.regular_file.NotRegular: [Errno 22] a folder: '...'
    """
    with opened(path, from_pipe=from_pipe) as file:
        state = os.fstat(file.fileno())
        if stat.S_ISFIFO(state.st_mode):
            data = _read_from_pipe(file.fileno(), path, most_bytes)
            size = len(data)
        else:
            size = state.st_size
            data = b"" if size > most_bytes else _read_at_most(file, most_bytes + 1)
        size = max(size, len(data))  # a file may grow while it is read; /proc files state size 0
    if size > most_bytes:
        error = TooLarge(errno.EFBIG, f"more than {most_bytes:,} bytes", os.fspath(path))
        error.size = size
        raise error
    return data


@contextmanager
def opened(path: Path, *, from_pipe: bool = False) -> Iterator[BufferedReader]:
    """Open a file for callers that read it in pieces, and close it afterwards.

    Parameters
    ----------
    path, from_pipe
        As for `read_whole`. Reading from a pipe gives None while it has no data yet.

    Raises
    ------
    OSError
        As for `read_whole`.

    Examples
    --------
    >>> with opened(__file__) as file:
    ...     file.read(3)
    b'\"\"\"'
    """
    with open(_descriptor(path, from_pipe=from_pipe), "rb") as file:
        yield file


def _descriptor(path: Path, *, from_pipe: bool) -> int:
    try:
        _check_kind(os.stat(path), path, from_pipe=from_pipe)  # noqa: PTH116  (the path may be a str)
        descriptor = os.open(path, _FLAGS)
    except ValueError:  # a name with a NUL, or with a character that the file system cannot encode
        raise OSError(errno.EINVAL, "not a file name", os.fspath(path)) from None
    try:
        _check_kind(os.fstat(descriptor), path, from_pipe=from_pipe)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _check_kind(state: os.stat_result, path: Path, *, from_pipe: bool) -> None:
    is_pipe = from_pipe and _NO_WAITING and stat.S_ISFIFO(state.st_mode)
    if not stat.S_ISREG(state.st_mode) and not is_pipe:
        kind = "a folder" if stat.S_ISDIR(state.st_mode) else "no regular file"
        raise NotRegular(errno.EINVAL, kind, os.fspath(path))


def _read_at_most(file: BufferedReader, most: int) -> bytes:
    """The first `most` bytes of a file, or all of it.

    Read in chunks: `file.read(most)` would allocate `most` bytes at once, however small the file.
    """
    chunks, left = [], most
    while left and (chunk := file.read(min(left, _CHUNK))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _read_from_pipe(descriptor: int, path: Path, most_bytes: int) -> bytes:
    # On macOS /dev/fd/63 keeps the flags that the pipe already has, so O_NONBLOCK was ignored.
    os.set_blocking(descriptor, False)
    until = time.monotonic() + _PIPE_S
    data = bytearray()
    while len(data) <= most_bytes:
        # Wait before every read, also the first: a pipe that no process has opened for writing yet
        # would look as if it had ended.
        left_s = max(until - time.monotonic(), 0)
        if not select.select([descriptor], [], [], left_s)[0]:
            late = f"a pipe that has not ended within {_PIPE_S:g} seconds"
            raise TimeoutError(errno.ETIMEDOUT, late, os.fspath(path))
        try:
            chunk = os.read(descriptor, most_bytes + 1 - len(data))
        except BlockingIOError:  # another process has read the data meanwhile
            continue
        if not chunk:
            break
        data += chunk
    return bytes(data)
