"""Verdicts on points, under the name that users import.

The module is `geozone.zones.verdict`; this name of it is promised to users and stays.
"""

from geozone.zones.verdict import Judged, Judgement, judge, judge_all

__all__ = ["Judged", "Judgement", "judge", "judge_all"]
