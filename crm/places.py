"""Directions to a site: plain links to maps people in China use. None is loaded, nobody's place is asked for."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Map:
    """One map: its `name` and the `url` that finds a place in it."""

    name: str
    url: str


_MAPS = (
    (_("Amap"), "https://uri.amap.com/search?keyword={}"),
    (_("Baidu Maps"), "https://api.map.baidu.com/geocoder?address={}&output=html&src=webapp.rapport.client"),
    (_("Tencent Maps"), "https://apis.map.qq.com/uri/v1/search?keyword={}&referer=rapport"),
)


def maps_of(place: str) -> list[Map]:
    """Return the maps that find `place` (one line), [] for none."""
    place = " ".join(place.split())
    return [Map(str(name), url.format(quote(place, safe=""))) for name, url in _MAPS] if place else []
