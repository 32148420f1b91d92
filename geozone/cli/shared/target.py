"""Whether a command may write where it is told to, asked before anything is computed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from geozone.files.signed import Kind


def check_target(file: Path, kind: Kind | None = None, *, force: bool) -> None:
    """Refuse an output that cannot be written, or that is not ours to replace.

    Parameters
    ----------
    file
        What is to be written.
    kind
        What the command makes, if its files carry a mark: those that nobody has changed are
        replaced. Data for other programs carry none, and are replaced by force alone.
    force
        Whether --force was given.

    Raises
    ------
    UsageError
        If its folder is missing, or there is another file.
    OSError
        If there is something that is no file: `geozone.files.whole_file.check`.
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
