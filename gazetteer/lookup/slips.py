"""Spellings that a name may have been meant for: suggestions, never answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gazetteer.index_file.index import Index

_SCANNED_KEYS = 400  # keys compared with an unknown name, so that an answer takes milliseconds
_RESEMBLES = 0.75  # of difflib's ratio: two letters wrong in eight
_LATIN = "abcdefghijklmnopqrstuvwxyz "
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤ "
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщъыьэюя "


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
