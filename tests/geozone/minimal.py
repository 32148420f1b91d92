"""A scenario file with one of everything, and what the schema says about a changed one."""

from __future__ import annotations

from geozone.scenario.format import check

TOP = 'format = 1\ntitle = "T"\nas_of = "2019-09-08"\n'
LINE = '[line.border]\nbetween = [["TUR", "SYR"]]\n'
STRETCH = '[stretch.east]\nline = "border"\nfrom = "river:Euphrates"\nto = "IRQ"\n'
SOURCE = '[[source]]\nid = "r1"\ntitle = "Report"\ndate = "2019-08-05"\n'
PROPOSAL = """[[proposal]]
id = "a"
title = "A"
by = ["Turkey"]
stages = [{ status = "proposed", from = "2019-08-05" }]
said = "A zone."
source = ["r1"]
"""
ZONE = '[[proposal.zone]]\nline = "border"\ninto = ["SYR"]\ndepth = "15 km"\n'
EVENT = '[[event]]\ndate = "2019-08-07"\ntitle = "Talks"\nsource = ["r1"]\n'
GOOD = TOP + LINE + STRETCH + SOURCE + PROPOSAL + ZONE + EVENT


def faults(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    return [fault.line("s.toml") for fault in check.check_text(data, "s.toml").faults]


def zone(*lines: str) -> str:
    """A good file but for the keys of its one zone."""
    keys = "\n".join(lines)
    return GOOD.replace(ZONE, f"[[proposal.zone]]\n{keys}\n")
