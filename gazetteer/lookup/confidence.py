"""Confidence of a guess: how alike two spellings are, and how often such guesses are right.

Two logistic models, fitted by ``scripts/fit_confidence.py`` with the country given. The training
names are names taken out of the index, names of places taken out whole, and invented names. None of
them belongs to the held-out test, so that the table of that test shows how good the models are.
"""

from __future__ import annotations

import math
import operator
from typing import Protocol

# Weights in the order of `likeness_terms` and `sureness_terms`, the constant last.
_LIKENESS = (11.40, -0.97, 0.43, 2.59, 4.45, 0.93, 1.89, 0.67, 1.28, -18.25)
_SAME_SCRIPT = (
    0.28, 4.06, 1.48, -3.20, 0.78, 0.22, 0.19, 0.38, 0.00, -0.22, 0.12, 0.56, -0.29, 0.71, -0.20,
    0.00, 0.00, -4.14,
)  # fmt: skip
_OTHER_SCRIPT = (
    0.57, 5.86, 0.00, -2.48, 0.62, 0.16, 1.08, 0.64, 0.04, 0.27, -0.01, 0.45, 0.03, 0.45, -0.23,
    -2.52, 0.80, -6.14,
)  # fmt: skip
# The weights if no country is given; the last but one is that of the population.
_SAME_SCRIPT_WORLD = (
    -0.13, 7.85, 5.55, -2.98, 0.73, 0.07, -0.62, -0.18, 0.17, -0.31, 0.14, 0.38, 0.00, 0.38, -0.06,
    0.00, 0.00, 0.25, -12.77,
)  # fmt: skip
_OTHER_SCRIPT_WORLD = (
    0.64, 8.52, 0.00, 1.67, 0.93, 0.06, -0.45, -0.12, 0.22, 0.12, -0.20, 0.70, 0.05, -1.38, 0.03,
    -1.57, 0.42, 0.15, -13.84,
)  # fmt: skip
_FAR_AHEAD = 6.0  # log-odds; a larger lead or support says no more, and is cut off here


class Evidence(Protocol):
    """The evidence for a place: see `gazetteer.lookup.resemblance.Evidence`.

    A protocol and no import, because that module imports this one.
    """

    @property
    def is_crossing(self) -> bool: ...  # noqa: D102
    @property
    def likeness(self) -> tuple[float, ...]: ...  # noqa: D102
    @property
    def closeness(self) -> float: ...  # noqa: D102
    @property
    def ahead(self) -> float: ...  # noqa: D102
    @property
    def support(self) -> float | None: ...  # noqa: D102
    @property
    def spellings(self) -> int: ...  # noqa: D102
    @property
    def is_unvowelled(self) -> bool: ...  # noqa: D102
    @property
    def length(self) -> int: ...  # noqa: D102
    @property
    def consonants(self) -> int: ...  # noqa: D102


def closeness(likeness: tuple[float, ...], *, is_crossing: bool) -> float:
    """Sum up how alike a name and a key are.

    Parameters
    ----------
    likeness
        From 0 to 1: of the sounds, of the consonants, of the sounds by their beginning
        (Jaro-Winkler), of the letters (0 across scripts), the share of the shorter one's sounds
        that stand in the other in the same order, and whether the first sound is the same.
    is_crossing
        Whether they are in different scripts.

    Returns
    -------
    float
        Log-odds that this key's place is meant, everything else left aside.
    """
    return _sum(_LIKENESS, likeness_terms(likeness, is_crossing=is_crossing))


def likeness_terms(likeness: tuple[float, ...], *, is_crossing: bool) -> tuple[float, ...]:
    """The terms that `closeness` weighs."""
    sounds, bones, *_ = likeness
    return (*likeness, float(is_crossing), float(sounds == 1), float(bones == 1))


def sureness(evidence: Evidence) -> float:
    """How likely the place is the one that is meant, from 0 to 1, if its country is given."""
    weights = _OTHER_SCRIPT if evidence.is_crossing else _SAME_SCRIPT
    return _share(_sum(weights, sureness_terms(evidence)))


def world_sureness(evidence: Evidence, population: int | None) -> float:
    """How likely the place is the one that is meant, from 0 to 1, if no country is given."""
    weights = _OTHER_SCRIPT_WORLD if evidence.is_crossing else _SAME_SCRIPT_WORLD
    return _share(_sum(weights, world_terms(evidence, population)))


def world_terms(evidence: Evidence, population: int | None) -> tuple[float, ...]:
    """The terms that `world_sureness` weighs."""
    return (*sureness_terms(evidence), renown(population))


def renown(population: int | None) -> float:
    """Size of a place on a logarithmic scale; populations below 1000 hardly differ."""
    return math.log10((population or 0) + 1000)


def sureness_terms(evidence: Evidence) -> tuple[float, ...]:
    """The terms that `sureness` weighs, in the order of the weights."""
    sounds, bones, _, letters, covered, _ = evidence.likeness
    length, consonants = min(evidence.length, 12), min(evidence.consonants, 7)
    support = -_FAR_AHEAD if evidence.support is None else max(evidence.support, -_FAR_AHEAD)
    return (
        evidence.closeness,
        sounds,
        letters,
        covered,
        max(min(evidence.ahead, _FAR_AHEAD), -_FAR_AHEAD),
        support,
        float(evidence.support is None),
        math.log(evidence.spellings),
        length,
        consonants,
        sounds * length,
        bones * consonants,
        float(sounds == 1) * consonants,
        float(bones == 1 and covered == 1),
        float(bones == 1 and covered == 1) * consonants,
        float(evidence.is_unvowelled),
        float(evidence.is_unvowelled) * sounds,
    )


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def _sum(weights: tuple[float, ...], terms: tuple[float, ...]) -> float:
    return math.fsum(map(operator.mul, weights, terms)) + weights[-1]
