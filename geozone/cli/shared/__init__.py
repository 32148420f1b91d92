"""Parts that several commands share: options, lists of places, output, early imports.

This package depends on no command.
"""
