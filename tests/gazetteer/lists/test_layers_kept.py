"""Dumps of GeoNames as layers, and the indexes of large lists: kept, noticed, made anew."""

from __future__ import annotations

import errno
import json
import math
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gazetteer import AmbiguousName, Gazetteer, UnknownName
from gazetteer.lists import cache
from gazetteer.lists.layers import layer
from gazetteer.lists.rows import ListError
from tests.gazetteer.made_lists import DUMP, LARGE, dump, feature, kept, saved

SHIPPED = Gazetteer()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path_factory.mktemp("cache")))


# --- dumps of GeoNames ----------------------------------------------------------------------------


def test_a_dump_is_a_layer_with_geonames_numbers(tmp_path: Path) -> None:
    places = SHIPPED.with_places(dump(tmp_path))
    found = places.match("منبج")
    assert (found.method, found.place.name) == ("own", "Manbij")
    assert (found.place.source, found.place.source_id) == ("SY.txt", "167357")
    assert (found.place.population, found.place.admin) == (99_497, "09")
    assert places.lists[0].places == 5
    with pytest.raises(UnknownName):  # an airport's code
        places.resolve("QXJ")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Sajur Camp", "town"), ("Nahr Sajur Test", "river"), ("Muhafazat Test", "division"),
     ("Test Lake", "lake")],
)  # fmt: skip
def test_features_have_the_kinds_of_places(name: str, kind: str, tmp_path: Path) -> None:
    assert SHIPPED.with_places(dump(tmp_path)).resolve(name).kind == kind


@pytest.mark.parametrize("name", ["Jabal Test", "Old Country"])
def test_features_that_are_no_places_are_not_taken(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        SHIPPED.with_places(dump(tmp_path)).resolve(name)


def zipped(folder: Path, texts: dict[str, bytes]) -> Path:
    file = folder / "SY.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in texts.items():
            packed.writestr(name, text)
    return file


def test_a_zip_is_read_as_it_was_downloaded(tmp_path: Path) -> None:
    file = zipped(tmp_path, {"readme.txt": b"words", "SY.txt": "".join(DUMP).encode()})
    assert SHIPPED.with_places(file).resolve("Sajur Camp").source == "SY.zip"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "a spreadsheet or zip: expected CSV, or a zip of one file"),
        ({"xl/workbook.xml": b""}, "a spreadsheet or zip: expected"),
        ({"a.txt": b"", "b.txt": b""}, "a spreadsheet or zip with 2 texts"),
    ],
)
def test_a_zip_of_something_else_is_refused(
    texts: dict[str, bytes], said: str, tmp_path: Path
) -> None:
    with pytest.raises(ListError, match=f"^SY.zip: {said}"):
        SHIPPED.with_places(zipped(tmp_path, texts))


def test_a_zip_that_would_unpack_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazetteer.lists.text._MOST_UNPACKED", 100)
    with pytest.raises(ListError, match=r"a zip of 0 GB: expected at most 1e-07 GB: unpack and"):
        SHIPPED.with_places(zipped(tmp_path, {"SY.txt": "".join(DUMP).encode()}))


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path, {"SY.txt": b"x"}).read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the directory
    (tmp_path / "SY.zip").write_bytes(data)
    with pytest.raises(ListError, match="a zip with a password: expected one without"):
        SHIPPED.with_places(tmp_path / "SY.zip")


