"""Interface words, one module a language."""
