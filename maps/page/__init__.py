"""The page: its data, its parts, the folium map for Jupyter, tiles, and how it is embedded.

Ready words and outlines only: the browser's script computes nothing of a study.
"""
