"""How values are displayed in a notebook and in a terminal: a sketch, a line, a table.

This package measures nothing and draws no map.
"""
