"""Indexes of a user's lists, kept between runs in the user's cache folder.

Each index is a folder of parts and a manifest with their checksums. It is written under another
name and then renamed, so it is either complete or absent, even if several processes write it at the
same time. A damaged index counts as absent. The cache can be deleted at any time: an index that is
missing is made again. The module handles bytes and does not know places.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

VARIABLE = "GEOZONE_CACHE"  # the environment variable that names another folder
_MANIFEST = "manifest.json"
_LEFTOVER = ".part"
_STALE_S = 24 * 3600  # an unfinished folder of this age was left by a process that was killed
_CHUNK = 1 << 20


class Kept(NamedTuple):
    """An index in the cache.

    Parameters
    ----------
    parts
        Its files, in order.
    facts
        The description that was stored with it.
    """

    parts: tuple[Path, ...]
    facts: Mapping[str, Any]


def folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where the indexes are kept.

    ``GEOZONE_CACHE``, if it is set; else ``geozone`` in the folder that the system has for such
    things: ``XDG_CACHE_HOME`` or ``~/.cache``, ``~/Library/Caches``, ``LOCALAPPDATA``.

    Examples
    --------
    >>> folder({"GEOZONE_CACHE": "/big/disk"}).as_posix()
    '/big/disk'
    >>> folder({"XDG_CACHE_HOME": "/cache"}, "linux").as_posix()
    '/cache/geozone'
    """
    if chosen := environment.get(VARIABLE):
        return Path(chosen).expanduser()
    if platform == "darwin":
        base = Path("~/Library/Caches")
    elif platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or "~/AppData/Local")
    else:
        # The XDG standard says: ignore a relative path.
        stated = environment.get("XDG_CACHE_HOME", "")
        base = Path(stated if stated.startswith("/") else "~/.cache")
    return base.expanduser() / "geozone"


def find(name: str) -> Kept | None:
    """Find the index of a name; ``None`` if there is none or if it is damaged.

    Examples
    --------
    >>> find("no such name") is None
    True
    """
    here = folder() / name
    try:
        manifest = json.loads((here / _MANIFEST).read_text("utf-8"))
        if manifest["checksum"] != _checksum_of(manifest["parts"], manifest["facts"]):
            return None
        parts = tuple(here / f"{number}.index" for number in range(len(manifest["parts"])))
        # Size and checksum of every part: a full disk or a crash can leave a part cut short.
        sound = [_checksum(part) for part in parts] == manifest["parts"]
        return Kept(parts, manifest["facts"]) if sound else None
    except (OSError, ValueError, LookupError, TypeError, RuntimeError):
        return None  # any damage, also to the manifest's form; RuntimeError: no home folder


def keep(name: str, parts: Iterable[bytes], facts: Callable[[], Mapping[str, Any]]) -> Kept:
    """Keep parts under a name.

    Parameters
    ----------
    name
        A file's name.
    parts
        Written one by one, so that only one is in memory.
    facts
        Called when all parts are written; its result must fit into JSON.

    Raises
    ------
    OSError
        If the folder cannot be written or the disk is full. Nothing is left behind then; the same
        holds if `parts` raises or the user interrupts.
    """
    where = folder()
    where.mkdir(parents=True, exist_ok=True)
    _sweep(where)
    beside = Path(tempfile.mkdtemp(prefix=f".{name}.", suffix=_LEFTOVER, dir=where))
    try:
        checksums = []
        for number, part in enumerate(parts):
            path = beside / f"{number}.index"
            path.write_bytes(part)
            checksums.append([len(part), zlib.crc32(part)])
        stored = facts()
        checksum = _checksum_of(checksums, stored)
        manifest = {"parts": checksums, "facts": stored, "checksum": checksum}
        (beside / _MANIFEST).write_text(json.dumps(manifest), "utf-8")
        _put(beside, where / name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    # Read it back: only checksums show whether the disk kept every byte, or whether another
    # process has removed the folder.
    kept = find(name)
    if kept is None:
        raise OSError(None, "it was written and could not be read back", os.fspath(where / name))
    return kept


def drop(name: str) -> None:
    """Delete the index of a name, so that it can be written again.

    Raises
    ------
    OSError
        If it cannot be deleted.

    Examples
    --------
    >>> drop("no such name")
    """
    target = folder() / name
    if not target.exists() and not target.is_symlink():
        return
    with tempfile.TemporaryDirectory(prefix=f".{name}.", suffix=_LEFTOVER, dir=folder()) as beside:
        # Rename first: a half-deleted folder must never have the name of an index.
        target.rename(Path(beside, "dropped"))


def _put(beside: Path, target: Path) -> None:
    """Give a finished folder its name, unless another process has finished the same index."""
    if find(target.name) is not None:
        return
    # Every step can fail because another process does the same. That is an error only if no sound
    # index stands there afterwards.
    try:
        drop(target.name)
    except OSError:
        if target.exists() and find(target.name) is None:
            raise
    try:
        beside.rename(target)
    except OSError:
        if find(target.name) is None:
            raise


def _sweep(where: Path) -> None:
    """Remove unfinished folders of processes that were killed."""
    for path in where.glob(f".*{_LEFTOVER}"):
        try:
            if time.time() - path.stat().st_mtime > _STALE_S:
                shutil.rmtree(path, ignore_errors=True)
        except OSError:
            continue


def _checksum_of(parts: object, facts: object) -> int:
    return zlib.crc32(json.dumps([parts, facts], sort_keys=True).encode("utf-8", "replace"))


def _checksum(path: Path) -> list[int]:
    size = checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
    return [size, checksum]
