"""Build hook: make the index of places before a wheel is packed (gazetteer/index_file/build.py)."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PlacesHook(BuildHookInterface[Any]):
    """Builds the index of places for wheels and editable installs; an sdist carries the source."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the index in place, unless it is fresh."""
        if self.target_name == "sdist":
            return
        sys.path.insert(0, self.root)
        try:
            from gazetteer.index_file.build import build  # noqa: PLC0415  # found only by the line above

            build()
        finally:
            sys.path.remove(self.root)
