"""How values show themselves in a notebook and in a terminal: a sketch, a line, a table.

Nothing here is measured, and no map is drawn.
"""
