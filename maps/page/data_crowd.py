"""The places of a user's list that a page draws as dots but has no room to list one by one.

Thousands: so they travel compactly, without margins, and are drawn on a canvas where they are too
many for shapes of their own. Computes nothing: verdicts and distances are the study's.
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

    At most `style.CROWD_AT_MOST`, those first that stand first in the lists.
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
    """Dots for the page, None where every place is listed.

    Returns
    -------
    dict
        ``names``; ``at``, the points as one encoded line; ``countries`` and ``verdicts``, what
        there is of each (verdicts as words by zone), and in ``country`` and ``verdict`` which of
        them a place has; ``distances`` as text; ``canvas``, whether they are too many for shapes.
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
    """How many of the user's places are dots only."""
    if not crowd:
        return
    text = say.text["crowd_canvas" if len(crowd) > style.SHAPES_AT_MOST else "crowd"]
    yield text.format(dots=figure(quantities.count(len(crowd)), say))
