"""The command line: verbs of the library; text to stdout, trouble to stderr.

Exit 0 good, 2 bad input, 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP. Nothing is imported here
before what is imported can be interrupted in one line; `geozone.cli.program` is the program.
"""

TYPE_CHECKING = False  # typing itself takes longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Sequence

    from geozone.files.stopping import Stops


def main(arguments: "Sequence[str] | None" = None) -> None:
    """Run the command line and end the process.

    Parameters
    ----------
    arguments
        Instead of the process's own; then the process stays the caller's, its handlers of signals
        and its streams too.
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
    """Say in a line what ended the command and what it has written; the exit code."""
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
