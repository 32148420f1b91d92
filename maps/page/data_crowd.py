"""Crowd: places of a user's list that a page draws as dots but has no room to list.

There may be thousands. So their data are compact and without margins, and a very large crowd is
drawn on a canvas instead of as SVG elements. Verdicts and distances come from the study.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from geozone import quantities
from maps.look import outline, style
from maps.words import wording
from maps.words.language import ENGLISH
from maps.words.numerals import figure
from maps.words.place_choice import is_within

if TYPE_CHECKING:
    from geozone.study.places import StudyPlace
    from geozone.study.study import Study
    from maps.words.language import Words

Data = dict[str, Any]


def crowd_of(study: Study, listed: Sequence[StudyPlace]) -> tuple[StudyPlace, ...]:
    """The places of the user's lists on the map that are not among those listed.

    At most `style.CROWD_AT_MOST` places, in the order of the lists.
    """
    known = {id(found) for found in listed}
    rest = (
        found
        for found in study.places
        if found.place.list is not None
        and id(found) not in known
        and is_within(found.place.point, study.bounds)
    )
    return tuple(found for found, _ in zip(rest, range(style.CROWD_AT_MOST), strict=False))


def crowd_data(study: Study, crowd: Sequence[StudyPlace], say: Words = ENGLISH) -> Data | None:
    """Dots for the page; None if every place is listed.

    Returns
    -------
    dict
        ``names``; ``at``, the points as one encoded line; ``countries`` and ``verdicts``, each
        different value once (verdicts by zone); ``country`` and ``verdict``, the number of each
        place's value in them; ``distances`` as text; ``canvas``, whether a canvas is needed.
    """
    if not crowd:
        return None
    countries: dict[str, int] = {}
    verdicts: dict[tuple[str, ...], int] = {}
    zones = list(crowd[0].verdicts)
    which = [tuple(found.verdicts[zone] for zone in zones) for found in crowd]
    lands = [wording.country(study, found.place.country, say) for found in crowd]
    return {
        "names": [found.place.asked for found in crowd],
        "at": outline.encode_points(np.array([found.place.point for found in crowd])),
        "country": [countries.setdefault(land, len(countries)) for land in lands],
        "verdict": [verdicts.setdefault(each, len(verdicts)) for each in which],
        "countries": list(countries),
        "verdicts": [list(each) for each in verdicts],
        "zones": zones,
        "words": say.verdict,
        "distances": [figure(wording.distance(found), say) for found in crowd],
        "rows": {"border": say.rows["border"], "country": say.rows["country"]},
        "canvas": len(crowd) > style.SHAPES_AT_MOST,
        "note": say.text["crowd_card"],
    }


def crowd_notes(crowd: Sequence[StudyPlace], say: Words = ENGLISH) -> Iterator[str]:
    """A note on how many of the user's places are drawn as dots only."""
    if not crowd:
        return
    text = say.text["crowd_canvas" if len(crowd) > style.SHAPES_AT_MOST else "crowd"]
    yield text.format(dots=figure(quantities.count(len(crowd)), say))
