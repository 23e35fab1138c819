"""The words of one language, as they were read from its catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import GNUTranslations


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language; `awaits_check` by context and English words, true if none did."""

    language: str
    awaits_check: Mapping[tuple[str, str], bool]
    translations: GNUTranslations

    def words(self, key: str, english: str) -> str | None:
        """What is said at `key` for some English words; None where that is not translated."""
        known = (key, english) in self.awaits_check
        return self.translations.pgettext(key, english) if known else None
