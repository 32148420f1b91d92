"""Figures for print: one sheet in millimetres, drawn layer by layer with matplotlib.

No other package imports matplotlib.
"""
