"""Fit the numbers of gazetteer/lookup/confidence.py, and print them.

Run `python -m scripts.fit_confidence likeness` first. Put its numbers into the module, then run it
with `country` and with `world`. Each run takes some minutes.

As in the held-out test, names are removed from an index and then looked up. The names removed here
are others than in that test, so that the test measures on names that nothing was fitted to. Some
places are removed altogether: a guess must give no answer to their names, or to invented names.
"""

from __future__ import annotations

import functools
import hashlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from gazetteer.index_file import build
from gazetteer.index_file.held_out import COUNTRIES, is_left_out, leave_out
from gazetteer.index_file.index import Index
from gazetteer.lookup.confidence import likeness_terms, renown, sureness_terms, world_terms
from gazetteer.lookup.guessing import OF_RENOWN
from gazetteer.lookup.resemblance import NO_RIVAL, Evidence, evidence
from gazetteer.names import fold, loosen
from tests.gazetteer.invented import invented_names

Floats = npt.NDArray[np.float64]
TRAINED_ON = (*COUNTRIES, "IR", "GR", "EG", "UA")
SALT = "train "
MOST_NAMES = 1500  # names of one country, so that large countries do not dominate the fit
INVENTED, SEED = {"Latin": 300, "Arabic": 300, "Cyrillic": 150}, 9
_RIVALS = 12  # candidates of each question that the likeness is fitted on
_PENALTY = 3e-4  # weight of the squared coefficients (ridge), against overfitting


@dataclass(frozen=True)
class Question:
    """A name, the country to look in, and the id of its place (0: there is no such place)."""

    name: str
    country: str
    geonameid: int


def thinned(entries: list[build.Entry]) -> tuple[list[build.Entry], list[Question]]:
    """Remove names and some small places from the entries; return the rest and the questions."""
    leave_out(entries)  # the names of the held-out test: nothing may be fitted to them
    choice = functools.partial(is_left_out, salt=SALT)
    taken = leave_out(entries, countries=TRAINED_ON, choice=choice)
    kept, questions = [], []
    for entry in entries:
        is_small = entry.kind == "town" and entry.population < 50_000
        chance = hashlib.sha256(f"place {entry.geonameid}".encode()).digest()[0]
        if is_small and entry.country in COUNTRIES and chance < 26:  # a tenth of 256
            names = [entry.name, *entry.spellings]
            questions += [Question(name, entry.country, 0) for name in names]
        else:
            kept.append(entry)
    country_of = {entry.geonameid: entry.country for entry in kept}
    questions += [Question(name, country_of[one], one) for one, name in taken if one in country_of]
    invented = invented_names(INVENTED, SEED)
    questions += [Question(name, country, 0) for country in TRAINED_ON for name in invented]
    return kept, questions


def asked(
    index: Index, questions: Sequence[Question], *, is_hinted: bool
) -> Iterator[tuple[Question, list[Evidence]]]:
    """Each question that no exact name answers, with its evidence in its country or the world."""
    counts: dict[tuple[str, bool], int] = {}
    # A random order that is the same in every run, since only the first names are used.
    order = sorted(questions, key=lambda one: hashlib.sha256(repr(one).encode()).digest())
    for question in order:
        folded = fold(question.name)
        code = index.tables.codes[question.country] if is_hinted else None
        group = question.country, question.geonameid > 0
        if not folded or counts.get(group, 0) >= MOST_NAMES:
            continue
        keys = (folded, loosen(folded))
        bearers = {index.country(number) for key in keys for number, *_ in index.postings(key)}
        if (code in bearers) if is_hinted else bearers:
            continue
        counts[group] = counts.get(group, 0) + 1
        found = evidence(index, folded, code)
        if found:
            yield question, found


def fitted(terms: Floats, is_right: Floats) -> tuple[Floats, float]:
    """Fit a logistic model: its weights (the last is the constant) and its mean log loss."""
    # Standardized terms, so that the penalty treats all weights alike.
    middle, spread = terms.mean(0), terms.std(0) + 1e-9
    scaled = np.c_[(terms - middle) / spread, np.ones(len(terms))]

    def loss(weights: Floats) -> tuple[float, Floats]:
        logit = scaled @ weights
        penalized = np.r_[weights[:-1], 0]
        off = 1 / (1 + np.exp(-logit)) - is_right
        value = (np.logaddexp(0, logit) - is_right * logit).mean() + _PENALTY * (penalized**2).sum()
        return float(value), scaled.T @ off / len(off) + 2 * _PENALTY * penalized

    best = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B")
    # The weights for the terms as they are, without standardization.
    plain = best.x[:-1] / spread
    return np.r_[plain, best.x[-1] - plain @ middle], float(best.fun)


def shown(name: str, weights: Floats) -> str:
    """An assignment to copy into gazetteer/lookup/confidence.py."""
    return f"{name} = ({', '.join(f'{weight:.2f}' for weight in weights)})"


def main(stage: str) -> None:
    """Fit the likeness or, once its numbers are in place, the sureness (``country``, ``world``)."""
    held: list[Question] = []

    def change(entries: list[build.Entry]) -> list[build.Entry]:
        kept, questions = thinned(entries)
        held.extend(questions)
        return kept

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "training.index")
        build.build_changed(path, change)
        index = Index(path)
        gathered = list(asked(index, held, is_hinted=stage != "world"))
        ids = [index.place(number).source_id for number in range(len(index))]
    if stage == "likeness":
        rows = [
            (likeness_terms(one.likeness, is_crossing=one.is_crossing), is_it(ids, one, question))
            for question, found in gathered
            if question.geonameid
            for one in found[:_RIVALS]
        ]
        weights, loss = fitted(*map(np.array, zip(*rows, strict=True)))
        print(shown("_LIKENESS", weights), f" # log loss {loss:.4f}")
        return
    suffix = "_WORLD" if stage == "world" else ""
    for is_crossing, name in ((False, "_SAME_SCRIPT"), (True, "_OTHER_SCRIPT")):
        rows = []
        for question, found in gathered:
            first = likeliest(index, found) if suffix else found[0]
            if first.is_crossing == is_crossing:
                population = index.place(first.number).population
                terms = world_terms(first, population) if suffix else sureness_terms(first)
                rows.append((terms, is_it(ids, first, question)))
        weights, loss = fitted(*map(np.array, zip(*rows, strict=True)))
        print(shown(name + suffix, weights), f" # log loss {loss:.4f} of {len(rows)}")


def likeliest(index: Index, found: Sequence[Evidence]) -> Evidence:
    """The candidate that a guess without a country takes: by its likeness and its renown."""

    def rank(one: Evidence) -> float:
        return one.closeness + OF_RENOWN * renown(index.place(one.number).population)

    best = max(found, key=rank)
    rival = max((one.closeness for one in found if one is not best), default=NO_RIVAL)
    return best._replace(ahead=best.closeness - rival)


def is_it(ids: Sequence[str], one: Evidence, question: Question) -> float:
    """1 if the candidate is the place that was asked for, else 0."""
    return float(ids[one.number] == str(question.geonameid))


if __name__ == "__main__":
    main(sys.argv[1])
