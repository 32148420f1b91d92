"""Spellings: from a place back to all names that lead to it.

No module of the gazetteer imports this one, because it loads numpy, which is slow.
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
    """All other names of some towns, in every script, without their main names.

    Parameters
    ----------
    geoname_ids
        Numbers of GeoNames, as in `Place.source_id`. Other texts are ignored.
    path
        The index.

    Returns
    -------
    dict
        By id, sorted. Names of the supplement are as it writes them. GeoNames' other names are
        folded (`gazetteer.names.fold`), and so in lower case, because only that form is stored.
        Empty for a place without other names.

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
    # A posting is record << 3 | strict << 2 | how; loosened keys are no spellings.
    hits = np.flatnonzero(is_wanted[words >> 3] & (words & 4 != 0) & (words & 3 != MAIN))
    numbers = np.searchsorted(np.asarray(starts), hits, side="right") - 1
    for word, number in zip(words[hits].tolist(), numbers.tolist(), strict=True):
        key = index.key(number)
        text = index.tables.spellings[key] if word & 3 == CURATED else key
        found[wanted[int(ids[word >> 3])]].append(text)
    return {each: tuple(sorted(texts)) for each, texts in found.items()}
