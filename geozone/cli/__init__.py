"""The command line: results go to stdout, messages about problems to stderr.

Exit codes: 0 success, 2 bad input, 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP. The handlers of
these signals are installed before anything slow is imported, so that Ctrl-C during an import ends
in one line too. `geozone.cli.program` is the program.
"""

TYPE_CHECKING = False  # importing `typing` would take longer than this whole module
if TYPE_CHECKING:
    from collections.abc import Sequence

    from geozone.files.stopping import Stops


def main(arguments: "Sequence[str] | None" = None) -> None:
    """Run the command line and end the process.

    Parameters
    ----------
    arguments
        Arguments in place of the process's own. The process then belongs to the caller: its signal
        handlers are put back at the end, and its streams are not replaced.
    """
    stops = None
    try:
        from geozone.files.stopping import Stops  # noqa: PLC0415

        stops = Stops()
        stops.install()
        from geozone.cli import program  # noqa: PLC0415

        code = program.run(arguments)
        stops.is_over = True
    except KeyboardInterrupt as stop:
        code = _stopped(stop, stops)
    finally:
        if stops is not None:
            _give_back(stops, is_own=arguments is None)
    raise SystemExit(code)


def _stopped(stop: KeyboardInterrupt, stops: "Stops | None") -> int:
    """Report in one line what ended the command and which files it has written.

    Returns the exit code.
    """
    from geozone.cli.shared import streams  # noqa: PLC0415

    code = streams.stopped(stop, stops.written if stops is not None else [])
    if stops is not None:
        stops.is_over = True
    return code


def _give_back(stops: "Stops", *, is_own: bool) -> None:
    if is_own:
        stops.ignore()
    else:
        stops.give_back()
