"""Names of places that there are not: what nobody should be sent to.

A chain of letters, each drawn from those that follow the two before it in the world's place names
of that script. What GeoNames or the supplement knows as a name is no invention and is left out.
`python -m tests.gazetteer.invented` writes invented.txt.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from gazetteer.index_file import build, supplement
from gazetteer.names import fold, loosen
from gazetteer.sounds import script

FILE = Path(__file__).with_name("invented.txt")
SEED = 8
COUNTS = {"Latin": 200, "Arabic": 200, "Cyrillic": 100}
_MARKS = frozenset(",،;؛()/")  # "Tripoli, Lebanon" is a question of another kind
_SHORTEST, _LONGEST = 5, 16  # letters


def invented_names(counts: dict[str, int], seed: int) -> list[str]:
    """Names by script, the same for the same seed."""
    known = {spelling for spelling in _of_geonames() if spelling}
    taken = known.union(
        *(entry.spellings for entry in supplement.read_supplement(build.SUPPLEMENT))
    )
    keys = {key for name in taken for key in (fold(name), loosen(fold(name)))}
    found = []
    for kind, count in counts.items():
        lower = sorted({name.lower() for name in known if script(name) == kind})
        found += _drawn(lower, keys, count, random.Random(f"{seed} {kind}"))  # noqa: S311
    return found


def _of_geonames() -> Iterable[str]:
    source = build._source_folder() / "cities500.json"
    for city in json.loads(source.read_text("utf-8")).values():
        yield city["name"]
        yield from city["alternatenames"]


def _drawn(names: list[str], keys: set[str], count: int, draw: random.Random) -> list[str]:
    following: dict[str, list[str]] = defaultdict(list)
    for name in names:
        text = f"^^{name}$"
        for at in range(2, len(text)):
            following[text[at - 2 : at]].append(text[at])
    found: list[str] = []
    while len(found) < count:
        text = "^^"
        while text[-1] != "$" and len(text) < _LONGEST + 3:
            text += draw.choice(following[text[-2:]])
        name = text.strip("^$ -")
        key = fold(name)
        is_new = (
            not set(name) & _MARKS
            and key not in keys
            and loosen(key) not in keys
            and name not in found
        )
        if is_new and text[-1] == "$" and len(key) >= _SHORTEST and key.replace(" ", "").isalpha():
            found.append(name)
    return found


def read() -> list[str]:
    """The committed names."""
    return FILE.read_text("utf-8").split("\n")[:-1]


if __name__ == "__main__":
    FILE.write_text("\n".join(invented_names(COUNTS, SEED)) + "\n", "utf-8")
