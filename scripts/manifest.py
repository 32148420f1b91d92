"""Hash every output of geozone, to prove that a change of the code changes no output.

    python scripts/manifest.py                             # writes build/manifest.txt
    python scripts/manifest.py --against build/before.txt  # prints the lines that differ, exit 1
    python scripts/manifest.py --only 'fault/*' --keep build/outputs

Each line is a SHA-256 and the name of one output: the exit code, stdout or stderr of a command, or
a file that it wrote. `scripts/outputs/` holds the commands and their inputs. The script uses only
the command line and public names, so it runs on any arrangement of the modules. It runs the
checkout that it belongs to. Paths and versions are removed before hashing
(`scripts/outputs/comparable.py`). With --keep every output is also written into a folder: `diff -r`
of two such folders shows the differences.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.outputs import commands, faults, scenarios  # noqa: E402
from scripts.outputs.case import Case  # noqa: E402
from scripts.outputs.comparable import comparable  # noqa: E402
from scripts.outputs.running import run  # noqa: E402


def main() -> None:
    """Run the cases, write the manifest, compare it."""
    asked = _asked()
    began = time.monotonic()
    chosen = [case for case in all_cases() if fnmatch(case.name, asked.only)]
    if not chosen:
        sys.exit(f"--only {asked.only}: no case has such a name")
    lines = _run_all(chosen, asked.keep, asked.processes, shows_times=asked.times)
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    asked.output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    used = os.times()
    print(
        f"{asked.output}: {len(lines):,} outputs of {len(chosen):,} cases "
        f"in {time.monotonic() - began:.0f} s "
        f"({used.children_user + used.children_system:.0f} s of processor time)"
    )
    if asked.against:
        sys.exit(_compared(lines, asked.against, asked.only))


def _asked() -> argparse.Namespace:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    reader.add_argument("--output", "-o", type=Path, default=ROOT / "build" / "manifest.txt")
    reader.add_argument("--against", type=Path, help="a manifest to compare with")
    reader.add_argument("--keep", type=Path, help="a folder for the outputs themselves")
    reader.add_argument("--only", default="*", help="cases by name, such as 'map/*'")
    reader.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--times", action="store_true", help="print how long each case took")
    return reader.parse_args()


def all_cases() -> list[Case]:
    """Every case, the longest first."""
    cases = [*scenarios.cases(), *commands.cases(), *faults.cases()]
    names = [case.name for case in cases]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        sys.exit(f"two cases have the same name: {', '.join(twice)}")
    return sorted(cases, key=lambda case: not case.is_slow)


def _run_all(
    cases: list[Case], keep: Path | None, processes: int, *, shows_times: bool
) -> list[str]:
    """A line for each output, sorted by name."""
    lines = []
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=spawn, initializer=_check_checkout) as pool:
        for case, (found, seconds) in zip(cases, pool.map(_ran, cases), strict=True):
            if shows_times:
                print(f"{seconds:6.2f} s  {case.name}")
            for name, data in found.items():
                lines.append(f"{hashlib.sha256(data).hexdigest()}  {name}")
                if keep:
                    path = keep / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
    return sorted(lines, key=lambda line: line[66:])


def _check_checkout() -> None:
    """Stop if another geozone than that of this checkout would run."""
    import geozone  # noqa: PLC0415  (in the process that runs the cases)

    found = Path(geozone.__file__).resolve().parents[1]
    if found != ROOT:
        sys.exit(f"geozone comes from {found}: expected {ROOT}")


def _ran(case: Case) -> tuple[dict[str, bytes], float]:
    began = time.monotonic()
    found = {name: comparable(name, data) for name, data in run(case).items()}
    return found, time.monotonic() - began


def _compared(lines: list[str], against: Path, only: str) -> int:
    """Print the differences from an older manifest, and return the exit code."""
    now = {line[66:]: line[:64] for line in lines}
    old = {
        line[66:]: line[:64]
        for line in against.read_text(encoding="utf-8").splitlines()
        if only == "*" or line[66:] in now
    }
    differing = [name for name in sorted(now | old) if now.get(name) != old.get(name)]
    for name in differing:
        mark = "changed" if name in now and name in old else "added" if name in now else "gone"
        print(f"{mark:8} {name}")
    print(f"{len(differing):,} of {len(now | old):,} outputs differ from {against}")
    return int(bool(differing))


if __name__ == "__main__":
    main()
