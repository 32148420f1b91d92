"""Notes of `geozone` in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geozone.notes import AtlasWords, CountryCode, Day, Gap, Names, Note, Notes, Translated, chosen
from geozone.quantities import Figure
from geozone.scenario import provenance
from maps.words import territories, wording
from maps.words.language import ENGLISH
from maps.words.numerals import figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geozone.atlas.values import Overlap
    from geozone.lines.named_stretches import DrawnLine, NamedStretch
    from geozone.scenario.reading import Scenario
    from geozone.study.study import Study
    from maps.words.language import Words

# A text in another language than the page's, as the page's data have it: {"text", "lang"}.
Marked = dict[str, Any]


def note(found: Note, say: Words = ENGLISH) -> str:
    r"""A note in a language.

    Examples
    --------
    >>> from geozone.quantities import in_km
    >>> from maps.words.language import words
    >>> far = Note("far_end", {"distance": in_km(12.3)})
    >>> note(far, words("de")).split(";")[0].replace("\N{NO-BREAK SPACE}", " ")
    'Der Ort, der den Abschnitt begrenzt, liegt 12,3 km von der Grenze entfernt'
    """
    pattern = chosen(say.notes[found.kind], found)
    return pattern.format(**{name: _filled(gap, say) for name, gap in found.gaps.items()}).strip()


def _filled(gap: Gap, say: Words) -> str:
    """The text of a gap. English keeps codes and ISO dates, as the command line writes them."""
    match gap:
        case Figure():
            text = figure(gap, say)
        case CountryCode():
            text = gap.code if say.is_english else territories.name(gap.code, gap.code, say)
        case Day():
            text = gap.iso if say.is_english else wording.date(gap.iso, say)
        case Names():
            text = wording.names((wording.isolated(name, say) for name in gap.texts), say)
        case AtlasWords():
            text = say.atlas.get(gap.english) or wording.isolated(gap.english, say)
        case Translated():
            text = wording.isolated(gap.names[say.lang], say)
        case Note():
            text = note(gap, say)
        case Notes():
            text = say.text["semicolon"].join(note(each, say) for each in gap.notes)
        case _:
            text = wording.isolated(gap, say)
    return text


def overlap(study: Study, claimed: Overlap, say: Words = ENGLISH) -> str:
    """A note on an area that two countries claim: both, the one it is drawn as, and the source."""
    text = say.text["overlap"].format(
        a=wording.country(study, claimed.a, say) or claimed.a,
        b=wording.country(study, claimed.b, say) or claimed.b,
        drawn=wording.country(study, claimed.drawn_as, say),
    )
    return f"{text} {wording.sentence(note(claimed.note, say), say)}"


def of_named_lines(
    study: Study, named: Iterable[NamedStretch | DrawnLine], say: Words = ENGLISH
) -> list[str]:
    """Notes on the lines on a map that are no agreed border.

    Those along the study's own lines are left out: the study's notes tell of them.
    """
    own = {frozenset(pair) for border in study.lines.values() for pair in border.pairs}
    return [note(each.note, say) for each in named if frozenset(each.line.between) not in own]


def boundary_note(scenario: Scenario, say: Words = ENGLISH) -> str:
    """The note on boundaries: what lines and zones imply, and which lines are the user's own."""
    return " ".join(note(each, say) for each in provenance.boundary_notes(scenario))


def of_study(study: Study, say: Words = ENGLISH) -> list[str | Marked]:
    """The notes of a study: its author's as they are, the computed ones in the language."""
    return [
        note(each, say)
        if isinstance(each, Note)
        else in_language(each, study.scenario.language, say)
        for each in study.notes
    ]


def in_language(text: str, lang: str, say: Words = ENGLISH) -> str | Marked:
    """A text of a given language, marked with it where the page has another.

    Examples
    --------
    >>> in_language("Not drawn.", "en"), in_language("Çizilmedi.", "tr")
    ('Not drawn.', {'text': 'Çizilmedi.', 'lang': 'tr'})
    """
    return text if lang == say.lang else {"text": text, "lang": lang}
