"""What a scenario says: values with a meaning, made of a file or of options.

Lays nothing on the ground: that is `geozone.study`.
"""
