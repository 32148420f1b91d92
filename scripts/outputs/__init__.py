"""What `scripts/manifest.py` runs: the commands, their inputs, and how an output is compared."""
