"""Directions to a place, in the map that the reader's country uses."""

from urllib.parse import quote


def directions_url(place: str, language: str) -> str:
    """Return an address that opens a map at `place`, "" for no place.

    Amap for readers of Chinese; for others a `geo:` address, which the phone hands to the map it has. A plain link: no
    map is loaded, and nobody's position is asked for.
    """
    place = " ".join(place.split())
    if not place:
        return ""
    if language.startswith("zh"):
        return f"https://uri.amap.com/search?keyword={quote(place)}"
    return f"geo:0,0?q={quote(place)}"
