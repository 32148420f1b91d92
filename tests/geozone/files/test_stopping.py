"""Signals: exceptions for a command, held back round a step, and given back to whoever had them."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from geozone.files import stopping, whole_file
from geozone.files.stopping import SIGNALS, Stopped, Stops, held

BOOKS = "<frozen importlib._bootstrap>"


@pytest.fixture(autouse=True)
def as_before():
    """Every test must leave the handlers that it found."""
    before = [signal.getsignal(each) for each in SIGNALS]
    yield
    assert [signal.getsignal(each) for each in SIGNALS] == before


@pytest.fixture
def stops():
    found = Stops()
    found.install()
    yield found
    found.give_back()


@contextmanager
def stopped(stops: Stops) -> Iterator[pytest.ExceptionInfo[Stopped]]:
    """As `pytest.raises`; and the command is over before the handler is called once more."""
    with pytest.raises(Stopped) as caught:
        yield caught
    stops.is_over = True


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_is_an_exception_that_ctrl_c_s_handling_catches(stops, number) -> None:
    with stopped(stops) as caught:
        signal.raise_signal(number)
    assert isinstance(caught.value, KeyboardInterrupt)
    assert caught.value.number == number


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        found = Stops()
        found.install()
        with held():
            signal.raise_signal(signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        found.give_back()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_second_signal_does_not_cut_cleanup_short(stops) -> None:
    done = []
    with stopped(stops) as caught:
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGINT)
            time.sleep(0.2)  # the handler calls itself again meanwhile
            done.append("cleaned")
    assert (caught.value.number, done) == (signal.SIGTERM, ["cleaned"])


def test_a_signal_that_somebody_swallowed_comes_again(stops) -> None:
    with stopped(stops) as caught:
        with contextlib.suppress(BaseException):  # what libraries do
            signal.raise_signal(signal.SIGTERM)
        for _ in range(100):
            time.sleep(0.05)
    assert caught.value.number == signal.SIGTERM


def test_who_called_a_command_gets_no_signal_of_it_afterwards() -> None:
    for _ in range(20):
        found = Stops()
        found.install()
        with contextlib.suppress(Stopped):
            signal.raise_signal(signal.SIGINT)
        found.is_over = True
        time.sleep(0.045)  # so that the next call of the handler is near
        found.give_back()
        time.sleep(0.02)  # a KeyboardInterrupt here would be pytest's


def test_a_signal_waits_while_the_books_of_imports_are_kept(stops) -> None:
    code = compile("signal.raise_signal(signal.SIGTERM)\nseen.append('kept')", BOOKS, "exec")
    seen: list[str] = []
    with stopped(stops):
        exec(code, {"signal": signal, "seen": seen})  # noqa: S102  (a frame of that name)
        for _ in range(100):
            time.sleep(0.05)
    assert seen == ["kept"]


def test_a_signal_reaches_a_thread_that_waits_for_a_lock(stops) -> None:
    lock = threading.Lock()
    lock.acquire()
    with contextlib.suppress(Stopped):
        signal.raise_signal(signal.SIGTERM)
    with stopped(stops):
        lock.acquire(timeout=30)


def test_a_held_step_is_whole_and_the_signal_follows() -> None:
    seen = []
    with pytest.raises(KeyboardInterrupt), held():  # noqa: PT012  (the order is what is tested)
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        seen.append("whole")
    assert seen == ["whole"]


def test_held_steps_may_stand_in_one_another() -> None:
    seen = []
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012  (the order is what is tested)
        with held():
            with held():
                signal.raise_signal(signal.SIGINT)
            seen.append("whole")
        seen.append("never")
    assert seen == ["whole"]


def test_an_error_in_a_held_step_gives_the_handlers_back() -> None:
    with pytest.raises(ZeroDivisionError), held():
        raise ZeroDivisionError


def test_another_thread_holds_nothing_and_fails_at_nothing() -> None:
    seen = []

    def work() -> None:
        with held():
            seen.append("done")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == ["done"]


# --- files that belong together -------------------------------------------------------------------


@pytest.mark.parametrize("at", [1, 2])
def test_a_signal_between_two_renames_comes_when_all_files_have_their_places(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, calls = os.replace, []

    def replace(*paths: Path) -> None:
        rename(*paths)
        calls.append(paths)
        if len(calls) == at:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(os, "replace", replace)
    (tmp_path / "a").write_bytes(b"old a")
    files = {tmp_path / "a": b"new a", tmp_path / "b": b"new b"}
    with pytest.raises(KeyboardInterrupt):
        whole_file.write_all(files)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == files


def test_what_took_its_place_is_told_to_the_command(stops, tmp_path) -> None:
    whole_file.write_all({tmp_path / "a": b"", tmp_path / "b": b""})
    with whole_file.writing(tmp_path / "c") as file:
        file.write(b"")
    with whole_file.made_by_path(tmp_path / "d", "made") as made:
        made.write_bytes(b"")
    assert stops.written == ["a", "b", "c", "d"]
    stops.give_back()
    stopping.tell_written("e")
    assert len(stops.written) == 4


@pytest.mark.parametrize("when", ["first", "last"])
def test_if_one_cannot_take_its_place_the_others_give_way(when, tmp_path, monkeypatch) -> None:
    rename = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == when and ".part" not in str(target) and failing:
            failing.clear()
            raise PermissionError(13, "Permission denied")
        rename(source, target)

    failing = [True]
    (tmp_path / "first").write_bytes(b"before")
    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(PermissionError):
        whole_file.write_all({tmp_path / each: b"new" for each in ("first", "middle", "last")})
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("first", b"before")]
