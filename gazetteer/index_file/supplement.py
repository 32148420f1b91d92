"""The supplement: text files of names that people keep by hand, read and checked for the build.

Every fault names file, line, key and value, so that the files can be corrected without Python.
``data/supplement/README.md`` explains the tables. The build checks whether they agree with
GeoNames. The files hold no coordinates; points come from the other sources.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gazetteer.errors import GazetteerError, quoted
from gazetteer.names import fold

# Keys that hold spellings: ISO 639 codes of languages, and the words "former" and "official".
LANGUAGES = frozenset((
    "ar", "az", "be", "bg", "bs", "ckb", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr",
    "he", "hi", "hr", "hu", "hy", "it", "ja", "ka", "ko", "ku", "mk", "nl", "no", "pl", "pt",
    "ro", "ru", "sk", "sl", "sq", "sr", "sv", "syr", "tr", "uk", "ur", "zh", "former", "official",
))  # fmt: skip
# For each kind of table the other keys that it must have, and those that it may have.
_KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "town": (frozenset({"name"}), frozenset({"country"})),
    "country": (frozenset(), frozenset()),
    "demonym": (frozenset(), frozenset()),
    "continent": (frozenset(), frozenset()),
    "division": (frozenset({"name"}), frozenset()),
    "words": (frozenset(), frozenset()),
    "region": (frozenset({"of"}), frozenset({"cldr"})),
    "river": (frozenset({"line"}), frozenset()),
    "lake": (frozenset({"near"}), frozenset()),
    "sea": (frozenset({"near"}), frozenset({"gates"})),
    "pointless": (frozenset({"reason"}), frozenset()),
    "unclear": (frozenset({"reason"}), frozenset({"advice"})),
}


_LISTS = frozenset({"of", "gates"})
_NUMBERS = frozenset({"near"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the supplement.

    Parameters
    ----------
    file
        The name of its file.
    kind, key
        ``[kind.key]``, its head.
    values
        What it holds.
    lines, first_line
        The lines of its text, and the number of the first one.
    """

    file: str
    kind: str
    key: str
    values: dict[str, Any]
    lines: tuple[str, ...]
    first_line: int

    @property
    def spellings(self) -> list[str]:
        """All its spellings, in the order of the file."""
        return [each for key, value in self.values.items() if key in LANGUAGES for each in value]

    def fault(self, key: str, expected: str, value: object = None) -> GazetteerError:
        """Say in one line what is wrong with the value of a key, and what would be right.

        Parameters
        ----------
        key
            The key; ``""`` for the head of the table.
        expected
            What would be right.
        value
            The wrong value of a list, if only one is wrong.
        """
        held = self.values.get(key) if value is None else value
        what = f"{key} = {_shown(held)}" if key else f"[{self.kind}.{self.key}]"
        return GazetteerError(f"{self.file}, line {self._line(key, value)}: {what} — {expected}")

    def _line(self, key: str, value: object) -> int:
        head = re.compile(rf"\s*{re.escape(key)}\s*=")
        for number, line in enumerate(self.lines, self.first_line):
            if key and head.match(line):
                rest = enumerate(self.lines[number - self.first_line :], number)
                return next((n for n, text in rest if value and str(value) in text), number)
        return self.first_line


def read_supplement(folder: Path) -> list[Entry]:
    """Read and check all files of a folder, in the order of their names.

    Raises
    ------
    GazetteerError
        If a file is no TOML, or holds what the supplement does not know.
    """
    found = [entry for path in sorted(folder.glob("*.toml")) for entry in _entries(path)]
    _check_once(found)
    return found


def of_kind(entries: Iterable[Entry], kind: str) -> Iterator[Entry]:
    """Keep the tables of one kind."""
    return (entry for entry in entries if entry.kind == kind)


