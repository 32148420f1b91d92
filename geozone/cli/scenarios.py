"""``geozone scenarios``: list the scenarios that come with geozone."""

from __future__ import annotations

import click

from geozone.cli.shared import output


@click.command("scenarios")
@output.table_format_option
def command(form: str) -> None:
    """List the shipped scenarios.

    \b
    geozone scenarios
    geozone scenarios --format json
    """  # noqa: D301  (click wants the backspace)
    from geozone.scenario.reading import shipped  # noqa: PLC0415  (numpy)

    scenarios = shipped()
    if form == "json":
        listed = [{"name": name, "title": title} for name, title in scenarios]
        output.print_json({"scenarios": listed})
        return
    output.print_plain_table(form, "Shipped scenarios", ["scenario", "title"], scenarios)
