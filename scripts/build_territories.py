"""Names of countries in the languages of the page, from CLDR by way of the PyPI package Babel.

    pip install babel==2.18.0
    python scripts/build_territories.py

Writes `maps/words/text/territories.json`; the same bytes every time. Not shipped, and Babel is no
dependency of geozone.
"""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

from babel import Locale, __version__

BABEL = "2.18.0"
LANGUAGES = ("ar", "de", "fr", "tr")
ROOT = Path(__file__).parent.parent
CODES = ROOT / "geozone" / "data" / "countries-ccby.csv"
OUT = ROOT / "maps" / "text" / "territories.json"


def main() -> None:
    """Write the file and print what is in it."""
    if __version__ != BABEL:
        raise SystemExit(f"Babel {BABEL} is wanted, found {__version__}")
    with CODES.open(encoding="utf-8", newline="") as file:
        codes = {row["alpha3"]: row["alpha2"] for row in csv.DictReader(file)}
    names = {
        lang: {
            three: territories[two]
            for three, two in sorted(codes.items())
            if two in (territories := Locale(lang).territories)
        }
        for lang in LANGUAGES
    }
    text = json.dumps(names, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"
    OUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"{OUT.relative_to(ROOT)}  {hashlib.sha256(OUT.read_bytes()).hexdigest()}")
    for lang, found in names.items():
        print(f"{lang}: {len(found)} names, without {sorted(set(codes) - set(found)) or 'none'}")


if __name__ == "__main__":
    main()
