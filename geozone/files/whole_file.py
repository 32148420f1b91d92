"""Files that are complete or not there at all, and only where a file can stand.

Everything that geozone writes for a user goes through here. A path that leads to anything but a
regular file is refused: see `check`.

A file is first written under another name in the folder where it belongs, and then renamed.
Renaming within one file system is a single step, so a reader never sees half a file. Packages for
atomic writes do this for one file; here several files that belong together appear together.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from geozone.errors import Refused
from geozone.files import stopping

_NO_FILES = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file: complete, or not at all.

    It is written beside its place and then renamed. If that fails or is interrupted, the file that
    stood there before is unchanged, and no temporary file remains.

    Parameters
    ----------
    path
        The file; an existing one is replaced, and its access rights are kept.
    data
        All of its bytes.

    Raises
    ------
    OSError
        If the folder does not exist, it cannot be written, or `check` refuses it.

    Examples
    --------
    >>> write("no such folder/file", b"")
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'no such folder/file'
    """
    write_all({Path(path): data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together: all of them complete, or none.

    All are written beside their places first, and then renamed one after the other. If one cannot
    be renamed, the files before it are undone: what stood there before comes back. Signals are held
    back from the first to the last.

    Parameters
    ----------
    files
        All bytes of each file. The files are renamed in the order of this mapping.

    Raises
    ------
    OSError
        As for `write`.

    Examples
    --------
    >>> write_all({Path("no such folder/a"): b"", Path("no such folder/b"): b""})
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'no such folder/a'
    """
    for target in files:
        check(target)
    with _clearing() as leftovers:
        ready = {target: _beside(target, data, leftovers) for target, data in files.items()}
        *first, _ = ready
        # After the last file has taken its place nothing can fail, so it needs no copy to go back.
        kept = {target: _copy(target, leftovers) for target in first}
        _take_places(ready, kept, leftovers)


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
        A file open for writing. It takes its place when the block ends, and is removed if the block
        fails.

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
    check(target)
    with _clearing() as leftovers:
        beside = _room_beside(target, leftovers)
        try:
            with beside.open("wb") as file:
                yield file
        except OSError as error:
            # The error of a full disk names no file.
            error.filename = error.filename or os.fspath(target)
            raise
        _take_places({target: beside}, {}, leftovers)


@contextmanager
def made_by_path(path: str | os.PathLike[str], name: str) -> Iterator[Path]:
    """Have a library write a file that wants a path instead of bytes: complete, or not at all.

    Parameters
    ----------
    path
        As for `write`.
    name
        The file's name until it takes its place. Some libraries choose the format by it.

    Yields
    ------
    Path
        Where to write the file: in a new folder beside its place.

    Raises
    ------
    OSError
        As for `write`; the error names the file that was asked for.

    Examples
    --------
    >>> with made_by_path("no such folder/zones.gpkg", "made.gpkg") as made:
    ...     made.write_bytes(b"")
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'no such folder/zones.gpkg'
    """
    target = Path(path)
    check(target)
    try:
        with _clearing() as leftovers:
            beside = _folder(_prefix(target), target.parent, leftovers) / name
            yield beside
            _take_places({target: beside}, {}, leftovers)
    except OSError as error:
        # Users know the name that they gave, not the temporary one.
        error.filename = os.fspath(target)
        if error.filename2 is not None:
            error.filename2 = None
        raise


@contextmanager
def scratch(prefix: str, within: str | os.PathLike[str] | None = None) -> Iterator[Path]:
    """A temporary folder, which is removed at the end whatever happens.

    `tempfile.TemporaryDirectory` would leave it behind if a signal came while it is removed.

    Parameters
    ----------
    prefix
        The beginning of the folder's name.
    within
        The folder in which it is made; by default the system's folder for temporary files.

    Examples
    --------
    >>> with scratch("geozone-") as folder:
    ...     _ = (folder / "copy").write_bytes(b"")
    >>> folder.exists()
    False
    """
    with _clearing() as leftovers:
        yield _folder(prefix, within, leftovers)
        with stopping.held():
            leftovers.close()


def check(path: str | os.PathLike[str]) -> None:
    """Refuse an output path at which something stands that is no regular file.

    A folder cannot be meant as an output file. A file cannot appear as a whole at a pipe or a
    device: nothing can be renamed into their place. A symbolic link is neither followed nor
    replaced. Following it would overwrite a file that the user did not name, and replacing it would
    silently remove the link. A user who wants the file behind the link can name that file.

    Raises
    ------
    OSError
        If a folder, a link, a pipe, a device or the like stands there.

    Examples
    --------
    >>> check("/dev/null")
    Traceback (most recent call last):
    FileExistsError: [Errno 17] a device, no file: name another output: '/dev/null'
    """
    said = os.fspath(path)
    try:
        mode = os.lstat(said).st_mode
    except OSError:  # nothing is there, or the folder cannot be entered: then writing fails
        return
    if stat.S_ISREG(mode):
        return
    if stat.S_ISLNK(mode):
        end = os.path.realpath(said)
        raise FileExistsError(
            errno.EEXIST, f"a symbolic link: name the file itself, {end}, or remove the link", said
        )
    what = _NO_FILES.get(stat.S_IFMT(mode), "something special")
    kind = IsADirectoryError if stat.S_ISDIR(mode) else FileExistsError
    code = errno.EISDIR if stat.S_ISDIR(mode) else errno.EEXIST
    raise kind(code, f"{what}, no file: name another output", said)


def ending_of(path: str | os.PathLike[str], endings: Sequence[str]) -> str:
    """The ending of a file's name, in lower case; refused if it is not one of those allowed.

    Parameters
    ----------
    path
        The file's path.
    endings
        The allowed endings, at least two; one may have two parts, such as ``.shp.zip``.

    Examples
    --------
    >>> ending_of("talks.SHP.zip", (".kml", ".shp.zip"))
    '.shp.zip'
    >>> ending_of("talks.pdf", (".html", ".md", ".docx"))
    Traceback (most recent call last):
    geozone.errors.Refused: output = talks.pdf: expected a name that ends in .html, .md or .docx
    """
    name = Path(path).name.lower()
    for ending in endings:
        if name.endswith(ending) and name != ending:
            return ending
    *others, last = endings
    raise Refused("output", os.fspath(path), f"a name that ends in {', '.join(others)} or {last}")


@contextmanager
def _clearing() -> Iterator[ExitStack]:
    """A stack of callbacks that remove temporary files; it runs if the block fails.

    A block that succeeds must close the stack itself. Temporary files are made and removed with
    signals held back, and this `try` is around both. So at no moment can a signal end the process
    with a temporary file left.
    """
    leftovers = ExitStack()
    try:
        yield leftovers
    except BaseException:
        with stopping.held():
            leftovers.close()
        raise


def _take_places(
    ready: Mapping[Path, Path], kept: Mapping[Path, Path | None], leftovers: ExitStack
) -> None:
    """Rename all finished files, or none; signals wait until all temporary files are removed."""
    for target, beside in ready.items():
        _give_rights(beside, target)
    with stopping.held():
        # If a rename fails, `undo` runs the callbacks in reverse order; after the last rename they
        # are dropped.
        with ExitStack() as undo:
            for target, beside in ready.items():
                os.replace(beside, target)  # noqa: PTH105 - the same function as in `undo`
                before = kept.get(target)
                if before is None:
                    undo.callback(target.unlink, missing_ok=True)
                else:
                    undo.callback(os.replace, before, target)
            undo.pop_all()
        for target in ready:
            stopping.tell_written(target.name)
        leftovers.close()


def _beside(target: Path, data: bytes, leftovers: ExitStack) -> Path:
    """A finished file beside its place; `leftovers` removes it if it is not renamed."""
    beside = _room_beside(target, leftovers)
    try:
        beside.write_bytes(data)
    except OSError as error:
        error.filename = os.fspath(target)  # the error of a full disk names no file
        raise
    return beside


def _room_beside(target: Path, leftovers: ExitStack) -> Path:
    """An empty temporary file in a target's folder: only there is renaming a single step."""
    try:
        with stopping.held():
            handle, name = tempfile.mkstemp(
                prefix=_prefix(target), suffix=".part", dir=target.parent
            )
            beside = Path(name)
            leftovers.callback(beside.unlink, missing_ok=True)
            os.close(handle)
    except OSError as error:
        error.filename = os.fspath(target)  # the name that was asked for, not the temporary one
        raise
    return beside


def _folder(prefix: str, within: str | os.PathLike[str] | None, leftovers: ExitStack) -> Path:
    with stopping.held():
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=within))
        leftovers.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _prefix(target: Path) -> str:
    """The beginning of a temporary file's name: hidden, and short enough for every file system."""
    return f".{target.name[:40]}."


def _copy(target: Path, leftovers: ExitStack) -> Path | None:
    """A copy of the file at a place, kept until all files have taken theirs; None if none."""
    if not target.exists():
        return None
    before = _room_beside(target, leftovers)
    shutil.copyfile(target, before)
    _give_rights(before, target)
    return before


def _give_rights(beside: Path, target: Path) -> None:
    """Give a file the access rights of the one that it replaces, else those of a new file.

    Some file systems (FAT, many network shares) keep no rights and refuse to change them. The error
    is ignored, since the file itself is what the user wants.
    """
    with suppress(OSError):
        os.chmod(beside, _mode(target))  # noqa: PTH101 - the name came from mkstemp


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    # The mask of a process can only be read by setting it. `mkstemp` ignores it: its files are for
    # their owner only.
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
