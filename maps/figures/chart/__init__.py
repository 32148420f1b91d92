"""Charts for print: area and places against depth, and what proposals name on that axis.

Set on the same sheets as the maps.
"""
