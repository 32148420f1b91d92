"""Wording: dates, stages, figures and the rows of a popup as text in the reader's language.

`maps.words.numerals` writes numbers; this module puts them into phrases. The parameter `say` of
every function holds the words of the language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from geozone import quantities
from maps.look import style
from maps.words import territories
from maps.words.language import ENGLISH
from maps.words.numerals import figure

if TYPE_CHECKING:
    from geozone.atlas.values import Vintage
    from geozone.lines.border import Border
    from geozone.quantities import Figure
    from geozone.scenario.reading import Place, Proposal, Scenario, Source, Stage
    from geozone.study.places import StudyPlace
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone
    from maps.words.language import Words


class Row(NamedTuple):
    """A row of a popup or a report.

    Parameters
    ----------
    key
        The kind of fact.
    term
        Its name in the reader's language, from `Words.rows`.
    text
        The fact.
    lang
        The language of the text if it is not the reader's, else ``""``.
    """

    key: str
    term: str
    text: str
    lang: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Term and text, and the language where there is one."""
        return (self.term, self.text, self.lang) if self.lang else (self.term, self.text)


_SAID = {"said", "reading"}  # keys of rows that quote the scenario
# Invisible characters that set a writing direction. In a name they could end its isolation and
# reorder the text around it.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_ISOLATED = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


def form(scenario: Scenario) -> str:
    """The ending of the keys of texts for a scenario; ``""`` for published proposals."""
    if not scenario.is_published:
        return "_unpublished"
    return "_agreed" if scenario.is_agreed else ""


def date(iso: str, say: Words = ENGLISH) -> str:
    """A year, a year and month, or a day in words.

    Examples
    --------
    >>> date("2019-09-08"), date("2018-02"), date("2018")
    ('8 September 2019', 'February 2018', '2018')
    """
    return _date(iso, say, "")


def _date(iso: str, say: Words, prefix: str) -> str:
    """A date by the patterns of a prefix: alone, or after a word (``on_``, ``known_``).

    In some languages a date has another form after a verb or preposition.
    """
    year, *rest = iso.split("-")
    month = say.months[int(rest[0]) - 1] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    kind = ("first" if day == "1" else "day") if day else "month" if month else "year"
    return say.dates[f"{prefix}{kind}"].format(day=day, month=month, year=year)


def as_of(scenario: Scenario, say: Words = ENGLISH) -> str:
    """The date of a scenario's knowledge, and a warning that its proposals are not in force."""
    return say.text[f"as_of{form(scenario)}"].format(
        date=date(scenario.as_of, say), known=_date(scenario.as_of, say, "known_")
    )


def metres(tolerance_m: float, say: Words = ENGLISH) -> str:
    """A tolerance, in the unit that gives the shorter number.

    Examples
    --------
    >>> metres(1.0), metres(1000.0)
    ('1 m', '1 km')
    """
    if tolerance_m >= 1000:
        return figure(quantities.as_said(tolerance_m / 1000, "km"), say)
    return figure(quantities.as_said(tolerance_m, "m"), say)


def stage(stage_: Stage, say: Words = ENGLISH) -> str:
    """Its status and the days it began and ended."""
    pattern = say.text["stage_drawn" if stage_.status == "drawn" else "stage"]
    begun = pattern.format(
        status=say.status[stage_.status],
        date=date(stage_.start, say),
        on=_date(stage_.start, say, "on_"),
    )
    if not stage_.end:
        return begun
    return say.text["stage_until"].format(stage=begun, end=date(stage_.end, say))


def stages(proposal: Proposal, say: Words = ENGLISH) -> str:
    """All stages of a proposal in the order of the file."""
    return say.text["semicolon"].join(stage(each, say) for each in proposal.stages)


def sentence(text: str, say: Words = ENGLISH) -> str:
    """The text with a capital letter first; names and numbers stay as they are."""
    # `str.capitalize` would make all other letters small, and knows no Turkish "İ".
    first = text[:1]
    return say.capitals.get(first, first.upper()) + text[1:]


def isolated(text: str, say: Words = ENGLISH) -> str:
    """A name or figure, isolated so that its writing direction does not reorder the text around it.

    Only texts of right-to-left languages need that.

    Examples
    --------
    >>> isolated("Manbij")
    'Manbij'
    """
    if not text or say.direction == "ltr":
        return text
    return _ISOLATED.format(text.translate(_TURNING))


