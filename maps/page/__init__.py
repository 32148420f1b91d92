"""Page: its data, its parts, the folium map for Jupyter, tiles, and embedding.

The page holds finished texts and outlines: the script in the browser computes no figure.
"""