def _entries(path: Path) -> Iterator[Entry]:
    text = path.read_text("utf-8")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError(f"{path.name}: {str(error)[:1].lower()}{str(error)[1:]}") from None
    defaults = {key: content.pop(key) for key in ("country",) if isinstance(content.get(key), str)}
    parts = _tables_of(text)
    for kind, tables in content.items():
        if kind not in _KEYS or not isinstance(tables, dict):
            raise GazetteerError(
                f"{path.name}: [{kind}…] is no table of the supplement — write one of "
                f"{', '.join(f'[{each}.…]' for each in _KEYS)}"
            )
        own = defaults if kind == "town" else {}
        for key, values in tables.items():
            first, lines = parts.get((kind, key), (1, ()))
            held = values if isinstance(values, dict) else {}
            entry = Entry(path.name, kind, key, own | held, lines, first)
            _check_entry(entry)
            yield entry


def _tables_of(text: str) -> dict[tuple[str, str], tuple[int, tuple[str, ...]]]:
    """The first line and all lines of each table, by the two words of its head.

    `tomllib` gives values without line numbers, so heads are found again in the text.
    """
    lines = text.splitlines()
    heads: list[tuple[int, tuple[str, str]]] = []
    for number, line in enumerate(lines):
        if not line.startswith("["):
            continue
        try:
            ((kind, tables),) = tomllib.loads(line).items()
            ((key, _),) = tables.items()
        except (tomllib.TOMLDecodeError, AttributeError, ValueError):
            continue
        heads.append((number, (kind, key)))
    ends = [number for number, _ in heads[1:]] + [len(lines)]
    return {
        head: (number + 1, tuple(lines[number:end]))
        for (number, head), end in zip(heads, ends, strict=True)
    }


def _check_entry(entry: Entry) -> None:
    required, allowed = _KEYS[entry.kind]
    for key in sorted(required - entry.values.keys()):
        raise entry.fault("", f"give it a {key}")
    for key in entry.values:
        if key in LANGUAGES:
            _check_spellings(entry, key)
        elif key in required | allowed:
            _check_value(entry, key)
        else:
            known = ", ".join(sorted(required | allowed | LANGUAGES))
            raise entry.fault(key, f"write one of the keys {known}")
    _check_each_new(entry)


def _check_value(entry: Entry, key: str) -> None:
    value = entry.values[key]
    if key in _LISTS:
        if not isinstance(value, list) or not value:
            raise entry.fault(key, "write a list in square brackets")
    elif key in _NUMBERS:
        if not isinstance(value, int):
            raise entry.fault(key, "write the number of a place at geonames.org")
    elif not isinstance(value, str) or not value.strip():
        raise entry.fault(key, "write a text in quotes")


def _check_each_new(entry: Entry) -> None:
    """Refuse two spellings of a table that fold to the same letters."""
    folded: dict[str, str] = {}
    for key, value in entry.values.items():
        for spelling in value if key in LANGUAGES else ():
            other = folded.setdefault(fold(spelling), spelling)
            if other is not spelling:
                raise entry.fault(
                    key,
                    f'"{other}" of the same table already finds it: case, accents, apostrophes '
                    "and hyphens need no spelling of their own, so leave one of the two out",
                    spelling,
                )


def _check_spellings(entry: Entry, key: str) -> None:
    spellings = entry.values[key]
    if not isinstance(spellings, list) or not all(isinstance(each, str) for each in spellings):
        raise entry.fault(key, 'write a list of texts, such as ["Kobanî", "Kobane"]')
    for spelling in spellings:
        if not fold(spelling) or spelling != spelling.strip():
            raise entry.fault(key, "write a name, without spaces around it", spelling)
        if entry.kind == "town" and spelling == entry.values["name"]:
            raise entry.fault(key, "that is the place's name already: leave it out", spelling)


def _check_once(entries: Iterable[Entry]) -> None:
    """Refuse a second table for a place, also in another file."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        other = seen.setdefault((entry.kind, entry.key), entry)
        if other is not entry:
            raise entry.fault(
                "", f"it stands in {other.file}, line {other.first_line}, too: join the two"
            )


def _shown(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    return quoted(str(value))[1:-1]
