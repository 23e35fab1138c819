"""Which leads a text names: one who is named is passed over for another lead.

It finds too much rather than too little: passing over a lead costs nothing where another one can
deal with the concern. A first name alone names no one.
"""

import re
import unicodedata
from collections.abc import Mapping

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "doctor",
        "prof",
        "professor",
        "sir",
        "madam",
        "rev",
        "reverend",
        "sister",
        "pc",
        "dc",
        "sgt",
        "sergeant",
        "inspector",
        "officer",
    ]
)
_WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"'s\b")
_SHORTEST = 4  # letters of a surname that names someone by itself


def leads_named(text: str, names: Mapping[int, str], everyday: frozenset[str]) -> frozenset[int]:
    """Return whose names are in a text: first and last name, title and surname, or surname alone.

    A surname that is one of the `everyday` words, or is short, needs a first name or a title.
    """
    said = _words(text)
    return frozenset(
        person for person, name in names.items() if _is_named(said, _words(name), everyday)
    )


def _is_named(said: list[str], name: list[str], everyday: frozenset[str]) -> bool:
    if not name:
        return False
    first, surname = name[0], name[-1]
    before = {first} | _TITLES
    return any(
        word == surname
        and (
            (len(name) > 1 and len(surname) >= _SHORTEST and surname not in everyday)
            or (place > 0 and said[place - 1] in before)
        )
        for place, word in enumerate(said)
    )


def _words(text: str) -> list[str]:
    """Return the words of a text without case, accents and possessive endings."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c)).replace("’", "'")
    return _WORD.findall(_POSSESSIVE.sub("", plain).replace("'", ""))
