"""Compute a scenario once: zones, places, pairs, depth curves, counts.

Every number that an output shows is computed in this package.
"""
