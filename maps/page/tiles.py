"""Tiles of another host as the page's base map, only on request and by a name of xyzservices.

A page with tiles loads pictures from their host when it is opened. Its policy allows no other host.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlsplit

from geozone.errors import Refused

_GAP = re.compile(r"\{([^{}]*)\}")
_LEFT_TO_THE_PAGE = {"x", "y", "z"}  # gaps of an address that Leaflet fills
_TAG = re.compile("<[^<>]*>")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_DEEPEST_ZOOM = 18
_NEAR_MISSES = 3
# Hosts that require a valid referer; enforced by OpenStreetMap since March 2026:
# https://operations.osmfoundation.org/policies/tiles/
_WANT_A_SITE = {"https://tile.openstreetmap.org"}


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile provider.

    Parameters
    ----------
    name
        As xyzservices has it.
    url
        With gaps ``{z}``, ``{x}``, ``{y}``.
    attribution
        Plain text that must stand on the map.
    host
        The one origin that the page will ask, such as ``https://tile.openstreetmap.org``.
    max_zoom
        The deepest zoom that the provider has.
    """

    name: str
    url: str
    attribution: str
    host: str
    max_zoom: int

    @property
    def wants_site(self) -> bool:
        """Whether the host refuses requests that do not name a site (no referer).

        Browsers name no site for a file on a disk and for a sandboxed frame.

        Examples
        --------
        >>> tiles("OpenStreetMap.Mapnik").wants_site
        True
        """
        return self.host in _WANT_A_SITE


def tiles(name: str) -> Tiles:
    """A provider by its name in xyzservices; spaces, dots and case do not matter.

    Raises
    ------
    Refused
        If there is none of that name, it wants a key, is not https, or does not cover the world
        in Web Mercator.

    Examples
    --------
    >>> tiles("openstreetmap mapnik").host
    'https://tile.openstreetmap.org'
    >>> tiles("?")
    Traceback (most recent call last):
    geozone.errors.Refused: tiles = ?: expected a provider's name, such as OpenStreetMap.Mapnik
    """
    import xyzservices.providers  # noqa: PLC0415  (folium's; slow to read)

    try:
        found = xyzservices.providers.query_name(name)
    except ValueError as error:
        raise Refused("tiles", name, _near(name, list(xyzservices.providers.flatten()))) from error
    if found.requires_token():
        raise Refused("tiles", found.name, "a provider that wants no key")
    url = found.build_url()
    host = _origin(url)
    if set(_GAP.findall(url)) != _LEFT_TO_THE_PAGE or not host or found.get("bounds"):
        raise Refused("tiles", found.name, "https tiles of the world, in Web Mercator")
    return Tiles(
        name=found.name,
        url=url,
        attribution=_TAG.sub("", str(found.attribution)),
        host=host,
        max_zoom=min(int(found.get("max_zoom", _DEEPEST_ZOOM)), _DEEPEST_ZOOM),
    )


def _near(name: str, known: list[str]) -> str:
    like = get_close_matches(name, known, n=_NEAR_MISSES, cutoff=0.5)
    such = " or ".join(like) if like else "OpenStreetMap.Mapnik"
    return f"a provider's name, such as {such}"


def _origin(url: str) -> str:
    """Scheme and host; empty if a content-security policy cannot name them exactly."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" or not _HOST.fullmatch(host) or parts.port is not None:
        return ""
    return f"https://{host}"
