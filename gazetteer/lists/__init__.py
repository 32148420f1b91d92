"""Lists of places that a user gives: tables are read, rows checked, and an index made of them.

The index has the same form as the shipped one, and is asked before it.
"""
