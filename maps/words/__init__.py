"""What a study says as text, in the language of the reader: words, figures, dates, notes.

Draws nothing; one module a language stands in `maps.words.text`.
"""
