"""What can be wrong with the entries of a scenario file, and that all of it is said at once."""

from __future__ import annotations

import re

import pytest

from geozone.errors import ScenarioError
from geozone.scenario.format import check
from tests.geozone.minimal import EVENT, GOOD, LINE, PROPOSAL, SOURCE, STRETCH, TOP, ZONE, faults


def test_a_good_file_has_no_fault() -> None:
    assert faults(GOOD) == []


def test_every_key_of_the_format_is_taken() -> None:
    text = (
        TOP
        + """notes = ["A note."]
places = [
  "Manbij",
  { name = "Kobani", other = "Ayn al-Arab", country = "SYR", near = [38.35, 36.89] },
  { name = "Camp", lon = 38, lat = 36.9, uncertainty_km = 0.5, source = ["r1"] },
  { name = "Post", lon = 38.0, lat = 36.9, source = "A survey" },
]
"""
        + LINE
        + '[line.own]\nfile = "lines/mdl.geojson"\nleft = "PRK"\nright = "KOR"\n'
        + STRETCH
        + SOURCE
        + 'publisher = "A paper"\nurl = "https://example.org/a?b=%20c#d"\n'
        + PROPOSAL
        + 'reading = "R"\npeople = [1000000, 2000000]\nnote = "N"\n'
        + ZONE
        + 'label = "whole"\nbank = "left of river:Euphrates"\nassumed = ["depth"]\n'
        + '[[proposal.zone]]\nlabel = "part"\nstretch = "east"\ninto = ["SYR"]\ndepth = "15 km"\n'
        + 'part = "2 of 3"\nlength = "140 km"\nanchor = "from"\nminus = "whole"\ndraw = "outline"\n'
        + '[[proposal.zone]]\nlabel = "town"\nplace = "Manbij"\n'
        + '[[proposal.zone]]\nlabel = "drawn"\narea = "area.geojson"\n'
        + PROPOSAL.replace('"a"', '"b"')
        + 'variant_of = "a"\npeople = 1000000\n'
        + EVENT
        + 'place = "Manbij"\nplanned = true\n'
        + '[[overlay]]\nfile = "roads.geojson"\nkind = "road"\ntitle = "Roads"\n'
        + 'date = "2019"\nsource = ["r1"]\n'
    )
    assert faults(text) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            'title = "T"',
            'title = "T"\ncolour = "red"',
            "colour = red: expected a known key: format, title, as_of, language, notes, places,",
        ),
        (
            'depth = "15 km"',
            'dept = "15 km"',
            'zone "a": dept = 15 km: expected a known key: "depth"?',
        ),
        (
            "[line.border]",
            '[line.border]\nnotes = ["N"]',
            'line "border": notes = ["N"]: expected this key at the top of the file, before the',
        ),
        ('said = "A zone."\n', "", 'proposal "a": said: expected text in quotes (it is missing)'),
        ('title = "T"\n', "", "title: expected text in quotes (it is missing)"),
        (
            'id = "r1"\n',
            "",
            'source[1]: id: expected an id in quotes, such as "us-section" (it is missing)',
        ),
        ('title = "T"', "title = 5", "title = 5: expected text in quotes"),
        ('title = "T"', "title = true", "title = true: expected text in quotes"),
        ('title = "T"', 'title = " "', "title =  : expected some text"),
        ("format = 1", "format = true", "format = true: expected the number 1"),
        ("format = 1", 'format = "1"', "format = 1: expected the number 1"),
        ("format = 1", "format = 1.0", "format = 1.0: expected the number 1"),
        (
            'by = ["Turkey"]',
            'by = "Turkey"',
            'proposal "a": by = Turkey: expected a list, such as ["Turkey"]',
        ),
        (
            'by = ["Turkey"]',
            "by = []",
            'proposal "a": by = []: expected at least 1 in this list, such as ["Turkey"]',
        ),
        ('by = ["Turkey"]', 'by = ["Turkey", 5]', 'proposal "a": by = 5: expected text in quotes'),
        (
            'source = ["r1"]\n[[proposal.zone]]',
            'source = ["r1", "r1"]\n[[proposal.zone]]',
            'proposal "a": source = r1: expected each only once',
        ),
        (
            'stages = [{ status = "proposed", from = "2019-08-05" }]',
            "stages = []",
            'proposal "a": stages = []: expected at least one, such as [{ status = "proposed",',
        ),
        (
            'stages = [{ status = "proposed", from = "2019-08-05" }]',
            'stages = ["proposed"]',
            'proposal "a": stages = ["proposed"]: expected a list of tables: [{ status =',
        ),
        (
            '"proposed"',
            '"rumoured"',
            'stage[1] of proposal "a": status = rumoured: expected one of proposed, claimed,',
        ),
        (
            "[line.border]",
            '[line.border]\nid = "own"',
            'line "border": id = own: expected no id beside the name in the header, line.border',
        ),
        (
            "[[source]]",
            "[source]",
            "source = { id, title, date }: expected each source under a [[source]] with two",
        ),
        (
            'title = "T"',
            'title = "a\\u0000b"',
            "title = a\\x00b: expected text without the control character U+0000",
        ),
        (
            'id = "a"',
            'id = "US Section"',
            'proposal "US Section": id = US Section: expected small letters a-z, digits and',
        ),
        (
            'id = "a"',
            'id = "15"',
            'proposal "15": id = 15: expected not a bare number, which would read as a depth:',
        ),
        (
            '"2019-08-07"',
            '"7 August 2019"',
            'event "Talks": date = 7 August 2019: expected a year, a month or a day: "2019",',
        ),
        (
            '"2019-08-07"',
            '"2019-02-30"',
            'event "Talks": date = 2019-02-30: expected a date that the calendar has, such as',
        ),
        (
            '"2019-08-07"',
            "2019-08-07T10:00:00",
            'event "Talks": date = 2019-08-07 10:00:00: expected a year, a month or a day:',
        ),
        (
            '"2019-08-07"',
            '"2019-09-09"',
            'event "Talks": date = 2019-09-09: expected a date no later than as_of (2019-09-08),',
        ),
        (
            'from = "2019-08-05"',
            'from = "2019-10"',
            'stage[1] of proposal "a": from = 2019-10: expected a date no later than as_of',
        ),
        (
            'from = "2019-08-05"',
            'from = "2019-08-05", to = "2018"',
            'stage[1] of proposal "a": to = 2018: expected a date no earlier than from',
        ),
        (
            'from = "2019-08-05"',
            'from = "2019-08-05", to = "2020"',
            'stage[1] of proposal "a": to = 2020: expected a date no later than as_of',
        ),
        (
            'source = ["r1"]\n[[proposal.zone]]',
            'source = ["r11"]\n[[proposal.zone]]',
            'proposal "a": source = r11: expected the id of a source: "r1"?',
        ),
        (
            'title = "Talks"\nsource = ["r1"]',
            'title = "Talks"\nsource = ["xyz"]',
            'event "Talks": source = xyz: expected the id of a source, one of r1',
        ),
        (
            'title = "T"',
            'title = "T"\nlanguage = "english"',
            'language = english: expected a language by BCP 47, such as "en", "tr" or "zh-Hant"',
        ),
        (
            'said = "A zone."',
            'said = "A zone."\nvariant_of = "b"',
            'proposal "a": variant_of = b: expected the id of a proposal, one of a',
        ),
        (
            'said = "A zone."',
            'said = "A zone."\nvariant_of = "a"',
            'proposal "a": variant_of = a: expected another proposal than itself',
        ),
        (
            'said = "A zone."',
            'said = "A zone."\npeople = 0',
            'proposal "a": people = 0: expected a whole number of people above 0, or the lowest',
        ),
        (
            'said = "A zone."',
            'said = "A zone."\npeople = true',
            'proposal "a": people = true: expected a whole number of people above 0, or the',
        ),
        (
            'said = "A zone."',
            'said = "A zone."\npeople = 1e6',
            'proposal "a": people = 1000000.0: expected a whole number of people above 0, or the',
        ),
        (
            'said = "A zone."',
            'said = "A zone."\npeople = [2, 1]',
            'proposal "a": people = [2, 1]: expected the lowest number first',
        ),
    ],
)
def test_a_fault_is_one_line_with_file_entry_key_value_and_what_would_be_right(
    old: str, new: str, line: str
) -> None:
    assert old in GOOD
    (found,) = faults(GOOD.replace(old, new, 1))
    assert found.startswith(f"s.toml: {line}")


