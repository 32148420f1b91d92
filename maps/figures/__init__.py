"""Figures for print: one sheet in millimetres, drawn layer by layer with matplotlib.

The only room of matplotlib.
"""
