"""Letters that no font of a figure has: one line of ours for matplotlib's many."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

_MISSING = re.compile(r"Glyph (\d+) ")
_MOST_TOLD = 12


@contextmanager
def missing_told(file: Path) -> Iterator[None]:
    """While a figure is drawn, gather its missing letters; say them on stderr at the end."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.filterwarnings("always", message=_MISSING.pattern)
        yield
    found = []
    for each in caught:
        glyph = _MISSING.match(str(each.message))
        if glyph is None:
            warnings.warn_explicit(each.message, each.category, each.filename, each.lineno)
        else:
            found.append(chr(int(glyph[1])))
    if found:
        click.echo(f"{file.name}: {said(found)}", err=True)


def said(letters: Iterable[str]) -> str:
    """Which letters are missing, each once, and what helps.

    Examples
    --------
    >>> said("한국한")
    'no font of the figure has 한 국: a box stands for each (a --style file can name one that does)'
    """
    own = [each if each.isprintable() else f"U+{ord(each):04X}" for each in dict.fromkeys(letters)]
    more = f" and {len(own) - _MOST_TOLD} more" if len(own) > _MOST_TOLD else ""
    return (
        f"no font of the figure has {' '.join(own[:_MOST_TOLD])}{more}: a box stands for each "
        "(a --style file can name one that does)"
    )
