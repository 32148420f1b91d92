"""Zones beside a line or about a place, and whether a point lies in one.

Depth, side and bank stand here; proposals and names of places do not.
"""
