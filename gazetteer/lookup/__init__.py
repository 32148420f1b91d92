"""From what a user asks to a place, a guess or a refusal.

Reads the index and changes nothing.
"""
