"""The parts of `scripts/manifest.py`: commands, their inputs, and the comparison of outputs."""
