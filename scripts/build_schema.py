"""Write what is made from the tables of `geozone.schema_tables`: the JSON Schema of scenario files.

Run by ``make schema``; tests say where it was forgotten.
"""

from __future__ import annotations

from pathlib import Path

from geozone import schema_json

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "geozone" / "scenarios" / schema_json.FILE


def main() -> None:
    """Write the file and say which it is."""
    SCHEMA.write_text(schema_json.written(), encoding="utf-8")
    print(SCHEMA.relative_to(ROOT))


if __name__ == "__main__":
    main()
