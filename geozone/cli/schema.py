"""``geozone schema``: the JSON Schema by which editors complete and check scenario files."""

from __future__ import annotations

from pathlib import Path

import click

from geozone.cli.shared import output, target


@click.command("schema")
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to a file, such as scenario.schema.json, instead of printing it.",
)
@click.option(
    "--force", is_flag=True, help="Replace a file that geozone did not make or that was changed."
)
def command(file: Path | None, *, force: bool) -> None:
    """Print the JSON Schema of scenario files, by which editors complete and check them.

    Editors with Taplo (in VS Code: "Even Better TOML") or Tombi use it where the first line of a
    scenario says "#:schema scenario.schema.json" and that file lies beside it. What they cannot
    know (ids, names, the map), geozone check tells.

    \b
    geozone schema -o scenario.schema.json
    geozone new talks.toml --border TUR-SYR --schema
    """  # noqa: D301  (click wants the backspace)
    from geozone.files import signed, whole_file  # noqa: PLC0415  (keeps --help light)
    from geozone.scenario.format import json_schema  # noqa: PLC0415  (keeps --help light)

    if file is None:
        output.print_whole(json_schema.shipped())
        return
    target.check_target(file, "schema", force=force)
    whole_file.write(file, signed.signed(json_schema.shipped().encode(), "schema", ".json"))
    click.echo(f"First line of a scenario beside it: #:schema {file.name}")
    click.echo(str(file.resolve()))
