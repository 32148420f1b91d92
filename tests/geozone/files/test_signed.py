"""A file of ours is known by its digest; one byte more, less or other, and it is somebody's."""

from __future__ import annotations

import io
import itertools
import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from geozone.files.signed import APPLICATION, is_unchanged, signed


def packed(**more: bytes) -> bytes:
    """An archive as small as a .docx can be for us."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {"word": b"words " * 50, APPLICATION: b"<P/>", **more}.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return file.getvalue()


PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
WHOLE = {
    ("map", ".html"): b"<!DOCTYPE html>\n<p>zones</p>\n",
    ("report", ".html"): b"<!DOCTYPE html>\n<p>zones</p>\n",
    ("report", ".md"): b"# Zones\n\n| a |\n|---|\n| 1 |\n",
    ("report", ".docx"): packed(),
    ("figure", ".png"): b"\x89PNG\r\n\x1a\n" + bytes(range(256)) + PNG_END,
    ("figure", ".svg"): b"<?xml version='1.0'?>\n<svg>geozone</svg>\n",
    ("figure", ".pdf"): b"%PDF-1.4\nxref\ntrailer\nstartxref\n9\n%%EOF\n",
    ("still picture", ".svg"): b"<svg/>",
    ("schema", ".json"): b'{\n "$id": "urn"\n}\n',
}
EACH = pytest.mark.parametrize(("kind", "ending"), WHOLE, ids=" ".join)


def file_of(data: bytes, folder: Path, ending: str) -> Path:
    path = folder / f"made{ending}"
    path.write_bytes(data)
    return path


@EACH
def test_what_was_signed_is_known_again_and_only_as_what_it_is(kind, ending, tmp_path) -> None:
    data = signed(WHOLE[kind, ending], kind, ending)
    assert data == signed(WHOLE[kind, ending], kind, ending)
    path = file_of(data, tmp_path, ending)
    others = {"figure", "map", "report", "schema", "still picture"} - {kind}
    assert is_unchanged(path, kind)
    assert not [other for other in others if is_unchanged(path, other)]
    assert not is_unchanged(file_of(WHOLE[kind, ending], tmp_path, ending), kind)


@EACH
def test_one_other_byte_anywhere_makes_it_somebody_s(kind, ending, tmp_path) -> None:
    data = signed(WHOLE[kind, ending], kind, ending)
    # Of an archive only what its parts hold counts: other programs keep neither dates nor order.
    places = [data.index(b"words")] if ending == ".docx" and b"words" in data else range(len(data))
    if ending == ".docx":
        places = [data.index(b"word") + len("word") + 1]
    for at in places:
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        assert not is_unchanged(file_of(changed, tmp_path, ending), kind), at
    for changed in (data[:-1], data[1:], data + b"\n", b"\n" + data, b""):
        if ending != ".docx":
            assert not is_unchanged(file_of(changed, tmp_path, ending), kind)


def test_a_docx_with_another_part_more_or_less_is_somebody_s(tmp_path) -> None:
    with zipfile.ZipFile(io.BytesIO(signed(packed(note=b"n"), "report", ".docx"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def kept(changed: dict[str, bytes]) -> bool:
        path = tmp_path / "saved.docx"
        with zipfile.ZipFile(path, "w") as new:
            for name, part in changed.items():
                new.writestr(name, part)
        return not is_unchanged(path, "report")

    assert not kept(parts)
    assert kept({**parts, "word": b"my words"})
    assert kept({**parts, "comment": b"mine"})
    assert kept({name: part for name, part in parts.items() if name != "note"})
    assert kept({**parts, APPLICATION: b"<Application>Word</Application>"})


@pytest.mark.parametrize(
    "data", [b"PK, but no zip", packed(), packed()[:-30], b""], ids=["text", "plain", "cut", "none"]
)
def test_what_is_no_docx_of_ours_is_somebody_s(data, tmp_path) -> None:
    assert not is_unchanged(file_of(data, tmp_path, ".docx"), "report")


def test_a_file_that_holds_our_words_is_not_ours(tmp_path) -> None:
    mark = signed(b"", "figure", ".svg").decode()
    for said in ("geozone", ">geozone 0.1.0<", mark):
        text = f"<?xml version='1.0'?>\n<svg><text>{said}</text></svg>\n"
        assert not is_unchanged(file_of(text.encode(), tmp_path, ".svg"), "figure")


def test_a_large_file_is_read_piece_by_piece(tmp_path) -> None:
    path = file_of(signed(bytes(60_000_000), "map", ".html"), tmp_path, ".html")
    tracemalloc.start()
    try:
        assert is_unchanged(path, "map")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 5_000_000


def test_of_a_huge_file_without_a_mark_only_the_end_is_read(tmp_path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # holes: no disk holds as much
    assert not is_unchanged(path, "figure")


def test_what_is_no_file_is_not_opened(tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe.svg")  # opening it would wait for somebody who writes
    (tmp_path / "folder.svg").mkdir()
    for name, kind in itertools.product(("pipe.svg", "folder.svg", "none.svg"), ("figure", "map")):
        assert not is_unchanged(tmp_path / name, kind)


def test_a_name_with_another_ending_is_somebody_s(tmp_path) -> None:
    data = signed(WHOLE["map", ".html"], "map", ".html")
    assert not is_unchanged(file_of(data, tmp_path, ".txt"), "map")
