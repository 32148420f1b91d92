"""The format of scenario files: keys, forms and rules, faults, and the JSON Schema.

Knows texts and numbers, and no place and no border.
"""
