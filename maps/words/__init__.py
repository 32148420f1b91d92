"""Texts of a study in the reader's language: words, figures, dates, notes.

`maps.words.text` has one module for each language. Nothing is drawn here.
"""
