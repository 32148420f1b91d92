from __future__ import annotations

import runpy
from pathlib import Path

import pytest

import geozone


@pytest.fixture(scope="session")
def study():
    return geozone.load("turkey-syria")


@pytest.fixture(scope="session")
def handmade():
    return runpy.run_path(str(Path(__file__).with_name("handmade.py")))["handmade"]
