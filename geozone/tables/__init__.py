"""What is read off a study as records, tables and sheets: JSON, CSV, Markdown, HTML, frames.

Computes nothing; names and units of the columns stand here.
"""
