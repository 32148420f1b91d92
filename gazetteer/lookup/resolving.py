"""Resolving: from a name to its candidates with the answer first, or to an error.

Three ways are tried in this order. First the places that bear the name
(`gazetteer.lookup.candidates`), of which `gazetteer.lookup.choosing` chooses. Then the name is read
as a place and the area that it lies in ("Paris, Texas"). Last comes a guess
(`gazetteer.lookup.guessing`).
"""

from __future__ import annotations

from gazetteer.errors import AmbiguousName, UnknownName
from gazetteer.index_file.index import Index, Tables
from gazetteer.lookup.candidates import Candidate, bearers, by_list
from gazetteer.lookup.choosing import (
    in_order,
    is_by_another_name,
    is_doubtful,
    layered,
    nearest_first,
    rivals,
    rivals_in_the_world,
    without_their_divisions,
)
from gazetteer.lookup.context import parts, scope
from gazetteer.lookup.guessing import guesses, is_sure, twins
from gazetteer.lookup.question import check_point, folded
from gazetteer.names import fold, loosen
from gazetteer.sounds import share_consonants

_NEAR_MISSES = 5  # places that an error offers
# Words for a town that may stand beside its name, and words between the two: "city of Aleppo".
_TOWNS = frozenset(
    fold(word)
    for word in (
        "city", "town", "village", "ville", "Stadt", "şehri", "köyü", "bajarê", "gundê",
        "город", "село", "деревня", "مدينة", "بلدة", "قرية", "شار", "گوند",
    )
)  # fmt: skip
_OF = (["of"], ["de"])

Layers = tuple[Index, ...]


def candidates(layers: Layers, key: str, country: str | None) -> list[Candidate]:
    """Give all places that bear a folded name, likeliest first, each once.

    Parameters
    ----------
    layers
        Where to look.
    key
        What `gazetteer.names.fold` returned.
    country
        Alpha-3 code to keep to, None for the whole world.
    """
    if len(layers) == 1:
        found = bearers(layers[0], key, country)
        return found if len(found) < 2 else in_order(found)
    return layered(
        in_order([one for index in group for one in bearers(index, key, country)])
        for group in by_list(layers)
    )


def chosen(
    layers: Layers,
    name: str,
    country: str | None,
    near: tuple[float, float] | None = None,
    least_score: float = 0.0,
) -> list[Candidate]:
    """Give the candidates for a name, the answer first.

    Parameters
    ----------
    layers
        Where to look.
    name
        As it was given.
    country
        Alpha-3 code to keep to, None for the whole world.
    near
        Longitude and latitude; of several places the nearest is taken.
    least_score
        A score below which a guess is no answer, however sure others would be.

    Raises
    ------
    UnknownName, AmbiguousName
        If there is no answer.
    """
    key = folded(name)
    bearing = candidates(layers, key, country)
    found = bearing or _beside(layers, name, country) or _said_to_be_a_town(layers, key, country)
    if country is None and near is None:
        _check_clear(layers, name, key, found)
    if not found or found[0].score < least_score:
        found = _guessed(layers, name, key, country, least_score)
    # With a point the nearest candidate is the answer, and no other one is a rival.
    if near is not None:
        check_point(near)
        return found if found[0].guess is not None else nearest_first(found, near)
    if found[0].guess is None:
        is_alone = country is None and bool(bearing)
        others = _others(layers, key, found) if is_alone else rivals(found)
        if others:
            raise AmbiguousName(name, [one.alternative() for one in (found[0], *others)])
    return found


def _others(layers: Layers, key: str, found: list[Candidate]) -> list[Candidate]:
    """The rivals of the first candidate if the question does not say where the place lies.

    A name may only be another spelling of the place's main name. Then it is as ambiguous as the
    main name: "Триполи" is as ambiguous as "Tripoli".
    """
    best, others = found[0], rivals_in_the_world(found)
    if not is_by_another_name(best):
        return others
    more = []
    main = fold(best.place.name)
    if main != key and share_consonants(key, main, best.place.country):
        more = _unless_clear(best, candidates(layers, main, None))
    if is_doubtful(best):
        more += twins(layers, key, found)
    held = {best.place, *(one.place for one in others)}
    added = {one.place: one for one in more if one.place not in held}
    return [*others, *[*added.values()][:_NEAR_MISSES]]


