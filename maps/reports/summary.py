"""Summary of a study for the opening of a report, in two to five sentences.

The functions at the end make the grammar: numbers in words, lists with "and", singular and plural.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING

from geozone import quantities
from maps.words import wording
from maps.words.text import report_en

if TYPE_CHECKING:
    from geozone.scenario.reading import Proposal
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone

_SAY = report_en.SUMMARY
_COUNTED = report_en.SUMMARY_COUNTED
_IN_WORDS = 10  # if there are more places, the counts of a sentence are all in digits
_NAMED = 3  # titles that a sentence names before it counts


def summary(study: Study) -> str:
    """The sentences of a study.

    Examples
    --------
    >>> import geozone
    >>> print(summary(geozone.load("korea-dmz")))  # doctest: +NORMALIZE_WHITESPACE
    One agreement is mapped. Depths are measured from the border North Korea–South Korea, 259.5 km
    (161.3 mi) long in the data used. The zone is 2 km (1.2 mi) deep, into North
    Korea and South Korea. It covers 968 km² (374 sq mi). All seven places judged lie outside the
    zone.
    """
    parts = (_mapped(study), _measured(study), _depths(study), _areas(study), _places(study))
    return " ".join(sentence(part) for part in parts if part)


def own_proposals(study: Study) -> list[Proposal]:
    """The proposals that are drawn, without other readings of them."""
    drawn = {zone.proposal.id: zone.proposal for zone in study.zones}
    return [each for each in drawn.values() if each.variant_of not in drawn]


def _own_zones(study: Study) -> list[StudyZone]:
    own = {each.id for each in own_proposals(study)}
    return [zone for zone in study.zones if zone.proposal.id in own]


def _thing(study: Study, count: int) -> str:
    return report_en.THING[wording.form(study.scenario)][count != 1]


def _mapped(study: Study) -> str:
    drawn = {zone.proposal.id for zone in study.zones}
    own = len(own_proposals(study))
    readings = {zone.proposal.variant_of for zone in study.zones} & drawn
    listed = sum(each.id not in drawn for each in study.scenario.proposals)
    if not own:
        if not listed:
            return ""
        return counted(_COUNTED["none_mapped"], listed, thing=_thing(study, listed))
    is_drawn = not study.scenario.is_published
    said = counted(
        _COUNTED["mapped_unpublished" if is_drawn else "mapped"], own, thing=_thing(study, own)
    )
    if readings:
        one = own == 1
        said += _SAY["reading_of_one"] if one else counted(_COUNTED["readings"], len(readings))
    if listed:
        said += counted(_COUNTED["unmapped"], listed)
    return said


def _measured(study: Study) -> str:
    """The sentence on the lines, and on proposals that only have a marker."""
    lines = [
        _SAY["own_line" if border.own is not None else "line"].format(
            name=wording.line_name(study, border),
            length=quantities.in_km_and_mi(border.length_km),
        )
        for border in study.lines.values()
    ]
    zones = _own_zones(study)
    marked = [
        each
        for each in own_proposals(study)
        if all(zone.kind == "marker" for zone in zones if zone.proposal.id == each.id)
    ]
    has_depth = any(zone.depth for zone in zones)
    said = _SAY["measured"].format(lines=together(lines)) if lines and has_depth else ""
    if marked:
        form = "marked" if said else "marked_alone"
        said += counted(_COUNTED[form], len(marked), thing=_thing(study, len(marked)))
    return said


def _depths(study: Study) -> str:
    deep = sorted(
        (zone for zone in _own_zones(study) if zone.depth_km), key=lambda zone: zone.depth_km or 0
    )
    if not deep:
        return ""
    least, most = _depth_text(deep[0]), _depth_text(deep[-1])
    if least == most:
        if len(deep) > 1:
            return _SAY["depth_all"].format(depth=most)
        return _SAY["depth_one"].format(depth=most, into=_into(study, deep[0]))
    deepest = [zone for zone in deep if _depth_text(zone) == most]
    shallowest = [zone for zone in deep if _depth_text(zone) == least]
    both = {zone.proposal.id for zone in deepest} & {zone.proposal.id for zone in shallowest}
    return _SAY["depths"].format(
        most=most, of_most=_of_depth(deepest, both),
        least=least, of_least=_of_depth(shallowest, both),
    )  # fmt: skip


def _into(study: Study, zone: StudyZone) -> str:
    """The countries that a zone reaches into; empty for the sides of a user's own line."""
    names = [study.country_names[code] for code in zone.sides if code in study.country_names]
    return _SAY["into"].format(countries=together(names)) if names else ""


