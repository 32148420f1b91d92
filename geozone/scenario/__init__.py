"""What a scenario says: values with a meaning, made from a file or from options.

This package computes no geometry: `geozone.study` does that.
"""
