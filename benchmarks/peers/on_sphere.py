"""SedonaDB's geography buffer (S2) as a process; its protocol is described in process.py.

The script runs in an environment of its own and imports nothing of this repository.
"""

from __future__ import annotations

import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
import sedonadb


def main() -> None:
    """Answer requests until stdin ends."""
    warnings.simplefilter("ignore")  # it warns that PROJ and GDAL are missing; both are not needed
    engine = sedonadb.connect()
    print(f"SedonaDB geography\t{version('sedonadb')} (S2)", flush=True)
    for line in sys.stdin:
        file, metres, segments, answer = line.rstrip("\n").split("\t")
        given = pa.table({"wkt": [Path(file).read_text(encoding="utf-8")]})
        engine.create_data_frame(given).to_view("given", overwrite=True)
        shape = engine.sql("SELECT ST_GeogFromWKT(wkt) AS shape FROM given").to_memtable()
        shape.to_view("shapes", overwrite=True)
        setting = "" if segments == "0" else f", 'quad_segs={int(segments)}'"
        area = f"ST_Buffer(shape, {float(metres)}{setting})"
        asked = f"SELECT ST_AsBinary({area}) AS area FROM shapes"  # noqa: S608  (two numbers)
        try:
            start = time.perf_counter()
            found = engine.sql(asked).to_arrow_table()
            seconds = time.perf_counter() - start
        except Exception as problem:  # the table shows every error of a tool
            print("fault", str(problem).splitlines()[0], flush=True)
            continue
        Path(answer).write_text(found["area"][0].as_py().hex(), encoding="utf-8")
        print(seconds, flush=True)


if __name__ == "__main__":
    main()
