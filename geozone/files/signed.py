"""Files that say of themselves what they were when geozone wrote them.

Each file carries a mark: what kind of file it is, and the SHA-256 of all its other bytes. If the
mark fits, nobody has changed the file since geozone wrote it. It can be made again at any time, so
a command replaces it. Every other file may hold somebody's work and is kept. The mark is a checksum
against accidents: it proves nothing about who made a file.

The mark stands where the format has room for it: in a comment at the end of HTML, Markdown and SVG,
in a text chunk of a PNG, in a comment before the last lines of a PDF, under ``$comment`` in a JSON
Schema, and in a .docx in a comment of the part that names the program that wrote it.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

Kind = Literal["figure", "map", "report", "schema", "still picture"]

APPLICATION = "docProps/app.xml"  # the part of a .docx that names the program that made it
_CHUNK = 1 << 20  # bytes read at once, so that a large file does not fill the memory
_MOST_BEHIND = 64  # bytes; in every format fewer than this follow the mark
_LARGEST_PART = 1 << 16  # bytes of the part of a .docx that holds the mark; ours has 300
_MOST_UNPACKED = 1 << 30  # bytes of a whole .docx; a small archive may unpack to very much


class _Form(NamedTuple):
    """The form of a mark in a file format, and its place.

    Parameters
    ----------
    mark
        Function from the mark's text to its bytes in this format.
    behind
        Pattern of the bytes that follow the mark, up to the file's end.
    """

    mark: Callable[[bytes], bytes]
    behind: re.Pattern[bytes]


def _chunk(said: bytes) -> bytes:
    """A text chunk of a PNG: its length, type and content, and the checksum of type and content.

    The length counts the content only, without the 4 bytes of the type (PNG, section 5.3).
    """
    held = b"tEXtgeozone\0" + said
    return (len(held) - 4).to_bytes(4, "big") + held + zlib.crc32(held).to_bytes(4, "big")


_LAST = re.compile(rb"\Z")
# The mark of a PNG must stand before the IEND chunk, that of a PDF before `startxref`: readers look
# for these at the end of the file. In a PDF, a comment there changes no offset in the file's table.
_XML = _Form(lambda said: b"<!-- " + said + b" -->\n", _LAST)
_FORMS = {
    ".html": _XML,
    ".htm": _XML,
    ".svg": _XML,
    ".md": _Form(lambda said: b"\n<!-- " + said + b" -->\n", _LAST),
    ".png": _Form(_chunk, re.compile(rb"\0\0\0\0IEND\xaeB`\x82\Z")),
    ".pdf": _Form(lambda said: b"%" + said + b"\n", re.compile(rb"startxref\n\d{1,20}\n%%EOF\n\Z")),
}
_JSON = _Form(lambda said: b',\n "$comment": "' + said + b'"', re.compile(rb"\n\}\n\Z"))


def signed(data: bytes, kind: Kind, ending: str) -> bytes:
    r"""A file's bytes with its mark; the same bytes always give the same result.

    Parameters
    ----------
    data
        The bytes of a whole file as our writers make it.
    kind
        What kind of file it is, so that a map does not replace a report.
    ending
        The ending of the file's name, such as ``.png``. A schema is JSON whatever its name.

    Examples
    --------
    >>> signed(b"<svg/>\n", "figure", ".svg").decode()[:41]
    '<svg/>\n<!-- geozone figure, as written: s'
    """
    if ending == ".docx":
        return _signed_docx(data, kind)
    form = _form(kind, ending)
    found = form.behind.search(data, max(len(data) - _MOST_BEHIND, 0))
    if found is None:
        raise ValueError(f"a {kind} that does not end as {ending} does")
    body, behind = data[: found.start()], found[0]
    digest = hashlib.sha256(body + behind).hexdigest()
    return body + form.mark(_mark_text(kind, digest)) + behind


def is_unchanged(path: str | os.PathLike[str], kind: Kind) -> bool:
    """Whether a file is of a kind and has not changed since geozone wrote it.

    If the file has no mark, only its end is read. Else it is read in pieces, so that a large file
    does not fill the memory.

    Examples
    --------
    >>> is_unchanged("no such file.png", "figure")
    False
    """
    file = Path(path)
    ending = file.suffix.lower()
    try:
        if not file.is_file():  # opening a pipe would wait for somebody to write into it
            return False
        with file.open("rb") as opened:
            if ending == ".docx":
                return _is_unchanged_docx(opened, kind)
            return _is_unchanged(opened, kind, _form(kind, ending))
    except (OSError, KeyError):  # KeyError: we write no files with that ending
        return False


def _form(kind: Kind, ending: str) -> _Form:
    return _JSON if kind == "schema" else _FORMS[ending]


def _mark_text(kind: Kind, digest: str) -> bytes:
    return f"geozone {kind}, as written: sha256 {digest}".encode("ascii")


def _is_unchanged(file: BinaryIO, kind: Kind, form: _Form) -> bool:
    # The mark's length is known, so its place follows from the bytes behind it at the file's end.
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - _MOST_BEHIND, 0))
    found = form.behind.search(file.read())
    if found is None:
        return False
    length = len(form.mark(_mark_text(kind, "0" * 64)))
    room = size - len(found[0]) - length
    if room < 0:
        return False
    file.seek(room)
    mark = file.read(length)
    said = re.search(rb"sha256 ([0-9a-f]{64})", mark)
    if said is None or mark != form.mark(_mark_text(kind, said[1].decode("ascii"))):
        return False
    file.seek(0)
    digest = hashlib.sha256()
    while room and (piece := file.read(min(room, _CHUNK))):
        digest.update(piece)
        room -= len(piece)
    digest.update(found[0])
    return digest.hexdigest().encode("ascii") == said[1]


# --- .docx: a zip archive ------------------------------------------------------------------------
# The mark lies within a part, and the archive's own sizes and checksums depend on it. So the
# SHA-256 is over the unpacked parts, not over the bytes of the archive.


def _mark_of_part(kind: Kind, digest: str) -> bytes:
    return b"<!-- " + _mark_text(kind, digest) + b" -->"


def _signed_docx(data: bytes, kind: Kind) -> bytes:
    """The same archive, with the mark at the end of the part that names the program."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(fresh, "w") as new:
        digest = hashlib.sha256()
        for piece in _bytes_but_mark(old):
            digest.update(piece)
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == APPLICATION:
                part += _mark_of_part(kind, digest.hexdigest())
            new.writestr(entry, part)
    return fresh.getvalue()


