"""A scenario laid on the ground and measured once: zones, places, pairs, curves, counts.

Every number that an output shows is computed here.
"""
