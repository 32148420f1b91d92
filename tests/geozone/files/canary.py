"""What a file from a stranger must not touch: a file, a library and an address, all watched."""

from __future__ import annotations

import _ctypes
import ctypes
import os
import shutil
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_OPENED, _READ = 0x20, 0x01  # inotify(7): IN_OPEN, IN_ACCESS
MARK = "CANARY-7f3a"


@dataclass
class Canary:
    """A folder elsewhere: a table with a secret, a shared library, and an address that counts."""

    folder: Path
    port: int
    contacts: list[bytes] = field(default_factory=list)

    @property
    def table(self) -> Path:
        return self.folder / "canary.csv"

    @property
    def library(self) -> Path:
        return self.folder / "canary.so"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/canary.csv"


@contextmanager
def untouched(folder: Path) -> Iterator[Canary]:
    """A canary; when the block ends, nothing of it may have been opened, read or contacted."""
    assert sys.platform == "linux", "inotify is Linux's"
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as server:
        canary = Canary(folder, server.getsockname()[1])
        canary.table.write_text(
            f"name,lon,lat,WKT\n{MARK},38,36,LINESTRING (38 36.5,38.5 36.6)\n", encoding="utf-8"
        )
        shutil.copy(_ctypes.__file__, canary.library)
        listening = threading.Thread(target=_listen, args=(server, canary), daemon=True)
        listening.start()
        with _watched(canary.table, canary.library) as opened:
            yield canary
            touched = opened()
        server.shutdown(socket.SHUT_RDWR)  # close alone does not wake the thread that waits
        listening.join(10)
    assert touched == 0, f"a file beside the user's was opened ({touched} bytes of events)"
    assert canary.contacts == []


def _listen(server: socket.socket, canary: Canary) -> None:
    while True:
        try:
            contact, _ = server.accept()
        except OSError:
            return
        with contact:
            contact.settimeout(5)
            canary.contacts.append(contact.recv(200))
            contact.sendall(b"HTTP/1.0 404 Not Found\r\n\r\n")


@contextmanager
def _watched(*files: Path) -> Iterator:
    """Count what the kernel tells of files that somebody opens or reads."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.inotify_init1(os.O_NONBLOCK)
    assert handle >= 0
    try:
        for file in files:
            assert libc.inotify_add_watch(handle, os.fsencode(file), _OPENED | _READ) >= 0

        def opened() -> int:
            try:
                return len(os.read(handle, 4096)) // struct.calcsize("iIII")
            except BlockingIOError:
                return 0

        yield opened
    finally:
        os.close(handle)