def _depth_text(zone: StudyZone) -> str:
    return str(zone.depth_figure or "")


def _of_depth(zones: Iterable[StudyZone], both: Container[str]) -> str:
    """The proposals that have a depth, and those that have it only by assumption.

    A proposal in ``both`` has the least and the largest depth. Its zones are then named, if the
    file gives them labels.
    """
    titled = [
        (zone.title if zone.proposal.id in both and zone.spec.label else zone.proposal.title, zone)
        for zone in zones
    ]
    said = [title for title, zone in titled if "depth" not in zone.spec.assumed]
    assumed = [
        title for title, zone in titled if "depth" in zone.spec.assumed and title not in said
    ]
    texts = [_SAY["of"].format(titles=quoted(said))] if said else []
    if assumed:
        texts.append(_SAY["of_assumed"].format(titles=quoted(assumed)))
    return together(texts)


def _areas(study: Study) -> str:
    zones = [zone for zone in _own_zones(study) if zone.kind in ("strip", "disc")]
    sized = sorted(zones, key=lambda zone: zone.area_km2 or 0.0)
    if not sized:
        return ""
    least, most = wording.area(sized[0]), wording.area(sized[-1])
    if least == most:
        return _SAY["area_one" if len(sized) == 1 else "area_all"].format(area=most)
    return _SAY["areas"].format(
        most=most,
        of_most=_of_area(zone for zone in sized if wording.area(zone) == most),
        least=least,
        of_least=_of_area(zone for zone in sized if wording.area(zone) == least),
    )


def _of_area(zones: Iterable[StudyZone]) -> str:
    return _SAY["of"].format(titles=quoted(zone.title for zone in zones))


def _places(study: Study) -> str:
    judged = [found for found in study.places if found.verdicts]
    verdicts = [set(found.verdicts.values()) for found in judged]
    inside = sum("inside" in each for each in verdicts)
    close = sum("inside" not in each and "too-close" in each for each in verdicts)
    outside = len(verdicts) - inside - close
    counts = {"inside": inside, "close": close, "outside": outside}
    told = [name for name, count in counts.items() if count]
    if not told:
        return ""
    where = report_en.SUMMARY_WHERE[len(judged[0].verdicts) > 1]
    if len(judged) == 1:
        said_of_one = _SAY[f"place_{told[0]}"].format(**where)
        whole = _SAY["place"].format(name=judged[0].place.shown, said=said_of_one)
        return whole + _readings_too(study)
    is_few = len(judged) <= _IN_WORDS
    said = number if is_few else "{:,}".format
    if len(told) == 1:
        return _SAY[f"all_{told[0]}"].format(n=said(len(judged)), **where) + _readings_too(study)
    texts = [counted(_COUNTED[name], counts[name], n=said(counts[name]), **where) for name in told]
    whole = _SAY["places"].format(n=said(len(judged)), counts=together(texts))
    return whole + _readings_too(study)


def _readings_too(study: Study) -> str:
    variants = len({zone.proposal.id for zone in study.zones}) > len(own_proposals(study))
    return _SAY["readings_counted"] if variants else ""


def number(count: int) -> str:
    """A count in words up to ten, in digits above.

    Examples
    --------
    >>> number(6), number(32), number(1200)
    ('six', '32', '1,200')
    """
    names = report_en.NUMBERS
    return names[count] if count < len(names) else f"{count:,}"


def counted(forms: tuple[str, str], count: int, **gaps: str) -> str:
    """The singular or plural form with the number filled in, in words unless `n` is given.

    Examples
    --------
    >>> counted(("{n} lies in it", "{n} lie in it"), 1)
    'one lies in it'
    """
    return forms[count != 1].format(**{"n": number(count), **gaps})


def together(texts: Sequence[str]) -> str:
    """Texts joined by commas, with "and" before the last.

    Examples
    --------
    >>> together(["a"]), together(["a", "b"]), together(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    *first, last = texts
    return f"{', '.join(first)} {report_en.AND} {last}" if first else last


def quoted(titles: Iterable[str]) -> str:
    """Titles in quotation marks; of many titles the first three and the number of the others.

    Examples
    --------
    >>> quoted(["A", "B"]), quoted("ABCDE")
    ('“A” and “B”', '“A”, “B”, “C” and two others')
    """
    marked = [f"“{title}”" for title in dict.fromkeys(titles)]
    rest = len(marked) - _NAMED
    if rest > 0:
        marked = [*marked[:_NAMED], counted(report_en.OTHERS, rest)]
    return together(marked)


def sentence(text: str) -> str:
    """The text as a sentence: a capital letter first, a full stop last."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."
