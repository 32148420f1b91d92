"""What is shipped: countries, borders and rivers, and how they are stored.

Reads `geozone/data`; knows no zone and nothing that a user brings.
"""
