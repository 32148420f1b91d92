"""Grammar of a report's sentences: numbers in words, lists with "and", one or several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from maps.words.text import report_en

_NAMED = 3  # titles that a sentence names before it counts


def number(count: int) -> str:
    """A count in words up to ten, in digits above.

    Examples
    --------
    >>> number(6), number(32), number(1200)
    ('six', '32', '1,200')
    """
    names = report_en.NUMBERS
    return names[count] if count < len(names) else f"{count:,}"


def counted(forms: tuple[str, str], count: int, **gaps: str) -> str:
    """The form for one or for several, with the number in it, in words unless `n` is given.

    Examples
    --------
    >>> counted(("{n} lies in it", "{n} lie in it"), 1)
    'one lies in it'
    """
    return forms[count != 1].format(**{"n": number(count), **gaps})


def together(texts: Sequence[str]) -> str:
    """Texts in a row with "and" before the last.

    Examples
    --------
    >>> together(["a"]), together(["a", "b"]), together(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    *first, last = texts
    return f"{', '.join(first)} {report_en.AND} {last}" if first else last


def quoted(titles: Iterable[str]) -> str:
    """Titles in quotation marks; of many the first, and how many others there are.

    Examples
    --------
    >>> quoted(["A", "B"]), quoted("ABCDE")
    ('“A” and “B”', '“A”, “B”, “C” and two others')
    """
    marked = [f"“{title}”" for title in dict.fromkeys(titles)]
    rest = len(marked) - _NAMED
    if rest > 0:
        marked = [*marked[:_NAMED], counted(report_en.OTHERS, rest)]
    return together(marked)


def sentence(text: str) -> str:
    """A capital letter first, a full stop last."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."
