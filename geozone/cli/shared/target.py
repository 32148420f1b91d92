"""Check that a command may write its output file, before anything is computed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from geozone.files.signed import Kind


def check_target(file: Path, kind: Kind | None = None, *, force: bool) -> None:
    """Refuse an output that cannot be written, or that would replace a file of somebody else.

    Parameters
    ----------
    file
        The file to write.
    kind
        The kind of file, if geozone marks its files of this kind with a signature. A marked file
        that nobody has changed is replaced. Data for other programs carry no mark and are replaced
        only by force.
    force
        Whether --force was given.

    Raises
    ------
    UsageError
        If the folder is missing, or another file exists.
    OSError
        If the path is something else than a file: `geozone.files.whole_file.check`.
    """
    from geozone.files import signed, whole_file  # noqa: PLC0415  (keeps --help light)

    if str(file) == "-":
        raise click.UsageError("-: this is written to a file, never to stdout: give it a name")
    whole_file.check(file)
    if not file.absolute().parent.is_dir():
        raise click.UsageError(f"there is no folder {file.parent} to write {file.name} into")
    if force or not file.exists():
        return
    if kind is None:
        raise click.UsageError(f"{file} exists: --force replaces it")
    if not signed.is_unchanged(file, kind):
        raise click.UsageError(
            f"{file} exists and is no {kind} that geozone made, or it was changed since: --force "
            "replaces it"
        )