def capitals(text: str, say: Words = ENGLISH) -> str:
    """The text in capital letters.

    Examples
    --------
    >>> from maps.words.language import words
    >>> capitals("Irak"), capitals("İsrail, Kıbrıs", words("tr"))
    ('IRAK', 'İSRAİL, KIBRIS')
    """
    return "".join(say.capitals.get(letter, letter.upper()) for letter in text)


def by(proposal: Proposal, say: Words = ENGLISH) -> str:
    """The author of a proposal; a country by its name in the reader's language."""
    if not say.is_english and all(stage_.status == "drawn" for stage_ in proposal.stages):
        return say.text["nobody"]
    return names((_one_of(each, say) for each in proposal.by), say)


def _one_of(who: str, say: Words) -> str:
    code = None if say.is_english else territories.code_of(who)
    return territories.name(code, who, say) if code else isolated(who, say)


def names(parts: Iterable[str], say: Words = ENGLISH) -> str:
    """Several names in a row."""
    return say.text["comma"].join(parts)


def country(study: Study, code: str | None, say: Words = ENGLISH) -> str:
    """A country's name; its code if the study has no name, and empty without a code."""
    return territories.name(code, study.country_names.get(code, code), say) if code else ""


def river(name: str, say: Words = ENGLISH) -> str:
    """A river's name in the language; the atlas' name if the language has none.

    Examples
    --------
    >>> from maps.words.language import words
    >>> river("Tigris"), river("Tigris", words("tr"))
    ('Tigris', 'Dicle')
    """
    return say.rivers.get(name, name)


def depth(zone: StudyZone, say: Words = ENGLISH) -> str:
    """A zone's depth as stated, in both units; for the end of a range also the range."""
    own = figure(zone.depth_figure, say)
    if zone.spec.depth is not None and zone.spec.depth.is_range:
        return say.text["band_end"].format(depth=own, said=figure(zone.spec.depth.figure, say))
    return own


def length(zone: StudyZone, say: Words = ENGLISH) -> str:
    """A zone's length along the border in both units; empty for places and areas."""
    return figure(zone.length_figure, say)


def area(zone: StudyZone, say: Words = ENGLISH) -> str:
    """A zone's area in both units, with no more digits than are known."""
    return figure(zone.area_figure, say)


def zone_rows(study: Study, zone: StudyZone, say: Words = ENGLISH) -> list[Row]:
    """The rows of a zone's popup, without those that do not apply."""
    rows = [
        ("depth", _depth_row(zone, say)),
        ("length", _length_row(zone, say)),
        ("area", area(zone, say)),
        ("exact", _exact_row(zone, say)),
        *_proposal_rows(zone.proposal, say),
        ("assumed", names((say.assumed[each] for each in zone.spec.assumed), say)),
    ]
    if zone.sides:
        side = names((country(study, code, say) for code in zone.sides), say)
        rows.insert(1, ("side", side))
    return _rows(rows, study.scenario, say)


def proposal_rows(study: Study, proposal: Proposal, say: Words = ENGLISH) -> list[Row]:
    """The rows of a proposal that is listed, not drawn."""
    return _rows(_proposal_rows(proposal, say), study.scenario, say)


def _rows(rows: Iterable[tuple[str, str]], scenario: Scenario, say: Words) -> list[Row]:
    """Rows with their terms. Quotes of the scenario are marked if it has another language."""
    is_foreign = scenario.language != say.lang
    return [
        Row(key, say.rows[key], text, scenario.language if is_foreign and key in _SAID else "")
        for key, text in rows
        if text
    ]


def _proposal_rows(proposal: Proposal, say: Words) -> list[tuple[str, str]]:
    return [
        ("stage", sentence(stages(proposal, say), say)),
        ("by", by(proposal, say)),
        ("said", proposal.said),
        ("reading", proposal.reading or ""),
        ("people", _people(proposal, say)),
    ]


def _people(proposal: Proposal, say: Words) -> str:
    if proposal.people is None:
        return ""
    low, high = proposal.people
    texts = [figure(quantities.count(number), say) for number in dict.fromkeys((low, high))]
    return f" {say.text['to']} ".join(texts)


