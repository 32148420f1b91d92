"""Parse the bytes of a scenario file as TOML, or give one fault that says why they are not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from geozone.errors import Fault, ScenarioError
from geozone.files import given_file

LARGEST_FILE = 5_000_000  # bytes; the shipped scenarios have about 30,000

# tomllib needs time in proportion to the square of the number of parts in a dotted key, so a
# hostile file could keep it busy for very long. No key of the format has more than two parts.
_DEEP_KEY = re.compile(r"^[ \t\[]*(?:[\w-]+[ \t]*\.[ \t]*){5000}", re.MULTILINE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_BOM = b"\xef\xbb\xbf"


def load(path: Path, file: str) -> bytes:
    """Read a file's bytes.

    Parameters
    ----------
    file
        Its name as the user gave it, for messages.

    Raises
    ------
    ScenarioError
        If it is missing, no regular file, unreadable or larger than 5 MB.
    """
    try:
        return given_file.read_whole(path, LARGEST_FILE)
    except given_file.NotRegular as error:
        raise _refused(file, error.strerror or "", "a scenario file in TOML") from None
    except given_file.TooLarge as error:
        expected = f"at most {LARGEST_FILE:,} bytes"
        raise _refused(file, f"{error.size:,} bytes", expected) from None
    except OSError as error:
        reason = error.strerror or "not read"
        raise _refused(file, reason, "a file that can be read") from None


def parse(data: bytes, file: str) -> dict[str, Any]:
    """Parse TOML.

    Raises
    ------
    ScenarioError
        If it is too large, not UTF-8, empty or not TOML.

    Examples
    --------
    >>> parse(b'title = "A"', "s.toml")
    {'title': 'A'}
    """
    # `load` limits files; this limit is for bytes that a caller has read in another way.
    if len(data) > LARGEST_FILE:
        raise _refused(file, f"{len(data):,} bytes", f"at most {LARGEST_FILE:,} bytes")
    text = _text(data, file)
    if not text.strip():
        raise _refused(file, "an empty file", "a scenario: format = 1, title, as_of, line …")
    if deep := _DEEP_KEY.search(text):
        raise _refused(
            file, f"the key {deep[0].strip()[:40]}…", "keys that are not nested so deeply"
        )
    try:
        return tomllib.loads(text)
    except RecursionError:  # tomllib calls itself for each bracket inside another
        raise _refused(file, "not TOML", "brackets that are not nested so deeply") from None
    except ValueError as error:  # TOMLDecodeError, or a number with thousands of digits
        reason, at = _position(str(error))
        raise ScenarioError(file, [Fault(at, "", f"not TOML: {reason}", "valid TOML")]) from None


def _text(data: bytes, file: str) -> str:
    if data.startswith(_UTF16):
        raise _refused(file, "UTF-16 text", 'text saved as "UTF-8"')
    try:
        # Some editors begin a UTF-8 file with a byte order mark; it carries no information.
        return data.removeprefix(_UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        # The position in the file, not in the text without its byte order mark.
        at = error.start + len(_UTF8_BOM) * data.startswith(_UTF8_BOM)
        line = data.count(b"\n", 0, at) + 1
        where = f"line {line}, byte {at + 1} of the file"
        bad = f"0x{data[at]:02x} is not UTF-8"
        raise ScenarioError(file, [Fault(where, "", bad, 'text saved as "UTF-8"')]) from None


def _position(message: str) -> tuple[str, str]:
    """The fault and its position, from the message of tomllib.

    Python before 3.14 gives the position only as a part of the message.
    """
    found = re.fullmatch(r"(.*) \(at (line \d+, column \d+|end of document)\)", message, re.DOTALL)
    if found is None:
        return message, ""
    where = "end of the file" if found[2] == "end of document" else found[2]
    return found[1], where


def _refused(file: str, value: str, expected: str) -> ScenarioError:
    return ScenarioError(file, [Fault("", "", value, expected)])
