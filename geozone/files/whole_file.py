"""Files that are complete or not there at all, and only where a file can stand.

Everything that geozone writes for a user goes through here. A path that leads to anything but a
regular file is refused: see `check`.
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

    All are written beside their places first. If one cannot take its place, those that did give
    way again to what stood there before. No signal comes between the first and the last.

    Parameters
    ----------
    files
        All bytes of each file; their order is that in which they take their places.

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
        kept = {target: _copy(target, leftovers) for target in first}  # the last needs no way back
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
    check(target)
    with _clearing() as leftovers:
        beside = _room_beside(target, leftovers)
        try:
            with beside.open("wb") as file:
                yield file
        except OSError as error:
            error.filename = error.filename or os.fspath(target)  # a full disk has none
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
        What the file is called until it takes its place.

    Yields
    ------
    Path
        Where to write it, in a folder of its own beside its place.

    Raises
    ------
    OSError
        As for `write`; it names the file that was asked for.

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
        error.filename = os.fspath(target)  # no reader knows the one beside
        if error.filename2 is not None:
            error.filename2 = None
        raise


@contextmanager
def scratch(prefix: str, within: str | os.PathLike[str] | None = None) -> Iterator[Path]:
    """A folder for the while that goes away, whatever happens.

    Parameters
    ----------
    prefix
        How its name begins.
    within
        The folder it stands in; the system's for such things if there is none.

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
    """Refuse an output that is there and is no regular file.

    Nobody means a folder. A pipe has no end to wait for and a device no place beside it, so a file
    cannot appear there as a whole. A symbolic link is neither followed nor replaced: one would
    write over a file that nobody has named, the other would quietly cut the link. Whoever wants
    the file at its end can name that.

    Raises
    ------
    OSError
        If it is anything of that.

    Examples
    --------
    >>> check("/dev/null")
    Traceback (most recent call last):
    FileExistsError: [Errno 17] a device, no file: name another output: '/dev/null'
    """
    said = os.fspath(path)
    try:
        mode = os.lstat(said).st_mode
    except OSError:  # nothing there; or a folder that cannot be entered, which writing tells
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
    """The ending of a file's name, in small letters, refused if it is none of some.

    Parameters
    ----------
    endings
        Those that can be written, at least two; one may have two parts, such as ``.shp.zip``.

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
    """What was made beside a file goes away if the block fails; if it ends well, it has seen to it.

    What makes and what clears hold signals back, and between them there is always this `try`.
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
    """Rename all finished files, or none; signals wait until nothing is left to clear."""
    for target, beside in ready.items():
        _give_rights(beside, target)
    with stopping.held():
        with ExitStack() as undo:
            for target, beside in ready.items():
                os.replace(beside, target)  # noqa: PTH105
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
    """A finished file beside its place, which goes away if it does not get there."""
    beside = _room_beside(target, leftovers)
    try:
        beside.write_bytes(data)
    except OSError as error:
        error.filename = os.fspath(target)  # a full disk has none
        raise
    return beside


def _room_beside(target: Path, leftovers: ExitStack) -> Path:
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
    return f".{target.name[:40]}."


def _copy(target: Path, leftovers: ExitStack) -> Path | None:
    """What stands in a file's place, kept until all files have theirs; None if nothing does."""
    if not target.exists():
        return None
    before = _room_beside(target, leftovers)
    shutil.copyfile(target, before)
    _give_rights(before, target)
    return before


def _give_rights(beside: Path, target: Path) -> None:
    """The rights of the file that is replaced, else those that a new file would get.

    Some file systems (FAT, many network shares) keep no rights and refuse; the file counts more.
    """
    with suppress(OSError):
        os.chmod(beside, _mode(target))  # noqa: PTH101 - the name came from mkstemp


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
