"""Where the texts of a figure stand on its sheet, measured anew by matplotlib."""

from __future__ import annotations

import itertools

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from maps.figures.layers import layers

NAMES = ("country-names", "river-names", "town-names", "place-names", "zone-letters")


def texts(figure, *names):
    """Text and box (left, bottom, right, top in pixels) of every text in these layers."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    return [
        (artist.get_text(), artist.get_window_extent(renderer).extents)
        for name in names or tuple(layers(figure))
        if name in layers(figure) and name != "label-rims"
        for artist in layers(figure)[name].get_children()
        if isinstance(artist, Text)
    ]


def frames(figure):
    """Box of every map's frame, pixels."""
    return [
        artist.get_window_extent().extents
        for artist in layers(figure)["frame"].get_children()
        if isinstance(artist, Rectangle)
    ]


def overlapping(boxes, slack=1.0):
    """The pairs of texts whose boxes overlap by more than `slack` pixels both ways."""
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > slack and min(a[3], b[3]) - max(a[1], b[1]) > slack
    ]


def within(box, outer, slack=0.0):
    return (
        box[0] >= outer[0] - slack
        and box[1] >= outer[1] - slack
        and box[2] <= outer[2] + slack
        and box[3] <= outer[3] + slack
    )