def test_a_zip_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    text = "".join(feature(n, f"Village {n}") for n in range(1, 5_000)).encode()
    file = zipped(tmp_path, {"SY.txt": text})
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises(ListError, match="a zip that cannot be read"):
        SHIPPED.with_places(file)
    damaged = bytearray(data)
    damaged[len(data) // 2 :][:400] = bytes(400)
    damaged[len(data) // 3 : len(data) // 3 + 400] = bytes(400)
    file.write_bytes(damaged)
    with pytest.raises(ListError, match="a zip that cannot be read"):
        SHIPPED.with_places(file)


# --- kept in the cache folder ---------------------------------------------------------------------


def test_a_small_list_is_not_kept(tmp_path: Path) -> None:
    SHIPPED.with_places(saved(tmp_path))
    assert kept() == []


def test_a_large_list_is_indexed_once(tmp_path: Path) -> None:
    file, beats = dump(tmp_path, LARGE), []
    first = SHIPPED.with_places(file, progress=beats.append)
    assert beats == sorted(beats)
    assert 0 <= beats[0] <= beats[-1] <= 1
    (folder,) = kept()
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    again = SHIPPED.with_places(file, progress=lambda _: pytest.fail("made anew"))
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert again.match("Village 77") == first.match("Village 77")
    assert (again.lists[0].places, again.lists[0].note) == (first.lists[0].places, "")


def test_a_changed_list_is_noticed_though_its_time_and_size_are_the_same(tmp_path: Path) -> None:
    file = dump(tmp_path, LARGE)
    SHIPPED.with_places(file)
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    file.write_text("".join(LARGE).replace("Village 77\t", "Hamlet0 77\t"), encoding="utf-8")
    os.utime(file, ns=times)
    assert SHIPPED.with_places(file).resolve("Hamlet0 77").source_id == "77"


@pytest.mark.one_in(5)
@pytest.mark.parametrize("damage", [
    "cut", "flipped", "emptied", "no part", "no manifest", "junk", "no facts", "other facts",
    "endless facts", "nested", "no text", "a folder", "a file in its place", "a dead link",
    "foreign",
])  # fmt: skip
def test_a_damaged_index_is_made_anew(damage: str, tmp_path: Path) -> None:
    file = dump(tmp_path, LARGE)
    SHIPPED.with_places(file)
    (folder,) = kept()
    part, manifest = folder / "0.index", folder / "manifest.json"
    data = part.read_bytes()

    def said(other: dict[str, Any]) -> None:
        manifest.write_text(json.dumps({**json.loads(manifest.read_text()), **other}))

    flipped = data[:5000] + bytes([data[5000] ^ 1]) + data[5001:]
    {
        "cut": lambda: part.write_bytes(data[:-9]),
        "flipped": lambda: part.write_bytes(flipped),
        "emptied": lambda: part.write_bytes(b""),
        "no part": part.unlink,
        "no manifest": manifest.unlink,
        "junk": lambda: manifest.write_text(json.dumps({"parts": 1})),
        "no facts": lambda: said({"facts": {}}),
        "other facts": lambda: said({"facts": {"places": 7, "left_out": 0, "troubles": []}}),
        "endless facts": lambda: said({"facts": {"places": math.inf}}),
        "nested": lambda: manifest.write_text("[" * 100_000),
        "no text": lambda: manifest.write_bytes(b"\xff\xfe"),
        "a folder": lambda: (manifest.unlink(), manifest.mkdir()),
        "a file in its place": lambda: (shutil.rmtree(folder), folder.write_text("x")),
        "a dead link": lambda: (shutil.rmtree(folder), folder.symlink_to("nowhere")),
        # Whole, and made by somebody else: its checksums fit.
        "foreign": lambda: (shutil.rmtree(folder), cache.keep(folder.name, [b"x"], dict)),
    }[damage]()
    again = SHIPPED.with_places(file)
    assert again.resolve("Village 77").source_id == "77"
    assert (again.lists[0].places, again.lists[0].note) == (5_995, "")
    assert kept() == [folder]
    assert part.read_bytes() == data


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").write_text("a file, no folder")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "blocked"))
    (found,) = SHIPPED.with_places(dump(tmp_path, LARGE)).lists
    assert found.places == 5_995
    assert found.note.startswith("its index cannot be kept (")


def test_a_full_disk_is_done_without_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:100])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    places = SHIPPED.with_places(dump(tmp_path, LARGE))
    assert places.resolve("Village 77").source == "SY.txt"
    assert "No space left on device" in places.lists[0].note
    assert kept() == []


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    def interrupt(done: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        SHIPPED.with_places(dump(tmp_path, LARGE), progress=interrupt)
    assert kept() == []


def test_a_broken_large_list_leaves_nothing(tmp_path: Path) -> None:
    file = dump(tmp_path, LARGE)
    with file.open("ab") as end:
        end.write(b"\xff\xff\n")
    with pytest.raises(ListError, match="is not UTF-8"):
        SHIPPED.with_places(file)
    assert kept() == []


def test_a_list_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    file = dump(tmp_path, LARGE)

    def change(done: float) -> None:
        with file.open("a", encoding="utf-8") as end:
            end.write(feature(99_999, "Late"))

    with pytest.raises(ListError, match="changed while it was read"):
        SHIPPED.with_places(file, progress=change)
    assert kept() == []


def test_what_a_killed_process_left_is_swept_after_a_day(tmp_path: Path) -> None:
    old, new = cache.folder() / ".a.x.part", cache.folder() / ".b.x.part"
    for each in (old, new):
        each.mkdir(parents=True)
    os.utime(old, (0, 0))
    SHIPPED.with_places(dump(tmp_path, LARGE))
    assert not old.exists()
    assert new.exists()


BUILD = """
import sys
from gazetteer import Gazetteer
print(Gazetteer().with_places(sys.argv[1]).resolve("Village 77").source_id)
"""


def test_processes_that_index_one_list_at_once_all_get_it(tmp_path: Path) -> None:
    file = dump(tmp_path, LARGE)
    running = [
        subprocess.Popen([sys.executable, "-c", BUILD, str(file)], stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    assert [each.communicate(timeout=60)[0].strip() for each in running] == [b"77"] * 4
    assert len(kept()) == 1


def test_another_process_that_was_faster_is_let_be(tmp_path: Path) -> None:
    file = dump(tmp_path, LARGE)
    SHIPPED.with_places(file)
    (folder,) = kept()
    moved = tmp_path / "moved"
    folder.rename(moved)

    def meanwhile(done: float) -> None:
        if not folder.exists():
            shutil.copytree(moved, folder)

    assert SHIPPED.with_places(file, progress=meanwhile).resolve("Village 77").source_id == "77"
    assert kept() == [folder]


def test_a_list_of_several_parts_is_one_layer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazetteer.lists.layers._PART", 1_000)
    doubled = [*LARGE, feature(9_000, "Village 77", at=(10, 10))]
    places = SHIPPED.with_places(dump(tmp_path, doubled))
    assert len(places.lists[0].indexes) == 6
    assert places.resolve("Village 5990").source_id == "5990"
    with pytest.raises(AmbiguousName) as caught:  # one in the first part, one in the last
        places.resolve("Village 77")
    assert [one.place.source_id for one in caught.value.alternatives] == ["77", "9000"]


def test_what_is_too_long_for_memory_is_refused_where_it_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazetteer.lists.layers.MOST_IN_MEMORY", 1_000)
    file = dump(tmp_path, LARGE)
    assert SHIPPED.with_places(file).lists[0].places == 5_995
    monkeypatch.setenv(cache.VARIABLE, str(file))
    with pytest.raises(ListError, match=r"too many rows to hold in memory.*GEOZONE_CACHE"):
        SHIPPED.with_places(file)


def test_the_memory_of_an_index_does_not_grow_with_the_list(tmp_path: Path) -> None:
    code = (
        "import resource, sys\nfrom gazetteer import Gazetteer\n"
        "from gazetteer.lists import layers\nlayers._PART = 5_000\n"
        "Gazetteer().with_places(sys.argv[1])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )

    def most_kb(rows: int) -> int:
        file = tmp_path / f"{rows}.txt"
        with file.open("w", encoding="utf-8") as text:
            for number in range(1, rows):
                text.write(feature(number, f"Village {number}", at=(number % 3000 / 20, 30)))
        ran = subprocess.run(
            [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True
        )
        return int(ran.stdout)

    assert most_kb(60_000) < most_kb(10_000) + 12_000


# --- the folder -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "environment", "there"),
    [
        ("linux", {}, "~/.cache/geozone"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/geozone"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "~/.cache/geozone"),
        ("darwin", {"XDG_CACHE_HOME": "/x"}, "~/Library/Caches/geozone"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/geozone"),
        ("win32", {}, "~/AppData/Local/geozone"),
        ("win32", {"GEOZONE_CACHE": "/big"}, "/big"),
    ],
)
def test_each_system_has_its_place_for_what_can_be_made_anew(
    platform: str, environment: dict[str, str], there: str
) -> None:
    assert cache.folder(environment, platform) == Path(there).expanduser()


def test_a_layer_can_be_made_without_a_door(tmp_path: Path) -> None:
    found = layer(saved(tmp_path), SHIPPED, SHIPPED._index.path)
    assert (found.file, found.places, len(found.indexes)) == ("camps.csv", 3, 1)
