"""What a study says, as text: dates, stages, figures, the rows of a popup.

Numbers become text in `geozone.quantities`; here they get their place in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geozone import quantities
from maps import style
from maps.text import en

if TYPE_CHECKING:
    from geozone.atlas import Overlap, Vintage
    from geozone.border import Border
    from geozone.scenario import Place, Proposal, Scenario, Source, Stage
    from geozone.study import Study, StudyZone
    from geozone.study_places import StudyPlace

Row = tuple[str, str]


def form(scenario: Scenario) -> str:
    """Which of a text's wordings a scenario takes: that of proposals is ``""``."""
    if not scenario.is_published:
        return "_unpublished"
    return "_agreed" if scenario.is_agreed else ""


def date(iso: str) -> str:
    """A year, a year and month, or a day in words.

    Examples
    --------
    >>> date("2019-09-08"), date("2018-02"), date("2018")
    ('8 September 2019', 'February 2018', '2018')
    """
    year, *rest = iso.split("-")
    month = [en.MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def metres(tolerance_m: float) -> str:
    """A tolerance, in the unit that gives the shorter number.

    Examples
    --------
    >>> metres(1.0), metres(1000.0)
    ('1 m', '1 km')
    """
    if tolerance_m >= 1000:
        return f"{quantities.number_text(tolerance_m / 1000)} km"
    return f"{quantities.number_text(tolerance_m)} m"


def stage(stage_: Stage) -> str:
    """Its status and the days it began and ended."""
    text = f"{en.STATUS[stage_.status]} {date(stage_.start)}"
    return f"{text}, {en.TEXT['until']} {date(stage_.end)}" if stage_.end else text


def stages(proposal: Proposal) -> str:
    """All stages of a proposal in the order of the file."""
    return "; ".join(map(stage, proposal.stages))


def sentence(text: str) -> str:
    """The text with a capital letter first; names and numbers stay as they are."""
    return text[:1].upper() + text[1:]


def names(parts: Iterable[str]) -> str:
    """Several names in a row."""
    return ", ".join(parts)


def country(study: Study, code: str | None) -> str:
    """The country's name, its code where the study has none, nothing where it is not known."""
    return study.country_names.get(code, code) if code else ""


def depth(zone: StudyZone) -> str:
    """The zone's depth as said, in both units; for the end of a range also the range."""
    if zone.depth is None:
        return ""
    own = quantities.both_units(zone.depth)
    if zone.spec.depth is not None and zone.spec.depth.is_range:
        return en.TEXT["band_end"].format(depth=own, said=zone.spec.depth)
    return own


def length(zone: StudyZone) -> str:
    """Its length along the border in both units, empty for places and areas."""
    return "" if zone.length_km is None else quantities.km_and_mi_text(zone.length_km)


def area(zone: StudyZone) -> str:
    """Its area with the digits that are known, in both units."""
    if zone.area_km2 is None:
        return ""
    return quantities.area_in_both_text(zone.area_km2, zone.area_step_km2)


def two_units(text: str) -> list[str]:
    """A figure with its other unit apart, for a narrow column.

    Examples
    --------
    >>> two_units("15 km (9.3 mi)")
    ['15 km', '9.3 mi']
    """
    first, bracket, second = text.partition(" (")
    return [first, second.removesuffix(")")] if bracket else [first]


def zone_rows(study: Study, zone: StudyZone) -> list[Row]:
    """The rows of a zone's popup; what does not apply is left out."""
    rows = [
        ("depth", _depth_row(zone)),
        ("length", _length_row(zone)),
        ("area", area(zone)),
        ("exact", _exact_row(zone)),
        *_proposal_rows(zone.proposal),
        ("assumed", names(zone.spec.assumed)),
    ]
    if zone.sides:
        side = names(country(study, code) for code in zone.sides)
        rows.insert(1, ("side", side))
    return [(en.ROWS[key], text) for key, text in rows if text]


def proposal_rows(proposal: Proposal) -> list[Row]:
    """The rows of a proposal that is listed, not drawn."""
    return [(en.ROWS[key], text) for key, text in _proposal_rows(proposal) if text]


def _proposal_rows(proposal: Proposal) -> list[Row]:
    return [
        ("stage", sentence(stages(proposal))),
        ("by", names(proposal.by)),
        ("said", proposal.said),
        ("reading", proposal.reading or ""),
        ("people", _people(proposal)),
    ]


def _people(proposal: Proposal) -> str:
    if proposal.people is None:
        return ""
    low, high = proposal.people
    texts = [quantities.count_text(number) for number in dict.fromkeys((low, high))]
    return f" {en.TEXT['to']} ".join(texts)


def _depth_row(zone: StudyZone) -> str:
    if zone.kind == "area":
        return en.TEXT["drawn"]
    if zone.kind == "marker":
        return f"{en.TEXT['no_depth']}: {en.TEXT['marker']}"
    minus = zone.spec.minus
    without = f", {en.TEXT['minus'].format(label=minus)}" if minus else ""
    return depth(zone) + without


def _length_row(zone: StudyZone) -> str:
    text = length(zone)
    if not text or not zone.sections:
        return text
    sections = (
        en.TEXT["sections"].format(start=f"{start:,.0f}", end=f"{end:,.0f}")
        for start, end in zone.sections
    )
    return f"{text}: {names(sections)}"


def _exact_row(zone: StudyZone) -> str:
    if zone.kind not in ("strip", "disc"):
        return ""
    return sentence(
        en.TEXT["exact"].format(tolerance=metres(zone.tolerance_m), light=metres(style.LIGHTENED_M))
    )


def place_rows(study: Study, found: StudyPlace) -> list[Row]:
    """The rows of a place's popup."""
    place = found.place
    rows = [
        ("border", _distance_row(found)),
        ("country", country(study, place.country)),
        ("listed_as", place.name if place.name not in (place.asked, place.other) else ""),
        ("point", place.source),
    ]
    return [(en.ROWS[key], text) for key, text in rows if text]


def line_name(study: Study, border: Border) -> str:
    """What depths are measured from: the neighbours, or the file of a line of the user's own."""
    if border.own is not None:
        return en.TEXT["own_line"].format(file=border.name)
    return "–".join(country(study, code) for code in border.countries)


def place_title(place: Place) -> str:
    """The name that the scenario uses, as its readers know it, and the second name."""
    return f"{place.asked} / {place.other}" if place.other else place.asked


def _distance_row(found: StudyPlace) -> str:
    if found.distance_km is None:
        return ""
    return en.TEXT["listed_point"].format(
        distance=quantities.km_and_mi_text(found.distance_km),
        uncertainty=f"{quantities.number_text(found.place.uncertainty_km)} km",
    )


def margin(study: Study, found: StudyPlace, zone: StudyZone) -> str:
    """A place's margin in a zone; where it has none, why."""
    margin_km = found.margins_km.get(zone.id)
    if margin_km is not None:
        return quantities.km_text(margin_km)
    code = found.place.country
    if code and code not in zone.sides:
        return en.TEXT["elsewhere"].format(country=country(study, code))
    return en.TEXT["no_margin"]


def nearest(found: StudyPlace) -> list[float] | None:
    """A place's nearest border point, latitude first: the page's map wants it so."""
    if found.nearest_lon is None or found.nearest_lat is None:
        return None
    return [round(found.nearest_lat, 5), round(found.nearest_lon, 5)]


def after_title(source: Source) -> str:
    """What follows a source's title: publisher and date."""
    return "".join(f", {part}" for part in (source.publisher, date(source.date)) if part)


def vintage(data: Vintage) -> str:
    """Which data, of when, and how far its lines may be off."""
    within = f", {en.TEXT['within']} {metres(data.tolerance_m)}" if data.tolerance_m else ""
    return f"{data.title}, {data.date}{within}"


def overlap(study: Study, claimed: Overlap) -> str:
    """To whom maps give an area and as whose it is drawn; the atlas says more in its note."""
    text = en.TEXT["overlap"].format(
        a=country(study, claimed.a) or claimed.a,
        b=country(study, claimed.b) or claimed.b,
        drawn=country(study, claimed.drawn_as),
    )
    return f"{text} {claimed.note[:1].upper()}{claimed.note[1:]}".strip()
