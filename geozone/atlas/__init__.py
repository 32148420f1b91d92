"""What is shipped: countries, borders and rivers, and how they are stored.

This folder reads `geozone/data`. It knows no zone, and no file or value of a user.
"""
