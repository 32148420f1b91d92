"""Make the README's picture: the page of `make map`, drawn by headless Chromium.

This script is not shipped. Run it after a change of the page: ``make screenshot``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import geozone
import maps

PICTURE = Path(__file__).parents[1] / "docs" / "safe-zones.png"
WIDTH, HEIGHT = 1280, 800


def main() -> None:
    """Draw the shipped scenario and take its picture."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("screenshot: no Chromium here, install the package chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "safe-zones.html"
        maps.save(maps.draw(geozone.load("turkey-syria")), page_file)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(page_file.as_uri())
        page.wait_for_timeout(500)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()
    print(PICTURE)


if __name__ == "__main__":
    main()
