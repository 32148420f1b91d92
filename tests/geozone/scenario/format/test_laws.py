"""Whatever stands in a file: it is a scenario, or its faults are told; nothing else happens."""

from __future__ import annotations

import copy
import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from geozone.errors import ScenarioError
from geozone.scenario import reading
from geozone.scenario.format import check, keys
from tests.sampling import examples

SHIPPED = (reading.SHIPPED / "turkey-syria.toml").read_bytes()
KEYS = sorted({key for kind in keys.KINDS for key in kind.table()})
SCALARS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(["SYR", "5-14 km", "2 of 3", "river:A", "km 5", "sea", "2019-08", "near", "a"]),
    st.integers(-(2**63), 2**63),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


def toml(value: Any) -> str:
    """Write a value as inline TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = "".join(f"\\U{ord(char):08X}" for char in value)
        return f'"{escaped}"'
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{toml(key)} = {toml(one)}' for key, one in value.items())}}}"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return repr(value)


def document(raw: dict[str, Any]) -> bytes:
    return "\n".join(f"{toml(key)} = {toml(value)}" for key, value in raw.items()).encode()


def told(data: bytes) -> list[str]:
    """The lines that a reader gets; every one of them whole."""
    try:
        faults = check.check_text(data, "s.toml").faults
    except ScenarioError as error:
        faults = error.faults
    lines = [fault.line("s.toml") for fault in faults]
    assert all(line.isprintable() and line.startswith("s.toml: ") for line in lines)
    return lines


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8))
def test_any_structure_is_a_scenario_or_has_its_faults_told(raw: dict[str, Any]) -> None:
    assert told(document(raw))


@given(st.binary(max_size=200))
def test_any_bytes_are_told_what_they_are_not(data: bytes) -> None:
    assert told(data)


def places_of(value: Any) -> list[tuple[Any, Any]]:
    """Every key of every table and every position of every list: (container, key)."""
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    found = []
    for key, inner in pairs:
        found.append((value, key))
        if isinstance(inner, dict | list):
            found += places_of(inner)
    return found


@examples(100)
@given(st.data())
def test_a_shipped_scenario_with_anything_anywhere_never_breaks(data: st.DataObject) -> None:
    raw = copy.deepcopy(tomllib.loads(SHIPPED.decode()))
    places = places_of(raw)
    for _ in range(data.draw(st.integers(1, 3))):
        container, key = places[data.draw(st.integers(0, len(places) - 1))]
        container[key] = data.draw(VALUES)
    told(document(raw))


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_its_meaning_never_breaks_either(data: st.DataObject, tmp_path: Path) -> None:
    raw = copy.deepcopy(tomllib.loads(SHIPPED.decode()))
    container, key = data.draw(st.sampled_from(places_of(raw)))
    container[key] = data.draw(VALUES)
    path = tmp_path / "s.toml"
    path.write_bytes(document(raw))
    try:
        found, faults = reading.read(path)
    except ScenarioError as error:
        assert error.faults  # noqa: PT017 - both outcomes are right
        return
    zones = [zone.id for proposal in found.proposals for zone in proposal.zones]
    assert len(set(zones)) == len(zones)
    assert all(proposal.stages for proposal in found.proposals)
    if not faults:
        for one in (*found.proposals, *found.events):
            assert all(found.source(id_) for id_ in one.sources)


@pytest.mark.parametrize("entry", ["proposal", "event", "source", "stretch", "line"])
def test_a_missing_kind_of_entry_breaks_nothing(entry: str) -> None:
    raw = tomllib.loads(SHIPPED.decode())
    del raw[entry]
    told(document(raw))
