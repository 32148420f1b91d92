"""Files that a user gives, and the files that those name: what is opened, and from which folder.

A file may name other files: a scenario names lines and areas, a style names logos. It may come from
somebody else, so the names in it must not lead to the rest of a disk. `inside` holds the one rule
for all such names. `gazetteer.regular_file` opens the files, for both packages.
"""

from __future__ import annotations

import os
from pathlib import Path

from gazetteer.regular_file import NotRegular, TooLarge, opened, read_whole

__all__ = ["LeadsOut", "NotRegular", "TooLarge", "check_name", "inside", "opened", "read_whole"]


class LeadsOut(Exception):
    """A file's name leads out of the folder of the file that names it; the message tells how."""


def check_name(name: str) -> None:
    r"""Refuse a file's name that can lead out of the folder, whatever the folder holds.

    A name must be relative, must not go upwards, and has ``/`` between folders on every system. So
    a scenario can be handed on together with its folder.

    Raises
    ------
    LeadsOut

    Examples
    --------
    >>> check_name("lines/mdl.geojson")
    >>> check_name("../mdl.geojson")
    Traceback (most recent call last):
    geozone.files.given_file.LeadsOut: its name leads out of the folder
    """
    # A backslash separates folders on Windows, and a colon begins a drive or a stream there.
    if "\\" in name or ":" in name or name.startswith(("/", "~")) or ".." in name.split("/"):
        raise LeadsOut("its name leads out of the folder")


def inside(folder: Path, name: str) -> Path:
    """The path of a named file in a folder, with all symbolic links resolved.

    The path to the folder may contain links, and links within the folder are followed. A link that
    leads out of the folder is refused. The file need not exist.

    Parameters
    ----------
    folder
        The folder of the file that contains the name.
    name
        The name as it is written there.

    Raises
    ------
    LeadsOut
        If the name or a symbolic link leads out of the folder.

    Examples
    --------
    >>> inside(Path(), "logo.png").name
    'logo.png'
    """
    check_name(name)
    check_inside(folder, folder / name)
    return Path(os.path.realpath(folder / name))


def check_inside(folder: Path, file: Path) -> None:
    """Refuse a file that does not lie in a folder, after all links to both are resolved.

    Raises
    ------
    LeadsOut

    Examples
    --------
    >>> check_inside(Path("/etc"), Path("/etc/../var"))
    Traceback (most recent call last):
    geozone.files.given_file.LeadsOut: a symbolic link leads out of the folder
    """
    try:
        real = Path(os.path.realpath(file))
        is_inside = real.is_relative_to(os.path.realpath(folder))
    except ValueError:  # a name with a NUL: no such file exists, and opening it gives that error
        return
    if not is_inside:
        raise LeadsOut("a symbolic link leads out of the folder")
