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
@click.option(
    "--schema",
    "for_editors",
    is_flag=True,
    help="Write scenario.schema.json beside it, by which editors complete and check it.",
)
@click.option("--force", is_flag=True, help="Replace existing files.")
def command(file: Path, said: str, *, for_editors: bool, force: bool) -> None:
    """Write the commented start of a scenario to FILE: every key, and an example that is good.

    FILE ends in .toml. With --schema its first line names the JSON Schema beside it, for editors
    with Taplo (in VS Code: "Even Better TOML") or Tombi. The last line printed is its full path.

    \b
    geozone new talks.toml --border TUR-SYR
    geozone check talks.toml
    """  # noqa: D301  (click wants the backspace)
    from geozone import schema_json, whole_file  # noqa: PLC0415  (keeps --help light)

    if file.suffix.lower() != ".toml":
        raise click.UsageError(f"a scenario is a TOML file: name it {file.stem}.toml, got {file}")
    if file.exists() and not force:
        raise click.UsageError(f"{file} exists: --force replaces it")
    beside = file.with_name(schema_json.FILE)
    if for_editors and beside.exists() and not force and not schema_json.is_ours(beside):
        raise click.UsageError(f"{beside} exists and geozone did not make it: --force replaces it")
    text = _text(said, file.name)
    if for_editors:
        files = {beside: schema_json.shipped(), file: f"#:schema {beside.name}\n{text}"}
    else:
        files = {file: text}
    whole_file.write_all({path: written.encode() for path, written in files.items()})
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
