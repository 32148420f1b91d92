"""Report the letters that no font of a figure has, in one line in place of many warnings."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

_MISSING = re.compile(r"Glyph (\d+) ")
_MOST_LISTED = 12  # letters that the line lists; the others are counted


@contextmanager
def missing_told(file: Path) -> Iterator[None]:
    """Collect the missing letters while a figure is drawn, and report them on stderr."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.filterwarnings("always", message=_MISSING.pattern)
        yield
    found = []
    for each in caught:
        glyph = _MISSING.match(str(each.message))
        if glyph is None:
            # Another warning was recorded too: it must still reach the user.
            warnings.warn_explicit(each.message, each.category, each.filename, each.lineno)
        else:
            found.append(chr(int(glyph[1])))
    if found:
        click.echo(f"{file.name}: {said(found)}", err=True)


def said(letters: Iterable[str]) -> str:
    """The line that lists the missing letters, each once, and says what helps.

    Examples
    --------
    >>> said("한국한")
    'no font of the figure has 한 국: a box stands for each (a --style file can name one that does)'
    """
    own = [each if each.isprintable() else f"U+{ord(each):04X}" for each in dict.fromkeys(letters)]
    more = f" and {len(own) - _MOST_LISTED} more" if len(own) > _MOST_LISTED else ""
    return (
        f"no font of the figure has {' '.join(own[:_MOST_LISTED])}{more}: a box stands for each "
        "(a --style file can name one that does)"
    )
