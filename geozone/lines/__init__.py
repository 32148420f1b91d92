"""Lines that zones are measured from: borders, lines of a user's own, their parts and ends.

Knows the two sides of a line, and no depth.
"""
