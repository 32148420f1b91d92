"""``geozone new``: the start of a scenario file."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--border",
    "said",
    metavar="A-B",
    required=True,
    help="The border that its zones lie along, such as TUR-SYR; its example extends into B.",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
def command(file: Path, said: str, *, force: bool) -> None:
    """Write the commented start of a scenario to FILE: every key, and an example that is good.

    FILE ends in .toml. The last line printed is its full path.

    \b
    geozone new talks.toml --border TUR-SYR
    geozone check talks.toml
    """  # noqa: D301  (click wants the backspace)
    if file.suffix.lower() != ".toml":
        raise click.UsageError(f"a scenario is a TOML file: name it {file.stem}.toml, got {file}")
    if file.exists() and not force:
        raise click.UsageError(f"{file} exists: --force replaces it")
    text = _text(said, file.name)

    from geozone import whole_file  # noqa: PLC0415  (keeps --help light)

    whole_file.write(file, text.encode())
    click.echo(f"Change it with any text editor, then: geozone check {file}")
    click.echo(str(file.resolve()))


def _text(said: str, name: str) -> str:
    from geozone.adhoc_form import pair  # noqa: PLC0415  (numpy and shapely)
    from geozone.border import Border  # noqa: PLC0415
    from geozone.errors import Refused  # noqa: PLC0415
    from geozone.starter import starter  # noqa: PLC0415
    from geozone.survey import survey  # noqa: PLC0415

    try:
        border = Border.between(*pair(said))
    except Refused as refused:
        raise Refused(f"--{refused.key}", refused.value, refused.expected) from None
    return starter(survey(border), name)
