"""In which of its languages a questionnaire is shown to a person."""

from collections.abc import Iterable

from surveys.asking.instrument import Instrument
from surveys.languages import ENGLISH, preferred


def language_of(instrument: Instrument, chosen: str, accepts: Iterable[str] = ()) -> str:
    """Return the language chosen, else the first of those a browser accepts, else English.

    Only a language of the questionnaire is one.
    """
    return preferred(instrument.languages, (chosen, *accepts)) or ENGLISH
