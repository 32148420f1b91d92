"""Fit the numbers of gazetteer/lookup/confidence.py, and print them.

`python -m scripts.fit_confidence likeness`, then, with those numbers in place, `… country` and
`… world`; each takes some minutes.

Names are taken out of an index as for the held-out test, by another choice and beside those which
that test leaves out, so that it measures on names that nothing was tuned on. Some places are taken
out whole: their names, and invented ones, are what a guess must not answer.
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
MOST_NAMES = 1500  # of a country, so that the large ones do not decide alone
INVENTED, SEED = {"Latin": 300, "Arabic": 300, "Cyrillic": 150}, 9
_RIVALS = 12  # places beside the right one that the likeness is fitted on
_PENALTY = 3e-4


@dataclass(frozen=True)
class Question:
    """A name, the country it is asked for in, and its place (0: there is none)."""

    name: str
    country: str
    geonameid: int


def thinned(entries: list[build.Entry]) -> tuple[list[build.Entry], list[Question]]:
    """Entries without names of either choice and without some small places, and what to ask."""
    leave_out(entries)
    choice = functools.partial(is_left_out, salt=SALT)
    taken = leave_out(entries, countries=TRAINED_ON, choice=choice)
    kept, questions = [], []
    for entry in entries:
        is_small = entry.kind == "town" and entry.population < 50_000
        chance = hashlib.sha256(f"place {entry.geonameid}".encode()).digest()[0]
        if is_small and entry.country in COUNTRIES and chance < 26:  # a tenth
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
    """Of each question that no exact name answers the evidence, within its country or the world."""
    counts: dict[tuple[str, bool], int] = {}
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
    """Weights of a logistic model (the last is its constant), and its mean log loss."""
    middle, spread = terms.mean(0), terms.std(0) + 1e-9
    scaled = np.c_[(terms - middle) / spread, np.ones(len(terms))]

    def loss(weights: Floats) -> tuple[float, Floats]:
        logit = scaled @ weights
        penalized = np.r_[weights[:-1], 0]
        off = 1 / (1 + np.exp(-logit)) - is_right
        value = (np.logaddexp(0, logit) - is_right * logit).mean() + _PENALTY * (penalized**2).sum()
        return float(value), scaled.T @ off / len(off) + 2 * _PENALTY * penalized

    best = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B")
    plain = best.x[:-1] / spread
    return np.r_[plain, best.x[-1] - plain @ middle], float(best.fun)


def shown(name: str, weights: Floats) -> str:
    """An assignment to copy into gazetteer/lookup/confidence.py."""
    return f"{name} = ({', '.join(f'{weight:.2f}' for weight in weights)})"


def main(stage: str) -> None:
    """Fit the likeness or, with its numbers in place, the sureness (by country or ``world``)."""
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
    """What a guess without a country would take: a place's renown counts beside the likeness."""

    def rank(one: Evidence) -> float:
        return one.closeness + OF_RENOWN * renown(index.place(one.number).population)

    best = max(found, key=rank)
    rival = max((one.closeness for one in found if one is not best), default=NO_RIVAL)
    return best._replace(ahead=best.closeness - rival)


def is_it(ids: Sequence[str], one: Evidence, question: Question) -> float:
    """1 for the place that was asked for."""
    return float(ids[one.number] == str(question.geonameid))


if __name__ == "__main__":
    main(sys.argv[1])
