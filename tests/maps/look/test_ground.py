"""What is drawn behind the zones."""

from __future__ import annotations

import geozone
from maps.look.ground import ground_of


def test_inland_there_are_borders_and_no_coast() -> None:
    ground = ground_of(geozone.along("AUT-LIE", into="LIE", depth="1 km"))
    assert ground.coasts.is_empty
    assert not ground.borders.is_empty


def test_on_the_coast_there_are_both() -> None:
    ground = ground_of(geozone.along("FRA-MCO", into="MCO", depth="1 km"))
    assert not ground.coasts.is_empty
    assert not ground.borders.is_empty
