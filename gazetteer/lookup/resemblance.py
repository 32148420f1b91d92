"""Guess: the places of a country whose names sound like an unknown one, and how sure each guess is.

Candidates come from the index: every name of a country has a signature of 64 bits, made of the
consonants that it sounds of, and those that share most bits with the name are compared letter by
letter. How sure a guess is (`gazetteer.lookup.confidence`) depends on the likeness, on how far the
next place is behind, and on whether other spellings of the place resemble the name too.

`near_keys` finds spellings that a name may have been meant for: suggestions, never answers.
Imported at the first name that no place bears: numpy and rapidfuzz take a moment.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel, JaroWinkler, LCSseq

from gazetteer.index_file.index import DEMONYM, Index
from gazetteer.lookup.choosing import precedes
from gazetteer.lookup.confidence import closeness
from gazetteer.sounds import is_c_soft, script, signature, skeleton, sounds

_COMPARED = 48  # keys compared letter by letter: on training names the right one was among them
_ALIKE = 0.3  # of at most 0.5: spares sorting the others where enough are as much alike
_MOST = 20  # places of a country
_MOST_OF_THE_WORLD = 100
_LETTER_BY_LETTER = re.compile(r"[a-df-hj-np-tv-xyz ]{4,}")  # "alqyart": Arabic letter by letter
_GLUED_ARTICLE = re.compile(r"\bal(?=\w{2})")
_GLUED_FEMININE = re.compile(r"(?<=\w\w)[th]\b")
NO_RIVAL = -8.0  # closeness of what resembles nothing


_Numbers = npt.NDArray[Any]
_SCANNED_KEYS = 400  # keys compared with an unknown name, so that an answer takes milliseconds
_RESEMBLES = 0.75  # of difflib's ratio: two letters wrong in eight
_LATIN = "abcdefghijklmnopqrstuvwxyz "
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤ "
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщъыьэюя "


class Evidence(NamedTuple):
    """What speaks for a place that a name may be a spelling of.

    Parameters
    ----------
    number
        Its record.
    how
        How the key belongs to it.
    key
        The key that resembles the name most.
    is_crossing
        Whether the key is in another script than the name.
    likeness
        How alike they are: see `gazetteer.lookup.confidence.closeness`.
    closeness
        The same in one number.
    ahead
        How much closer it is than the next other place; less than 0 for all but the first.
    support
        Closeness of its next key, None if it has no other that resembles the name.
    spellings
        Number of its keys among those that resemble the name.
    is_unvowelled
        Whether the name is in Arabic script and the key is not.
    fits
        Whether, then, the consonants are the same and all that is written stands in the key in
        this order.
    length, consonants
        How many sounds and how many consonants the key has.
    """

    number: int
    how: int
    key: str
    is_crossing: bool
    likeness: tuple[float, ...]
    closeness: float
    ahead: float
    support: float | None
    spellings: int
    is_unvowelled: bool
    fits: bool
    length: int
    consonants: int


class _Pair(NamedTuple):
    """A name beside a key: what is alike."""

    closeness: float
    likeness: tuple[float, ...]
    key: str
    how: int
    is_crossing: bool
    fits: bool
    length: int
    consonants: int


def evidence(index: Index, folded: str, country: str | None) -> list[Evidence]:
    """Give the places whose names resemble a folded name, the closest first.

    Parameters
    ----------
    index
        Where to look.
    folded
        What `gazetteer.names.fold` returned; a name that no place bears.
    country
        Alpha-3 code to keep to; None for the whole world, where it takes some milliseconds.
    """
    found: dict[int, dict[str, _Pair]] = {}
    said = script(folded)
    # In the whole world too many names share a skeleton for the closest to be among those compared.
    slips = near_keys(index, folded) if country is None else []
    for sounded in _ways_to_sound(folded):
        name = _Name(folded, sounded, skeleton(sounded), said)
        alike = _sounding_alike(index, name) if country is None else []
        for key in dict.fromkeys(_candidates(index, name.bones, country) + slips + alike):
            for number, pair in _pairs(index, name, key, country):
                held = found.setdefault(number, {})
                if key not in held or held[key].closeness < pair.closeness:
                    held[key] = pair
    ranked = sorted((sorted(held.values(), reverse=True), number) for number, held in found.items())
    ranked.sort(key=lambda one: (-one[0][0].closeness, one[1]))
    most = _MOST if country else _MOST_OF_THE_WORLD
    if not ranked:
        return []
    ranked, rival = _with_rival(index, ranked[:most])
    close = ranked[0][0][0].closeness
    return [
        _evidence(number, pairs, close if at else rival, said)
        for at, (pairs, number) in enumerate(ranked)
    ]


def _with_rival(
    index: Index, ranked: list[tuple[list[_Pair], int]]
) -> tuple[list[tuple[list[_Pair], int]], float]:
    """The closest place first, and how close the next is that the name might mean instead.

    A town is no rival of the division that it lies in, nor a country of what lies in it: of two
    that are as close, the one goes before the other that does among names that agree.
    """
    best, place = 0, index.place(ranked[0][1])
    rival = NO_RIVAL
    for at, (pairs, number) in enumerate(ranked[1:], 1):
        other = index.place(number)
        if pairs[0].closeness == ranked[0][0][0].closeness and precedes(other, place):
            best, place = at, other
        elif not precedes(place, other) and not precedes(other, place):
            rival = pairs[0].closeness
            break
    return [ranked[best], *ranked[:best], *ranked[best + 1 :]], rival


class _Name(NamedTuple):
    """A name that is asked for."""

    folded: str
    sounded: str
    bones: str
    script: str


def _ways_to_sound(folded: str) -> list[str]:
    """What a name may sound like: c is k or j, and Arabic may be written letter by letter."""
    ways = [sounds(folded)]
    if "c" in folded:
        ways.append(sounds(folded, is_c_soft=True))
    if folded.isascii() and _LETTER_BY_LETTER.fullmatch(folded):
        ways.append(sounds(_GLUED_ARTICLE.sub("", _GLUED_FEMININE.sub("", folded))))
    return [way for way in dict.fromkeys(ways) if way]


def _candidates(index: Index, bones: str, country: str | None) -> list[str]:
    """Keys whose signatures share most bits with that of a skeleton."""
    signatures, keys, weights = _sounding(index, country)
    bits = signature(bones)
    shared = np.bitwise_count(signatures & np.uint64(bits))
    alike = shared / (weights + np.float32(bits.bit_count()))
    best = np.flatnonzero(alike >= _ALIKE)
    if len(best) < _COMPARED:
        best = np.arange(len(alike))
    best = best[np.argsort(-alike[best], kind="stable")][:_COMPARED]
    return [_key(index, number) for number in keys[best].tolist()]


def _sounding_alike(index: Index, name: _Name) -> list[str]:
    """Keys of the whole world that sound just like a name, however many share its skeleton."""
    if not name.bones:  # half of these are of scripts that nothing here can read
        return []
    signatures, keys, _ = _sounding(index, None)
    same = keys[signatures == np.uint64(signature(name.bones))].tolist()
    found = (_key(index, number) for number in same)
    return [
        key for key in found if name.sounded in (_heard(key, False)[0], _heard(key, "c" in key)[0])
    ]


@functools.lru_cache(maxsize=8)
def _sounding(index: Index, country: str | None) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Signatures, keys, and how many bits each signature has."""
    stored, keys = index.sounding(country)
    signatures = np.frombuffer(stored, dtype="<u8")
    weights = np.bitwise_count(signatures).astype(np.float32)
    return signatures, np.frombuffer(keys, dtype="<u4"), weights


