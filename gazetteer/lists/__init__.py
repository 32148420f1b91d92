"""Places that a user brings: tables read, rows judged, and an index made of them.

In the same form as the shipped index, and asked before it.
"""
