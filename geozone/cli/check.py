"""``geozone check``: list the faults of a scenario file."""

from __future__ import annotations

import click

from geozone import quantities
from geozone.cli.shared import output


@click.command("check")
@click.argument("scenario")
@output.format_option
@click.pass_context
def command(ctx: click.Context, scenario: str, form: str) -> None:
    """Check a SCENARIO file: every fault at once, a line each; the exit code is then 2.

    \b
    geozone check small.toml
    geozone check small.toml --format json
    """  # noqa: D301  (click wants the backspace)
    from geozone.errors import ScenarioError  # noqa: PLC0415  (keeps --help light)

    try:
        study = output.load(scenario)
    except ScenarioError as error:
        if form == "text":
            raise
        faults = [
            {"entry": each.entry, "key": each.key, "value": each.value, "expected": each.expected}
            for each in error.faults
        ]
        output.print_json({"scenario": error.file, "faults": faults})
        ctx.exit(2)
    if form == "json":
        output.print_json({"scenario": scenario, "faults": []})
    else:
        found = {
            "proposal": len(study.scenario.proposals),
            "zone": len(study.zones),
            "place": len(study.places),
        }
        said = ", ".join(quantities.counted(count, what) for what, count in found.items())
        click.echo(f"{scenario}: good ({said})")
