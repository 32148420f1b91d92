"""Write the JSON Schema and the reference page, which are generated from the tables of `keys`.

Run it by ``make schema``; a test fails if that was forgotten.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geozone.scenario.format import json_schema  # noqa: E402  (found by the line above)
from scripts import scenario_reference  # noqa: E402

SCHEMA = ROOT / "geozone" / "scenarios" / json_schema.FILE
PAGE = ROOT / "docs" / "scenario-reference.md"


def main() -> None:
    """Write both files and print their names."""
    made = {SCHEMA: json_schema.written(), PAGE: scenario_reference.page()}
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