@pytest.mark.parametrize(("entry", "kind"), [(SOURCE, "source"), (PROPOSAL + ZONE, "proposal")])
def test_ids_differ(entry: str, kind: str) -> None:
    (found,) = faults(GOOD.replace(EVENT, entry + EVENT))
    assert f"expected an id of its own: another {kind} has it" in found


def test_a_variant_is_no_variant_of_a_variant() -> None:
    second = PROPOSAL.replace('"a"', '"b"') + 'variant_of = "a"\n'
    third = PROPOSAL.replace('"a"', '"c"') + 'variant_of = "b"\n'
    (found,) = faults(GOOD.replace(EVENT, second + third + EVENT))
    assert 'proposal "c": variant_of = b: expected a proposal that is no variant itself' in found


def test_any_other_text_is_kept_exactly() -> None:
    texts = [
        "{{7*7}}",
        "{% raw",
        "{#",
        "`",
        "${1+1}",
        "</script><script>",
        "منبج",
        "\U0001f600",
        "\u202e",
    ]
    for text in texts:
        read = check.check_text(GOOD.replace("A zone.", text).encode(), "s.toml")
        assert read.faults == ()
        assert read.file.proposal[0].said == text


def test_an_unquoted_day_is_a_date() -> None:
    read = check.check_text(GOOD.replace('"2019-09-08"', "2019-09-08").encode(), "s.toml")
    assert read.faults == ()
    assert read.file.as_of == "2019-09-08"


