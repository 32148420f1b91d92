"""Interface words, one module a language; `maps.language` gives them."""
