"""The stored index of places: how it is built from its sources, opened and read.

The modules here handle keys and records. Questions of users belong to `gazetteer.lookup`.
"""
