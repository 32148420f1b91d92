"""``geozone new``: write the template of a scenario file."""

from __future__ import annotations

from pathlib import Path

import click

from geozone.cli.shared import target


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
    from geozone.files import signed, whole_file  # noqa: PLC0415  (keeps --help light)
    from geozone.scenario.format import json_schema  # noqa: PLC0415  (keeps --help light)

    if file.suffix.lower() != ".toml":
        raise click.UsageError(f"a scenario is a TOML file: name it {file.stem}.toml, got {file}")
    target.check_target(file, force=force)
    beside = file.with_name(json_schema.FILE)
    if for_editors:
        target.check_target(beside, "schema", force=force)
    text = _scenario_text(said, file.name)
    files = {file: text.encode()}
    if for_editors:
        schema = signed.signed(json_schema.shipped().encode(), "schema", ".json")
        files = {beside: schema, file: f"#:schema {beside.name}\n{text}".encode()}
    # Both files or none are written: a scenario must not name a schema that is not there.
    whole_file.write_all(files)
    click.echo(f"Change it with any text editor, then: geozone check {file}")
    click.echo(str(file.resolve()))


def _scenario_text(said: str, name: str) -> str:
    from geozone.errors import Refused  # noqa: PLC0415
    from geozone.lines.border import Border  # noqa: PLC0415
    from geozone.lines.summary import survey  # noqa: PLC0415
    from geozone.scenario.options import pair  # noqa: PLC0415  (numpy and shapely)
    from geozone.scenario.template import starter  # noqa: PLC0415

    try:
        border = Border.between(*pair(said))
    except Refused as refused:
        raise Refused(f"--{refused.key}", refused.value, refused.expected) from None
    return starter(survey(border), name)
