"""Install geozone as users do: from its wheel, in a virtual environment of its own.

The environment is new, but it uses the dependencies of the running one (a path file names its
site-packages), so that nothing is downloaded. As with every user, pip compiles geozone's modules.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def built_wheel(folder: Path) -> Path:
    """The wheel of this checkout, built without a network."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("geozone-*.whl")
    return wheel


def installed(wheel: Path, folder: Path) -> Path:
    """The command ``geozone`` of a venv made for the wheel; nothing but it and Python is new."""
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True)
    ours = folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    # Python searches a folder named in a path file, but does not read the path files in it. So an
    # editable install of a checkout in the running environment is not found.
    (ours / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "bin" / "geozone"
