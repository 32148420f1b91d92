"""`geozone resolve --file`: a table of names, read and written row by row.

This package knows the formats of the rows; `gazetteer` looks up the names.
"""
