"""Names of one text, resolved together by the rule that `gazetteer.lookup.context` states."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.errors import AmbiguousName, GazetteerError, UnknownName
from gazetteer.lookup.candidates import Candidate
from gazetteer.lookup.context import Votes
from gazetteer.lookup.resolving import Layers, candidates, chosen
from gazetteer.names import fold


class Text:
    """The names of one text, each with its candidates or its error.

    Parameters
    ----------
    layers
        Where to look.
    names
        As they were given.
    country
        Alpha-3 code to keep to, None for the whole world.
    near
        Longitude and latitude; of several places the nearest is taken, whatever the other names.
    """

    def __init__(
        self,
        layers: Layers,
        names: Sequence[str],
        country: str | None,
        near: tuple[float, float] | None,
    ) -> None:
        self._layers = layers
        self._names = names
        self._country = country
        self._found: dict[str, list[Candidate]] = {}
        self._errors: dict[str, GazetteerError] = {}
        for name in dict.fromkeys(names):
            try:
                self._found[name] = chosen(layers, name, country, near)
            except GazetteerError as error:
                self._errors[name] = error
        if near is None and len(names) > 1:
            self._settle()

    def found(self, name: str) -> list[Candidate]:
        """Candidates for a name, the answer first.

        Raises
        ------
        GazetteerError
            If there is no answer.
        """
        if name in self._found:
            return self._found[name]
        raise self._errors[name]

    def _settle(self) -> None:
        """Let the answers decide about the other names; see the rule for the three steps."""
        # All names of one round are settled by the same votes, so their order changes nothing.
        while settled := self._now_settled():
            self._found |= settled
            for name in settled:
                del self._errors[name]
        votes = self._votes()
        overruled = {
            name: votes.settled(fold(name), found)
            for name, found in self._found.items()
            if found[0].guess is None and len(found) > 1 and not found[0].layer.tables.is_own
        }
        self._found |= {name: found for name, found in overruled.items() if found}
        if self._country is None:
            self._guess(self._votes())

    def _votes(self) -> Votes:
        """The answers so far, without guesses."""
        return Votes(
            {
                fold(name): found[0].place
                for name, found in self._found.items()
                if found[0].guess is None
            }
        )

    def _now_settled(self) -> dict[str, list[Candidate]]:
        """Ambiguous names that the answers so far settle."""
        votes = self._votes()
        settled = {}
        for name, error in self._errors.items():
            if not isinstance(error, AmbiguousName):
                continue
            key = fold(name)
            found = candidates(self._layers, key, self._country)
            first = votes.settled(key, found) if found else []
            if first:
                settled[name] = first
        return settled

    def _guess(self, votes: Votes) -> None:
        """Seek unclear names in the country that the other names clearly point to.

        Unclear are unknown names, ambiguous names that were not settled, and guesses.
        """
        for name in self._names:
            country = votes.country(fold(name)) if self._is_unclear(name) else None
            if country is None:
                continue
            try:
                found = chosen(self._layers, name, country)
            except GazetteerError:
                continue
            self._found[name] = found
            self._errors.pop(name, None)

    def _is_unclear(self, name: str) -> bool:
        if name in self._found:
            return self._found[name][0].guess is not None
        error = self._errors[name]
        # An error with a reason is about a common word or an area without a point. A country does
        # not help there.
        is_common = isinstance(error, UnknownName) and error.reason
        return isinstance(error, (AmbiguousName, UnknownName)) and not is_common