def _is_unchanged_docx(file: BinaryIO, kind: Kind) -> bool:
    try:
        with zipfile.ZipFile(file) as packed:
            # Sizes are checked before anything is unpacked.
            if packed.getinfo(APPLICATION).file_size > _LARGEST_PART:
                return False
            length = len(_mark_of_part(kind, "0" * 64))
            mark = packed.read(APPLICATION)[-length:]
            if sum(entry.file_size for entry in packed.infolist()) > _MOST_UNPACKED:
                return False
            said = re.search(rb"sha256 ([0-9a-f]{64})", mark)
            if said is None or mark != _mark_of_part(kind, said[1].decode("ascii")):
                return False
            digest = hashlib.sha256()
            for piece in _bytes_but_mark(packed, length):
                digest.update(piece)
            return digest.hexdigest().encode("ascii") == said[1]
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return False


def _bytes_but_mark(packed: zipfile.ZipFile, mark: int = 0) -> Iterator[bytes]:
    """All content of an archive but the mark, in pieces: each part's name, length and bytes."""
    for entry in packed.infolist():
        left = entry.file_size - (mark if entry.filename == APPLICATION else 0)
        yield f"{entry.filename}\0{left}\0".encode("utf-8", "surrogatepass")
        with packed.open(entry) as part:
            while left and (piece := part.read(min(left, _CHUNK))):
                yield piece
                left -= len(piece)
