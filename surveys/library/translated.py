"""How far each language is translated: what is missing, and what no speaker has checked yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from surveys.languages import TRANSLATED, catalogue
from surveys.languages.to_translate import Wording
from surveys.library import in_english
from surveys.library.wording import of_all_forms, of_instrument

EVERY_FORM = "every form and card"


@dataclass(frozen=True, slots=True)
class TranslationState:
    """What is translated of one part: a questionnaire by its code, or what every form says.

    `words` counts messages, `unchecked` those that are used and await a check by a speaker.
    """

    language: str
    part: str
    words: int
    missing: tuple[Wording, ...]
    unchecked: int


def translation_states(languages: Iterable[str] = TRANSLATED) -> Iterator[TranslationState]:
    """Yield the state of every part in each of some languages that have a catalogue."""
    for language in languages:
        yield _state(language, EVERY_FORM, of_all_forms())
        for code in in_english():
            yield _state(language, code, of_instrument(code))


def _state(language: str, part: str, wordings: Iterable[Wording]) -> TranslationState:
    found = catalogue(language)
    awaits: Mapping[tuple[str, str], bool] = found.awaits_check if found else {}
    needed = [one for one in dict.fromkeys(wordings) if not one.optional]
    said = {(one.key, one.english) for one in needed} & awaits.keys()
    return TranslationState(
        language,
        part,
        len(needed),
        tuple(one for one in needed if (one.key, one.english) not in said),
        sum(awaits[one] for one in said),
    )
