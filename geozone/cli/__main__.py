"""``python -m geozone.cli``: the command line without an installed script."""

from geozone.cli import main

main()
