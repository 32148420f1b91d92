"""``python -m geozone.cli``: run the command line without its installed script."""

from geozone.cli import main

main()
