"""Run a case in this process as a shell would run it, and record every byte that it writes."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.outputs.case import Case

# The environment of a user changes the width of help texts, the language, colours and times. Fixed
# values make the outputs of all machines equal.
ENVIRONMENT = {"COLUMNS": "80", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TZ": "UTC"}


def run(case: Case) -> dict[str, bytes]:
    """Each output of a case by its name, byte for byte: exit code, stdout, stderr, files."""
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="manifest-") as outer:
        folder = Path(outer).resolve() / "here"
        _lay(case.inputs, folder)
        with _in(folder, cache=folder.parent / "cache"):
            before = _files(folder)
            for number, step in enumerate(case.steps, 1):
                name = case.name if len(case.steps) == 1 else f"{case.name}/{number}"
                code, out, err = _captured(step, case.stdin)
                found |= {f"{name}/exit": b"%d\n" % code}
                found |= {f"{name}/stdout": out, f"{name}/stderr": err}
                after = _files(folder)
                for path in sorted(after):
                    if before.get(path) != after[path]:
                        found[f"{name}/files/{path}"] = after[path]
                for path in sorted(before.keys() - after.keys()):
                    found[f"{name}/files/{path}"] = b"<removed>"
                before = after
        places = {str(folder): "<folder>", str(folder.parent): "<outside>"}
    return {name: _without(places, data) for name, data in found.items()}


def _lay(inputs: dict[str, bytes], folder: Path) -> None:
    folder.mkdir()
    for name, data in inputs.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _without(places: dict[str, str], data: bytes) -> bytes:
    """Data with the names of this run's folders replaced by fixed words."""
    for place, word in places.items():
        data = data.replace(place.encode(), word.encode())
    return data


@contextmanager
def _in(folder: Path, *, cache: Path) -> Iterator[None]:
    """Run in a folder, with an empty cache for the indexes of lists and a fixed environment."""
    here, environment = Path.cwd(), dict(os.environ)
    os.environ.update(ENVIRONMENT | {"GEOZONE_CACHE": str(cache)})
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(environment)


def _captured(step: tuple[str, ...] | str, stdin: bytes) -> tuple[int, bytes, bytes]:
    """Exit code, stdout and stderr of a step, with the messages that C libraries print.

    The streams are files with the descriptors 0, 1 and 2, as a shell provides them.
    """
    given = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115  (closed below)
    given[0].write(stdin)
    given[0].seek(0)
    streams, kept = (sys.stdin, sys.stdout, sys.stderr), [os.dup(number) for number in range(3)]
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        for number, file in enumerate(given):
            os.dup2(file.fileno(), number)
        sys.stdin, sys.stdout, sys.stderr = (_stream(number) for number in range(3))
        # Python shows a warning once in each process; every case must show its own warnings.
        with warnings.catch_warnings():
            code = _called(step)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        for number, descriptor in enumerate(kept):
            os.dup2(descriptor, number)
            os.close(descriptor)
    written = []
    for file in given:
        file.seek(0)
        written.append(file.read())
        file.close()
    return code, written[1], written[2]


def _stream(number: int) -> io.TextIOWrapper:
    raw = io.FileIO(number, "r" if number == 0 else "w", closefd=False)
    buffer = io.BufferedReader(raw) if number == 0 else io.BufferedWriter(raw)
    return io.TextIOWrapper(buffer, encoding="utf-8", write_through=number == 2)  # type: ignore[type-var]


def _called(step: tuple[str, ...] | str) -> int:
    from geozone.cli import main  # noqa: PLC0415  (of the checkout, once sys.path is set)

    try:
        if isinstance(step, str):
            exec(compile(step, "<manifest>", "exec"), {"__name__": "__main__"})  # noqa: S102
        else:
            main(step)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:
        # Only the last lines of a traceback are kept: names of modules and line numbers may change.
        print(*traceback.format_exc(limit=0).splitlines()[1:], sep="\n", file=sys.stderr)
        return 1
    return 0
