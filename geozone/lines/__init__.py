"""Lines that zones are measured from: borders, lines of a user's own, their parts and ends.

This room knows the two sides of a line, and no depth.
"""
