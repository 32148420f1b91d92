"""The answer to one name as a record; each format of ``geozone resolve`` uses some of its keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gazetteer.place import Alternative, Match

Answer = dict[str, Any]

_OF_PLACE = ("name", "country", "kind", "population", "source", "source_id")
_KEYS = (*_OF_PLACE, "lon", "lat", "matched", "method", "score")


def answer_of(found: Match | Exception) -> Answer:
    """The answer to a name; if no place is known its values are None, and ``error`` says why.

    ``status`` is resolved, ambiguous or unknown; ``alternatives`` are other places, as records.

    Examples
    --------
    >>> import gazetteer
    >>> found = answer_of(gazetteer.Gazetteer().match("Manbij"))
    >>> found["name"], found["country"], found["status"], found["error"]
    ('Manbij', 'SYR', 'resolved', None)
    """
    from gazetteer import AmbiguousName  # noqa: PLC0415  (keeps --help light)

    if isinstance(found, Exception):
        status = "ambiguous" if isinstance(found, AmbiguousName) else "unknown"
        return no_answer(str(found), status, getattr(found, "alternatives", ()))
    return _record(_fields(found), "resolved", found.alternatives, None)


def no_answer(
    error: str, status: str = "unknown", alternatives: Sequence[Alternative] = ()
) -> Answer:
    """The answer to a name for which no place is known."""
    return _record(dict.fromkeys(_KEYS), status, alternatives, error)


def only(keys: Iterable[str], answer: Answer) -> Answer:
    """Some keys of a record, in the order given."""
    return {key: answer[key] for key in keys}


def _record(
    fields: Answer, status: str, alternatives: Sequence[Alternative], error: str | None
) -> Answer:
    others = [_fields(each) for each in alternatives]
    return {**fields, "status": status, "alternatives": others, "error": error}


def _fields(found: Match | Alternative) -> Answer:
    place = found.place
    return {
        **{key: getattr(place, key) for key in _OF_PLACE},
        "lon": round(place.lon, 6),
        "lat": round(place.lat, 6),
        "matched": found.matched,
        "method": found.method,
        "score": found.score,
    }
