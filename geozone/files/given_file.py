"""Files that a user gives, and the files that those name: what is opened, and from which folder.

A file may name other files: a scenario its lines and areas, a style its logos. It may come from
somebody else, so it must not reach the rest of a disk. `inside` has the one rule for all of them;
how a file is opened, `gazetteer.regular_file` says for both packages.
"""

from __future__ import annotations

import os
from pathlib import Path

from gazetteer.regular_file import NotRegular, TooLarge, opened, read_whole

__all__ = ["LeadsOut", "NotRegular", "TooLarge", "check_name", "inside", "opened", "read_whole"]


class LeadsOut(Exception):
    """A name that leads out of the folder of the file it stands in; says how."""


def check_name(name: str) -> None:
    r"""Refuse a file's name that can lead out of the folder, whatever the folder holds.

    Relative and never upwards, with ``/`` between folders on every system: so a file can be handed
    on with its folder.

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
    if "\\" in name or ":" in name or name.startswith(("/", "~")) or ".." in name.split("/"):
        raise LeadsOut("its name leads out of the folder")


def inside(folder: Path, name: str) -> Path:
    """The file of that name in a folder, with no symbolic link left in its path.

    The folder may itself be reached by a link, and links within it are followed; one that leads out
    of it is refused. The file need not exist.

    Parameters
    ----------
    folder
        That of the file which names it.
    name
        As written there.

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
    """Refuse a file that does not lie in a folder, whatever links lead to either.

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
    except ValueError:  # a name with a NUL: no file has it, which opening it will say
        return
    if not is_inside:
        raise LeadsOut("a symbolic link leads out of the folder")
