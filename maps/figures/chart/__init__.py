"""Charts for print: area and places against depth, and the depths that proposals name.

They stand on the same sheets as the maps.
"""