@functools.lru_cache(maxsize=20_000)
def _key(index: Index, number: int) -> str:
    return index.key(number)


@functools.lru_cache(maxsize=20_000)
def _heard(key: str, is_c_soft: bool) -> tuple[str, str, str]:
    """How a key sounds, its skeleton and its script."""
    sounded = sounds(key, is_c_soft=is_c_soft)
    return sounded, skeleton(sounded), script(key)


def _pairs(index: Index, name: _Name, key: str, country: str | None) -> list[tuple[int, _Pair]]:
    """Every place that bears a key, with what the key has in common with the name."""
    sounded, bones, said = _heard(key, is_c_soft(country))
    if not sounded:
        return []
    is_crossing = name.script != said
    alike = Indel.normalized_similarity(name.sounded, sounded)
    consonants = Indel.normalized_similarity(name.bones, bones)
    common = LCSseq.similarity(name.sounded, sounded)
    covered = common / min(len(name.sounded), len(sounded))
    fits = False
    if is_crossing and name.script == "Arabic":  # it leaves most vowels unwritten
        alike = max(alike, (consonants + covered) / 2)
        fits = name.bones == bones and common == len(name.sounded)
    likeness = (
        alike,
        consonants,
        JaroWinkler.similarity(name.sounded, sounded),
        0.0 if is_crossing else Indel.normalized_similarity(name.folded, key),
        covered,
        float(name.sounded[0] == sounded[0]),
    )
    close = closeness(likeness, is_crossing=is_crossing)
    return [
        (number, _Pair(close, likeness, key, how, is_crossing, fits, len(sounded), len(bones)))
        for number, strict, how in index.postings(key)
        if strict and how != DEMONYM and (country is None or index.country(number) == country)
    ]


def _evidence(number: int, pairs: list[_Pair], rival: float, said: str) -> Evidence:
    best = pairs[0]
    return Evidence(
        number=number,
        how=best.how,
        key=best.key,
        is_crossing=best.is_crossing,
        likeness=best.likeness,
        closeness=best.closeness,
        ahead=best.closeness - rival,
        support=pairs[1].closeness if len(pairs) > 1 else None,
        spellings=len(pairs),
        is_unvowelled=best.is_crossing and said == "Arabic",
        fits=best.fits,
        length=best.length,
        consonants=best.consonants,
    )


def near_keys(index: Index, folded: str) -> list[str]:
    """Give keys that resemble a folded name: those one slip away, else those that begin alike.

    Parameters
    ----------
    index
        Where to look.
    folded
        What `gazetteer.names.fold` returned.
    """
    found = [key for key in dict.fromkeys(_one_slip(folded)) if key in index]
    return found or _alike(index, folded)


def _one_slip(word: str) -> Iterator[str]:
    """Every text one slip of the keyboard away: two letters swapped, one wrong, lost or added."""
    letters = _alphabet(word)
    cuts = [(word[:cut], word[cut:]) for cut in range(len(word) + 1)]
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    for left, right in cuts:
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in letters)
        yield from (left + letter + right for letter in letters)


def _alphabet(word: str) -> str:
    if word.isascii():
        return _LATIN
    blocks = {ord(char) >> 8 for char in word if not char.isascii()}
    if 0x06 in blocks:
        return _ARABIC
    return _CYRILLIC if 0x04 in blocks else ""


def _alike(index: Index, word: str) -> list[str]:
    """Keys that share the longest beginning with a word and resemble it, most alike first."""
    from difflib import get_close_matches  # noqa: PLC0415  # 4 ms that only a misspelling needs

    for length in range(len(word), 1, -1):
        keys = list(islice(index.keys_from(word[:length]), _SCANNED_KEYS))
        alike = get_close_matches(word, keys, cutoff=_RESEMBLES)
        if alike or len(keys) == _SCANNED_KEYS:
            return alike
    return []
