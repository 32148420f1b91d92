"""Twins: keys that sound like a name of another place, which does not bear the key.

GeoNames may list a name for a hamlet and, in other letters, for a town. Then the name alone does
not show which one is meant. Twins are found while an index is built; `gazetteer.lookup.choosing`
and `gazetteer.lookup.resolving` use them to doubt an answer.
"""

from __future__ import annotations

from collections.abc import Iterable

Heard = list[tuple[str, int, list[int]]]  # how a key sounds in a country, its number, its places


def twinned(heard: Heard) -> set[int]:
    """Give the numbers of the keys that have twins.

    Parameters
    ----------
    heard
        Of each key, once for each country that it is borne in, how it sounds there
        (`gazetteer.sounds.sounds`), its number and the records of the places there that bear it.

    Examples
    --------
    >>> twinned([("milas", 0, [7]), ("milas", 1, [9]), ("ankara", 2, [4]), ("ankara", 3, [4])])
    {0, 1}
    """
    named: dict[str, set[int]] = {}
    borne: dict[int, set[int]] = {}
    for sounded, number, records in heard:
        named.setdefault(sounded, set()).update(records)
        borne.setdefault(number, set()).update(records)
    return {number for sounded, number, _ in heard if not named[sounded] <= borne[number]}


def bits(numbers: Iterable[int], count: int) -> bytes:
    """Write numbers below `count` as bits, the lowest first.

    Examples
    --------
    >>> bits({0, 9}, 10).hex()
    '0102'
    """
    written = bytearray((count + 7) // 8)
    for number in numbers:
        written[number >> 3] |= 1 << (number & 7)
    return bytes(written)
