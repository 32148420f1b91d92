"""The one door for files in and out: vector files that a user brings, and whole writing.

This folder reads and writes bytes and geometries. It does not judge what a file means.
"""
