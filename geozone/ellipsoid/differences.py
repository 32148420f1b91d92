"""Distinct rows of an array of numbers, whatever they mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def different(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Every row once, sorted by the first column, then the next; shape (m, k).

    `numpy.unique` of rows gives the same, but sorts several times slower and imports masked arrays.

    Examples
    --------
    >>> different(np.array([[2.0, 1.0], [1.0, 5.0], [2.0, 1.0]])).tolist()
    [[1.0, 5.0], [2.0, 1.0]]
    """
    # `lexsort` takes its last key first. In sorted rows, equal rows stand beside each other.
    ordered = rows[np.lexsort(rows.T[::-1])]
    is_new = np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1))[: len(rows)]
    return np.asarray(ordered[is_new])