def _unless_clear(best: Candidate, alike: list[Candidate]) -> list[Candidate]:
    """The places that a main name may mean, if it does not clearly mean this place."""
    rivaling = rivals_in_the_world(alike)
    return rivaling if alike[0].place == best.place else [alike[0], *rivaling]


def _said_to_be_a_town(layers: Layers, key: str, country: str | None) -> list[Candidate]:
    """The towns of a name that stands beside a word for a town: "city of Aleppo"."""
    words = key.split(" ")
    if words[0] in _TOWNS:
        named = words[2:] if words[1:2] in _OF else words[1:]
    else:
        named = words[:-1] if words[-1] in _TOWNS else []
    if not named:
        return []
    found = candidates(layers, " ".join(named), country)
    return [one for one in found if one.place.kind == "town"]


def _beside(layers: Layers, name: str, country: str | None) -> list[Candidate]:
    """Places of a name that is followed by the areas it lies in."""
    first, *areas = parts(name) or [""]
    key = fold(first)
    if not key or not areas:
        return []
    codes = layers[-1].tables.codes
    scopes = [scope(area, candidates(layers, fold(area), None), codes) for area in areas]
    stated = next((one.country for one in scopes if one and one.country), None)
    found = candidates(layers, key, country)
    if not found and (country or stated):
        found = guesses(layers, key, country or stated)
        found = found if is_sure(found) else []
    # An area without a scope is an unknown name. It could mean any area, so there is no answer.
    return [one for one in found if all(each and each.holds(one.place) for each in scopes)]


def _check_clear(layers: Layers, name: str, key: str, found: list[Candidate]) -> None:
    """Refuse a common word that towns bear too, unless a user's list has it."""
    reason = _unclear(layers[-1].tables, key)
    if reason and not any(one.layer.tables.is_own for one in found):
        others = [one.alternative() for one in found[:_NEAR_MISSES]]
        raise UnknownName(name, others, reason=reason)


def _reason(reasons: dict[str, str], key: str) -> str | None:
    found = reasons.get(key)
    if found is None and (" " in key or not key.isascii() or key.endswith("ah")):
        found = reasons.get(loosen(key))  # "the market"; `loosen` changes no other words
    return found


def _unclear(tables: Tables, key: str, country: str | None = None) -> str | None:
    """Why a common word is no place, in the whole world or in a country."""
    reason = _reason(tables.unclear, key)
    if reason is None:
        return None
    if country is not None:
        return f"{reason}, and no place of that name is listed in {country}"
    advice = _reason(tables.advice, key)
    return f"{reason}; {advice}" if advice else reason


def _guessed(
    layers: Layers, name: str, key: str, country: str | None, least_score: float
) -> list[Candidate]:
    """Guesses that are sure enough to be the answer; raises `UnknownName` if there are none."""
    tables = layers[-1].tables
    reason = _reason(tables.pointless, key) or _unclear(tables, key, country)
    if reason:
        raise UnknownName(name, reason=reason)
    misses = guesses(layers, key, country)
    # The name may be right and the country wrong: offer the places of that name elsewhere.
    elsewhere = candidates(layers, key, None) if country else []
    # "Raqqa" in Iraq sounds like "Iraq", but nobody asks for a country within itself.
    is_itself = elsewhere and misses and misses[0].place.kind == "country"
    if is_sure(misses) and misses[0].score >= least_score and not is_itself:
        return misses
    head = parts(name)[:1]
    if not elsewhere and head != [name.strip()]:  # "Paris, Xyzzy"
        elsewhere = candidates(layers, fold("".join(head)), country)
    others = [one.alternative() for one in without_their_divisions([*elsewhere, *misses])]
    raise UnknownName(name, others[:_NEAR_MISSES], country=country)
