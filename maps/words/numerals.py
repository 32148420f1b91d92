"""Figures in the reader's language: separators of digits, units and the word for "about"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.words.language import ENGLISH

if TYPE_CHECKING:
    from decimal import Decimal

    from geozone.quantities import Figure
    from maps.words.language import Words


def figure(found: Figure | None, say: Words = ENGLISH) -> str:
    """A figure with its other unit in brackets; empty if there is no figure.

    Examples
    --------
    >>> from geozone.quantities import in_km_and_mi, parse
    >>> from maps.words.language import words
    >>> figure(in_km_and_mi(1461), words("de")).replace("\N{NO-BREAK SPACE}", " ")
    '1.461,0 km (907,8 Meilen)'
    >>> figure(parse("about 5-14 km").figure, words("tr")).replace("\N{NO-BREAK SPACE}", " ")
    'yaklaşık 5–14 km'
    """
    if found is None:
        return ""
    numbers = [_number(found, number, say) for number in found.numbers]
    text = (
        numbers[0]
        if len(numbers) == 1
        else say.units["range"].format(low=numbers[0], high=numbers[1])
    )
    if found.unit:
        is_one = str(found.numbers[0]) == "1" and len(numbers) == 1
        pattern = say.units.get(f"{found.unit}1") if is_one else None
        text = (pattern or say.units[found.unit]).format(n=text)
    if found.about:
        text = say.units["about"].format(n=text)
    return f"{text} ({figure(found.other, say)})" if found.other else text


def _number(found: Figure, number: Decimal, say: Words) -> str:
    english = ENGLISH.digits
    signs = {ord(sign): say.digits[name] for name, sign in english.items()}
    return found.digits(number).translate(signs)


def in_columns(found: Figure | None, say: Words = ENGLISH) -> list[str]:
    """A figure in its own and in its other unit, for a narrow column; [""] if there is none.

    Examples
    --------
    >>> from geozone.quantities import in_km_and_mi
    >>> in_columns(in_km_and_mi(15))
    ['15.0 km', '9.3 mi']
    """
    return [
        figure(found and found.own, say),
        *([figure(found.other, say)] if found and found.other else []),
    ]
