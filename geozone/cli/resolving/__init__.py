"""`geozone resolve --file`: a table of names, read and written row by row.

Knows the formats of the rows; `gazetteer` answers for the names.
"""
