"""The format of scenario files: keys, forms and rules, faults, and the JSON Schema.

This package handles texts and numbers only: it looks up no place and no border.
"""
