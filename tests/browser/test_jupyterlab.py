"""The first notebook in a real JupyterLab: opened, run by its menu, and the map is there.

The server is started as a reader would start it, on this machine's own address with a token, and is
gone afterwards with its kernels. Chromium reaches nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = "01-first-zone.ipynb"
HERE = "127.0.0.1"
TOKEN = "a-token-of-the-tests"  # noqa: S105 - of a server that lives for one test
START_S, STOP_S = 60, 20
PATIENT_MS = 60_000  # a kernel starts, imports and computes, on a busy machine
FRAME = "iframe[srcdoc]"
SILENT = "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"


def environment(folder):
    """Nothing of the user's own Jupyter; the kernel imports what stands here."""
    homes = {
        "HOME": "home",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    for name in homes.values():
        (folder / name).mkdir()
    # It would ask whether it may fetch news.
    (folder / SILENT).parent.mkdir(parents=True)
    (folder / SILENT).write_text('{"fetchNews": "false", "checkForUpdates": false}')
    ours = {variable: str(folder / name) for variable, name in homes.items()}
    return {**os.environ, **ours, "PYTHONPATH": str(ROOT)}


def command(notebooks):
    options = {
        "ServerApp.ip": HERE,
        "ServerApp.port": "0",
        "ServerApp.root_dir": str(notebooks),
        "ServerApp.open_browser": "False",
        "ServerApp.allow_root": "True",
        "IdentityProvider.token": TOKEN,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "jupyterlab", *given]


def port_of(process, runtime):
    """The port that the server chose, as soon as it answers there."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        assert process.poll() is None, "JupyterLab ended as soon as it began"
        for path in runtime.glob("jpserver-*.json"):
            port = json.loads(path.read_text(encoding="utf-8") or "{}").get("port")
            if port and answers(port):
                return port
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not answer in {START_S} s")


def answers(port):
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex((HERE, port)) == 0


def stop(process):
    """The server and its kernels: asked first, then ended; only what was started here."""
    for way in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, way)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            continue


@pytest.fixture(scope="module")
def lab(chromium, tmp_path_factory):
    """The address of a running JupyterLab with a copy of the notebooks."""
    folder = tmp_path_factory.mktemp("jupyterlab")
    notebooks = shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            command(notebooks), cwd=notebooks, env=environment(folder),
            stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
    try:
        port = port_of(process, folder / "runtime")
        yield f"http://{HERE}:{port}"
    except BaseException:
        print((folder / "said.txt").read_text(errors="replace")[-4000:])  # noqa: T201
        raise
    finally:
        stop(process)
    assert process.poll() is not None
    assert not answers(port)


@pytest.fixture(scope="module")
def ran(chromium, lab):
    """The first notebook after "Run All Cells"; `asked` lists every other host it was sent to."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    asked = []

    def only_here(route):
        if urlsplit(route.request.url).hostname == HERE:
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", only_here)
    page = context.new_page()
    page.asked = asked
    page.on("websocket", lambda found: found.url.startswith(f"ws://{HERE}:") or asked.append(found))
    page.set_default_timeout(PATIENT_MS)
    page.goto(f"{lab}/lab/tree/{NOTEBOOK}?token={TOKEN}&reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.get_by_text("| Idle").wait_for()  # the kernel is there
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_selector(FRAME)
    yield page
    context.close()


def test_the_map_is_seen_in_jupyterlab(ran):
    map_ = ran.frame_locator(FRAME)
    map_.locator("html.ready").wait_for(state="attached")
    assert map_.locator("[data-map] .leaflet-pane").count() > 0
    box = ran.locator(FRAME).bounding_box()
    assert box["width"] > 600
    assert box["height"] > 400


def test_the_map_s_frame_runs_its_script_and_reaches_nothing_around_it(ran):
    allowed = ran.locator(FRAME).get_attribute("sandbox").split()
    assert "allow-scripts" in allowed
    assert "allow-same-origin" not in allowed


def test_a_zone_is_a_picture_with_a_name_for_those_who_cannot_see_it(ran):
    picture = ran.locator(".jp-OutputArea-output svg[role=img]").first
    picture.wait_for()
    assert "140.0 km" in picture.locator("title").text_content()
    assert picture.bounding_box()["width"] > 400


def test_an_error_is_one_line_in_jupyterlab(ran):
    error = ran.locator(".jp-OutputArea-output pre", has_text="ScenarioError")
    error.wait_for()
    assert error.inner_text().strip() == (
        "ScenarioError (line 1): into = IRQ: expected a country at this line: TUR, SYR"
    )


def test_jupyterlab_and_the_map_ask_no_other_host(ran):
    ran.frame_locator(FRAME).locator("html.ready").wait_for(state="attached")
    assert ran.asked == []
