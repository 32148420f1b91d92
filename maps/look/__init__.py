"""How a study looks in every way that it is drawn: colours, dashes, outlines, the ground.

Data and light geometry; no text and no file.
"""
