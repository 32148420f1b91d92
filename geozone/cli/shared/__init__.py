"""What several commands share: options, lists of places, output, early imports.

Knows no command.
"""
