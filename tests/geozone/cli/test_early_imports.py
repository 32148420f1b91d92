"""What two threads import at once, they do not share."""

from __future__ import annotations

import subprocess
import sys

WATCHED = """
import sys, threading
from geozone.cli.shared import early_imports
start = threading.Thread.start
def watched(thread):
    slow = ("numpy", "shapely", "pyproj", "geozone.study.study")
    print(all(name in sys.modules for name in slow))
    start(thread)
threading.Thread.start = watched
early_imports.imported("json.tool")
"""


def test_what_both_need_is_there_before_the_second_thread_begins():
    ran = subprocess.run(
        [sys.executable, "-c", WATCHED], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "True\n"