def test_a_month_may_hold_as_of() -> None:
    assert faults(GOOD.replace('"2019-08-07"', '"2019-09"')) == []


def test_what_was_announced_may_lie_after_as_of() -> None:
    assert faults(GOOD.replace('"2019-08-07"', '"2019-09-30"\nplanned = true')) == []


def test_every_fault_of_a_file_is_reported_at_once() -> None:
    text = (
        GOOD.replace('title = "T"\n', "")
        .replace('to = "IRQ"', "to = 5")
        .replace('id = "r1"\ntitle = "Report"', 'id = "r1"\ntitle = 7')
        .replace('by = ["Turkey"]', 'by = "Turkey"')
        .replace('depth = "15 km"', 'depth = "0 km"\npart = "2/3"\ncolour = 1')
        .replace('"2019-08-07"', '"2020"')
    )
    assert [line.split(": expected")[0] for line in faults(text)] == [
        "s.toml: title",
        's.toml: stretch "east": to = 5',
        's.toml: source "r1": title = 7',
        's.toml: proposal "a": by = Turkey',
        's.toml: zone "a": depth = 0 km',
        's.toml: zone "a": part = 2/3',
        's.toml: zone "a": colour = 1',
        's.toml: event "Talks": date = 2020',
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('between = [["TUR", "SYR"]]', "between = 5"),
        ('to = "IRQ"', "to = 5"),
        ('id = "r1"', "id = 1"),
        ("[[source]]", "[[sources]]"),
        ("[stretch.east]", "[strech.east]"),
        ("[line.border]", "[lines.border]"),
        ('id = "a"', "id = 1"),
        ('depth = "15 km"', 'dept = "15 km"'),
        ('line = "border"\ninto', "line = 5\ninto"),
        ('stages = [{ status = "proposed", from = "2019-08-05" }]', "stages = 5"),
    ],
)
def test_what_refers_to_a_faulty_entry_is_no_fault(old: str, new: str) -> None:
    second = PROPOSAL.replace('"a"', '"b"') + 'variant_of = "a"\n'
    text = GOOD.replace(EVENT, second + EVENT)
    assert len(faults(text.replace(old, new, 1))) == 1


def test_an_id_of_a_wrong_form_is_known_all_the_same() -> None:
    (found,) = faults(GOOD.replace('"r1"', '"R1!"'))
    assert found.startswith('s.toml: source "R1!": id = R1!: expected small letters')


def test_another_format_is_refused_by_its_number_alone() -> None:
    with pytest.raises(
        ScenarioError, match=r"^s\.toml: format = 2: expected 1, the format that this"
    ):
        check.check_text(b"format = 2\ncolour = 1", "s.toml")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("places = [" + ",".join(f'"P{n}"' for n in range(2001)) + "]", "places = 2,001 entries"),
        ("notes = [" + ",".join(f'"N{n}"' for n in range(101)) + "]", "at most 100 in this list"),
        (f'notes = ["{"x" * 10_001}"]', "at most 10,000 characters, not 10,001"),
    ],
)
def test_absurd_sizes_are_refused(text: str, count: str) -> None:
    (found,) = faults(GOOD.replace(TOP, f"{TOP}{text}\n"))
    assert count in found


def test_too_many_proposals_are_one_fault() -> None:
    many = "".join(PROPOSAL.replace('"a"', f'"a{n}"') for n in range(501))
    (found,) = faults(TOP + LINE + SOURCE + many)
    assert found == "s.toml: proposal = 501 entries: expected at most 500"


def test_many_unknown_keys_are_counted() -> None:
    found = faults(TOP + "".join(f"z{n}z = 1\n" for n in range(5000)) + LINE)
    assert len(found) < 50
    assert re.search(r"4,9\d\d more unknown keys", found[-1])


def test_a_long_value_is_shortened_and_cannot_steer_a_terminal() -> None:
    (found,) = faults(GOOD.replace('"proposed"', '"' + "\\u001b[31m" * 50 + '"'))
    assert "\x1b" not in found
    assert len(found) < 500
