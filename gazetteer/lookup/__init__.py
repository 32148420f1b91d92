"""Lookup: from a user's question to a place, a guess or a refusal.

The modules here read the index and never change it.
"""
