"""Store the data of the shipped map as it is now, for `tests/maps/page/test_golden.py`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import geozone
from maps.page.data import page_data
from tests.maps.golden_digest import KEPT, digest


def main() -> None:
    """Write the digest of turkey-syria's data block."""
    found = digest(page_data(geozone.load("turkey-syria")))
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(text + "\n", encoding="utf-8")
    print(f"{KEPT}: {len(text) / 1000:.0f} kB; read the difference before you keep it: git diff")


if __name__ == "__main__":
    main()
