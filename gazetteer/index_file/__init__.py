"""The stored index of places: how it is built from its sources, opened and read.

Knows keys and records, and not what a user asks.
"""
