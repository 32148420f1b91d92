"""Resemblance: places whose names sound like an unknown name, and the evidence for each.

Candidates come from the index. Every name has a signature of 64 bits, made of the consonants of its
sounds. The names that share most bits with the unknown name are compared letter by letter. How sure
a guess is (`gazetteer.lookup.confidence`) depends on the likeness, on how much less the next place
resembles the name, and on whether other spellings of the place resemble the name too.

`near_keys` finds spellings that are one slip away; they only serve to suggest places. The module is
imported at the first name that no place bears, because numpy and rapidfuzz load slowly.
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

_COMPARED = 48  # keys compared letter by letter; on training names the right one was among them
_ALIKE = 0.3  # share of common bits, at most 0.5; keys below it are sorted only if too few reach it
_MOST = 20  # places that are returned for a country
_MOST_OF_THE_WORLD = 100
# Arabic written letter by letter, without e, i, o and u: "alqyart".
_LETTER_BY_LETTER = re.compile(r"[a-df-hj-np-tv-xyz ]{4,}")
_GLUED_ARTICLE = re.compile(r"\bal(?=\w{2})")
_GLUED_FEMININE = re.compile(r"(?<=\w\w)[th]\b")
NO_RIVAL = -8.0  # closeness that stands for the next place if there is none


_Numbers = npt.NDArray[Any]
_SCANNED_KEYS = 400  # keys compared with an unknown name, so that an answer takes milliseconds
_RESEMBLES = 0.75  # the least ratio of difflib: two letters wrong in eight
# Letters that a slip of the keyboard may bring into a word of each script.
_LATIN = "abcdefghijklmnopqrstuvwxyz "
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤ "
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщъыьэюя "


class Evidence(NamedTuple):
    """The evidence that a name is a spelling of a place's name.

    Parameters
    ----------
    number
        The record of the place.
    how
        How the key belongs to the place.
    key
        The key that resembles the name most.
    is_crossing
        Whether the key is in another script than the name.
    likeness
        How alike they are: see `gazetteer.lookup.confidence.closeness`.
    closeness
        Their likeness in one number, as log-odds.
    ahead
        How much closer this place is than the next other one; less than 0 for all but the first.
    support
        Closeness of the place's second key; None if no other key of it resembles the name.
    spellings
        How many keys of the place resemble the name.
    is_unvowelled
        Whether the name is in Arabic script and the key is not. Arabic omits short vowels.
    fits
        Whether such a name has the same consonants as the key, and all its sounds stand in the key
        in the same order.
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
    """The comparison of a name with one key."""

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
    own_script = script(folded)
    # In the whole world too many names share a skeleton: the closest name may not be among the 48
    # that are compared. So spellings one slip away and those that sound the same are added.
    slips = near_keys(index, folded) if country is None else []
    for sounded in _ways_to_sound(folded):
        name = _Name(folded, sounded, skeleton(sounded), own_script)
        alike = _sounding_alike(index, name) if country is None else []
        for key in dict.fromkeys(_candidates(index, name.bones, country) + slips + alike):
            for number, pair in _comparisons(index, name, key, country):
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
        _evidence(number, pairs, close if at else rival, own_script)
        for at, (pairs, number) in enumerate(ranked)
    ]


def _with_rival(
    index: Index, ranked: list[tuple[list[_Pair], int]]
) -> tuple[list[tuple[list[_Pair], int]], float]:
    """Put the closest place first, and give the closeness of its nearest rival.

    A town and the division that it lies in are no rivals, and neither are a country and the places
    in it. If two such places are equally close, they are ordered by `choosing.precedes`, as places
    whose names agree.
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
    """The ways to read a name: c as k or j, and Latin letters as Arabic letter by letter."""
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
    # Common bits by all bits of both (Dice), so that long names do not win by their length.
    shared = np.bitwise_count(signatures & np.uint64(bits))
    alike = shared / (weights + np.float32(bits.bit_count()))
    best = np.flatnonzero(alike >= _ALIKE)
    if len(best) < _COMPARED:
        best = np.arange(len(alike))
    best = best[np.argsort(-alike[best], kind="stable")][:_COMPARED]
    return [_key(index, number) for number in keys[best].tolist()]


def _sounding_alike(index: Index, name: _Name) -> list[str]:
    """Keys of the whole world that sound exactly like a name, however many share its skeleton."""
    if not name.bones:  # half of the names without consonants are in scripts that `sounds` omits
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


# The keys of one list of names are often asked for again: reading a key and its sounds costs more
# than comparing it.
@functools.lru_cache(maxsize=20_000)
def _key(index: Index, number: int) -> str:
    return index.key(number)


@functools.lru_cache(maxsize=20_000)
def _heard(key: str, is_c_soft: bool) -> tuple[str, str, str]:
    """How a key sounds, its skeleton and its script."""
    sounded = sounds(key, is_c_soft=is_c_soft)
    return sounded, skeleton(sounded), script(key)


def _comparisons(
    index: Index, name: _Name, key: str, country: str | None
) -> list[tuple[int, _Pair]]:
    """Every place that bears a key, with the comparison of the key and the name."""
    sounded, bones, key_script = _heard(key, is_c_soft(country))
    if not sounded:
        return []
    is_crossing = name.script != key_script
    alike = Indel.normalized_similarity(name.sounded, sounded)
    consonants = Indel.normalized_similarity(name.bones, bones)
    common = LCSseq.similarity(name.sounded, sounded)
    covered = common / min(len(name.sounded), len(sounded))
    fits = False
    # Arabic leaves most vowels unwritten. So vowels that the name lacks must not count against it.
    if is_crossing and name.script == "Arabic":
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


def _evidence(number: int, pairs: list[_Pair], rival: float, own_script: str) -> Evidence:
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
        is_unvowelled=best.is_crossing and own_script == "Arabic",
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
    """Every text one typing error away: two letters swapped, one wrong, one missing, one added."""
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
    """Keys that share the longest prefix with a word and resemble it, most alike first.

    The prefix is shortened until a key resembles the word, or there are too many keys to compare.
    """
    from difflib import get_close_matches  # noqa: PLC0415  # 4 ms that only a misspelling needs

    for length in range(len(word), 1, -1):
        keys = list(islice(index.keys_from(word[:length]), _SCANNED_KEYS))
        alike = get_close_matches(word, keys, cutoff=_RESEMBLES)
        if alike or len(keys) == _SCANNED_KEYS:
            return alike
    return []
