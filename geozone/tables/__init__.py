"""A study as records and tables: JSON, CSV, Markdown, HTML, data frames.

This package computes nothing; it defines the names and units of the columns.
"""