def _depth_row(zone: StudyZone, say: Words) -> str:
    if zone.kind == "area":
        return say.text["drawn"]
    if zone.kind == "marker":
        return say.text["colon"].format(term=say.text["no_depth"], text=say.text["marker"])
    minus = zone.spec.minus
    if not minus:
        return depth(zone, say)
    return names([depth(zone, say), say.text["minus"].format(label=isolated(minus, say))], say)


def _length_row(zone: StudyZone, say: Words) -> str:
    text = length(zone, say)
    if not text or not zone.sections:
        return text
    sections = (
        say.text["sections"].format(
            start=figure(quantities.count(round(start)), say),
            end=figure(quantities.count(round(end)), say),
        )
        for start, end in zone.sections
    )
    return say.text["colon"].format(term=text, text=names(sections, say))


def _exact_row(zone: StudyZone, say: Words) -> str:
    if zone.kind not in ("strip", "disc"):
        return ""
    exact = say.text["exact"].format(
        tolerance=metres(zone.tolerance_m, say), light=metres(style.LIGHTENED_M, say)
    )
    return sentence(exact, say)


def place_rows(study: Study, found: StudyPlace, say: Words = ENGLISH) -> list[Row]:
    """The rows of a place's popup."""
    place = found.place
    listed_as = place.name if place.name not in (place.asked, place.other) else ""
    rows = [
        ("border", _distance_row(found, say)),
        ("country", country(study, place.country, say)),
        ("listed_as", isolated(listed_as, say)),
        ("point", isolated(place.source, say)),
    ]
    return _rows(rows, study.scenario, say)


def line_name(study: Study, border: Border, say: Words = ENGLISH) -> str:
    """The line that depths are measured from: both countries, or the file of a user's line."""
    if border.own is not None:
        return say.text["own_line"].format(file=isolated(border.name, say))
    return "–".join(country(study, code, say) for code in border.countries)


def place_title(place: Place) -> str:
    """The name of a place as the scenario writes it, with its second name."""
    return f"{place.asked} / {place.other}" if place.other else place.asked


def _distance_row(found: StudyPlace, say: Words) -> str:
    if found.distance_km is None:
        return ""
    return say.text["listed_point"].format(
        distance=figure(quantities.in_km_and_mi(found.distance_km), say),
        uncertainty=figure(quantities.as_said(found.place.uncertainty_km, "km"), say),
    )


def distance(found: StudyPlace) -> Figure | None:
    """A place's distance to the border in both units; None where it has none."""
    return None if found.distance_km is None else quantities.in_km_and_mi(found.distance_km)


def margin(study: Study, found: StudyPlace, zone: StudyZone, say: Words = ENGLISH) -> str:
    """A place's margin in a zone, or the reason why it has none."""
    margin_km = found.margins_km.get(zone.id)
    if margin_km is not None:
        return figure(quantities.in_km(margin_km), say)
    code = found.place.country
    if code and code not in zone.sides:
        return say.text["elsewhere"].format(country=country(study, code, say))
    return say.text["no_margin"]


def nearest(found: StudyPlace) -> list[float] | None:
    """A place's nearest border point, latitude first, as Leaflet expects it."""
    if found.nearest_lon is None or found.nearest_lat is None:
        return None
    return [round(found.nearest_lat, 5), round(found.nearest_lon, 5)]


def after_title(source: Source, say: Words = ENGLISH) -> str:
    """The text after a source's title: publisher and date."""
    after = (isolated(source.publisher or "", say), date(source.date, say))
    return "".join(f"{say.text['comma']}{part}" for part in after if part)


def vintage(data: Vintage, say: Words = ENGLISH) -> str:
    """A data set: its title, its date, and how far its lines may be off."""
    title = say.datasets.get(data.title) or isolated(data.title, say)
    day = date(data.date, say)
    if data.date_is == "about":
        day = say.text["about_day"].format(day=day)
    facts = [
        title,
        isolated(f"{data.edition} ({day})", say) if data.edition else day,
    ]
    if data.tolerance_m:
        facts.append(f"{say.text['within']} {metres(data.tolerance_m, say)}")
    return names(facts, say)
