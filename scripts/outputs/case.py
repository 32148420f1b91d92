"""One case of the manifest: commands that run one after another in a folder of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

Inputs = dict[str, bytes]


@dataclass(frozen=True)
class Case:
    """Commands that run in one folder, in order, and the files that are there before.

    A step is the arguments of one `geozone` command, or a text of Python that prints. What a step
    prints and which files it writes or changes is hashed under the name of the case and the
    number of the step.
    """

    name: str
    steps: tuple[tuple[str, ...] | str, ...]
    inputs: Inputs = field(default_factory=dict)
    stdin: bytes = b""
    is_slow: bool = (
        False  # slow cases begin first, so that no processor waits for another at the end
    )


def command(name: str, *arguments: str, **more: object) -> Case:
    """A case of a single command."""
    return Case(name, (arguments,), **more)  # type: ignore[arg-type]
