"""Values that show themselves: a line in a terminal, a picture or a table in Jupyter, a frame.

The code that makes lines, pictures and tables (`geozone.jupyter`) imports the values. So the values
import it only when one is shown; otherwise the imports would form a circle.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def above(module: str) -> Any:
    """A module of a higher room, by its name below `geozone`."""
    return import_module(f"geozone.{module}")


class Shown:
    """A value that shows itself as a line, and in Jupyter as `geozone.jupyter.show` knows it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(above("jupyter.show").line(self))

    def _repr_html_(self) -> str:
        """A picture or a table with its notes, for Jupyter."""
        return str(above("jupyter.show").html(self))


class Drawn(Shown):
    """A value with a geometry, whose picture stands also where HTML is not shown.

    Examples
    --------
    >>> from geozone import Border
    >>> Border.between("TUR", "SYR")
    <Border TUR-SYR, Turkey–Syria: 907.2 km (563.7 mi)>
    """

    __slots__ = ()

    def _repr_svg_(self) -> str:
        """The picture alone, where HTML is not shown."""
        return str(above("jupyter.show").svg(self))
