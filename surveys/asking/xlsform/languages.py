"""The languages of a form's columns: `label::Welsh (cy)`, `label::Cymraeg` and `label` alone."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.texts import ENGLISH

_CODE = re.compile(r"\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)?\s*\)\s*$|^([a-z]{2,3})$")
# Names that stand in forms without a code, by that code.
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": ("english", "default"),
        "cy": ("welsh", "cymraeg"),
        "pl": ("polish", "polski"),
        "ro": ("romanian", "română", "romana"),
        "ur": ("urdu", "اردو"),
        "ar": ("arabic", "العربية"),
        "pa": ("punjabi", "panjabi", "ਪੰਜਾਬੀ"),
        "bn": ("bengali", "bangla", "বাংলা"),
        "hi": ("hindi", "हिन्दी"),
        "gu": ("gujarati",),
        "so": ("somali", "soomaali"),
        "uk": ("ukrainian", "українська"),
        "lt": ("lithuanian",),
        "pt": ("portuguese", "português", "portugues"),
        "es": ("spanish", "español", "espanol"),
        "fr": ("french", "français", "francais"),
        "de": ("german", "deutsch"),
        "it": ("italian", "italiano"),
        "tr": ("turkish", "türkçe"),
        "sw": ("swahili", "kiswahili", "sw_ke"),
        "am": ("amharic",),
        "ha": ("hausa",),
        "ne": ("nepali",),
        "id": ("indonesian", "bahasa indonesia"),
        "vi": ("vietnamese",),
        "ti": ("tigrinya",),
        "fa": ("farsi", "persian", "dari"),
        "ps": ("pashto",),
        "ku": ("kurdish",),
    }
)
_BY_NAME = {name: code for code, names in _NAMES.items() for name in names}


def language_code(written: str) -> str | None:
    """The code of a language as a column names it, None where it cannot be told."""
    written = written.strip()
    found = _CODE.search(written)
    if found:
        return (found[1] or found[2]).lower()
    return _BY_NAME.get(written.casefold())


def column_language(code: str) -> str:
    """How a column names a language: Welsh (cy), or the code alone where we have no name."""
    names = _NAMES.get(code)
    return f"{names[0].title()} ({code})" if names else code


def default_language(settings: Mapping[str, str]) -> str:
    """The language of columns that name none: that of the settings, English otherwise."""
    return language_code(settings.get("default_language", "")) or ENGLISH
