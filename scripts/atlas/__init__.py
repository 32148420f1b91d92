"""The steps that make the shipped atlas; `scripts/build_atlas.py` says what is asked for."""
