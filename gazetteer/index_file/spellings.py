"""All spellings of a place: from the place back to the names that lead to it.

Slower to load than the rest of the package (numpy), so nothing here imports it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from gazetteer.index_file.index import CURATED, INDEX_PATH, MAIN, RECORD, open_index

_RECORD = np.dtype(
    [
        *(("lon", "<i4"), ("lat", "<i4"), ("population", "<u4"), ("id", "<u4"), ("start", "<u4")),
        *(("length", "u1"), ("country", "u1"), ("division", "<u2"), ("kind", "u1")),
    ]
)
assert _RECORD.itemsize == RECORD.size  # noqa: S101 - the same bytes, read as columns


def known_spellings(
    geoname_ids: Iterable[str], *, path: Path = INDEX_PATH
) -> dict[str, tuple[str, ...]]:
    """All that careful writers call some towns, in every script, without the towns' main names.

    Parameters
    ----------
    geoname_ids
        Numbers of GeoNames, as `Place.source_id` has them. What is no such number is passed over.
    path
        The index.

    Returns
    -------
    dict
        By id, sorted: the supplement's as it writes them, GeoNames' others folded, as they are kept
        (`gazetteer.names.fold`), and so in lower case. Empty for a place without any.

    Examples
    --------
    >>> found = known_spellings(["167357"])["167357"]
    >>> found[:2], "منبج" in found, "hierapolis" in found
    (('Hierapolis Bambyce', 'Mabbug'), True, True)
    """
    index = open_index(path)
    wanted = {int(each): each for each in geoname_ids if each.isascii() and each.isdigit()}
    records, postings, starts = index.columns
    ids = np.frombuffer(records, dtype=_RECORD)["id"]
    words = np.asarray(postings)
    is_wanted = np.isin(ids, [*wanted])
    found: dict[str, list[str]] = {each: [] for each in wanted.values()}
    hits = np.flatnonzero(is_wanted[words >> 3] & (words & 4 != 0) & (words & 3 != MAIN))
    numbers = np.searchsorted(np.asarray(starts), hits, side="right") - 1
    for word, number in zip(words[hits].tolist(), numbers.tolist(), strict=True):
        key = index.key(number)
        text = index.tables.spellings[key] if word & 3 == CURATED else key
        found[wanted[int(ids[word >> 3])]].append(text)
    return {each: tuple(sorted(texts)) for each, texts in found.items()}
