"""Data of the page's search: other spellings of its places, and verdicts on the towns around.

The study judges these towns by the same rules as the scenario's own places. Their data are compact,
because there are hundreds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geozone import quantities
from geozone.scenario import listed_towns
from maps.look import style
from maps.words import wording
from maps.words.language import ENGLISH
from maps.words.numerals import figure

if TYPE_CHECKING:
    from geozone.study.places import StudyPlace
    from geozone.study.study import Study, Town
    from geozone.zones.verdict import Verdict
    from maps.words.language import Words

Data = dict[str, Any]
_LETTERS: dict[Verdict, str] = {"inside": "i", "outside": "o", "too-close": "c"}


def find_data(
    study: Study, places: Sequence[StudyPlace], towns: Sequence[Town], say: Words = ENGLISH
) -> Data:
    """The data of the search that places and towns of the page do not have.

    Parameters
    ----------
    places, towns
        Those of the page, in its order.

    Returns
    -------
    dict
        ``places``: other spellings of each; ``towns``: for each its country, distance to the
        border, nearest border point, verdicts as letters in the order of ``zones``, margins (one if
        all are equal), source of its point, other spellings; ``verdicts``: letter → verdict and
        word; ``rows``: the terms for border, country and point.
    """
    judged = study.judged_towns(towns) if towns else ()
    named = [found.place for found in (*places, *judged)]
    others = [
        (place.name, *known) if place.name != place.asked else known
        for place, known in zip(named, listed_towns.spellings(named), strict=True)
    ]
    spellings = iter(_kept(others, style.SPELLINGS_AT_MOST))
    ids = list(judged[0].verdicts) if judged else []
    return {
        "places": [next(spellings) for _ in places],
        "zones": ids,
        "towns": [_town(study, found, next(spellings), ids, say) for found in judged],
        "verdicts": {
            letter: [verdict, say.verdict[verdict]] for verdict, letter in _LETTERS.items()
        },
        "rows": {key: say.rows[key] for key in ("border", "country", "point")},
        "ofPoint": say.text["listed_point"],
        "uncertainty": wording.metres(quantities.TOWN_UNCERTAINTY_KM * 1000, say),
    }


def _kept(spellings: Sequence[Sequence[str]], at_most: int) -> list[str]:
    """The spellings of each place as one text; empty for places after the limit of characters."""
    kept = []
    for each in spellings:
        text = "|".join(each)
        at_most -= len(text)
        kept.append(text if at_most >= 0 else "")
    return kept


def _town(
    study: Study, found: StudyPlace, spellings: str, ids: Sequence[str], say: Words
) -> list[Any]:
    zones = [study.zones[id_] for id_ in ids]
    margins = [wording.margin(study, found, zone, say) for zone in zones]
    return [
        wording.country(study, found.place.country, say),
        figure(wording.distance(found), say),
        wording.nearest(found),
        "".join(_LETTERS[found.verdicts[id_]] for id_ in ids),
        margins[:1] if len(set(margins)) == 1 else margins,
        wording.isolated(found.place.source, say),
        spellings,
    ]
