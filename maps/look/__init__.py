"""Look of a study on page, figure and report: colours, dashes, outlines, the base map.

The modules hold data and simplified geometry, and neither texts nor files.
"""
