"""Interface words, one module a language; `maps.words.language` gives them.

A language holds the keys and gaps of English, and no code.
"""
