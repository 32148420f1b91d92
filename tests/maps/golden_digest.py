"""The data block of a page, every encoded line as its box and number of points."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from maps.look import outline

KEPT = Path(__file__).parent / "golden" / "turkey-syria.json"
# Keys whose values are encoded lines, or lists of them, however deep.
DRAWN = {"shape", "lines", "coast", "borders", "anchors"}


def digest(value: Any, key: str = "") -> Any:
    """The value with every encoded line as its box and number of points, rounded."""
    if isinstance(value, dict):
        return {name: digest(each, name) for name, each in value.items()}
    if isinstance(value, list):
        found = [digest(each, key) for each in value]
        if key in DRAWN and found and all(isinstance(each, dict) for each in found):
            return merged(found) if all("box" in each for each in found) else found
        return found
    if isinstance(value, str) and key in DRAWN:
        return drawn(value)
    if isinstance(value, float):
        return round(value, 3)
    return value


def drawn(text: str) -> Any:
    try:
        lonlat = outline.decode(text)
    except ValueError:
        return text
    if not len(lonlat):
        return {"box": None, "points": 0}
    box = [*lonlat.min(axis=0), *lonlat.max(axis=0)]
    return {"box": [round(float(edge), 2) for edge in box], "points": len(lonlat)}


def merged(shapes: list[dict[str, Any]]) -> dict[str, Any]:
    boxes = np.array([each["box"] for each in shapes if each["box"]]).reshape(-1, 4)
    box = [*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)] if len(boxes) else None
    points = sum(each["points"] for each in shapes)
    return {"box": [round(float(edge), 2) for edge in box] if box else None, "points": points}
