"""The instruments, the lexicon and the words of the release check: data files that people review.

Reading package data is the one thing here that touches a file; everything is read once and never
changes.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from surveys.asking.instrument import Instrument, parse_instrument
from surveys.asking.lexicon import Lexicon
from surveys.asking.read_lexicon import read_lexicon
from surveys.asking.translations import in_languages
from surveys.languages import TRANSLATED
from surveys.telling.release_words import ReleaseWords, read_release_words

_LEXICON, _SPELLING = "lexicon-3.toml", "spelling-3.toml"
_WEIGHTS, _MEANINGS = "weights-3.tsv", "meanings-3.tsv"
_ENGLISH = "english-words.txt"
_RELEASE_WORDS = "release-words-1.toml"


@cache
def shipped() -> Mapping[str, Instrument]:
    """The library's instruments by their codes, in every language that has all their words."""
    return MappingProxyType(
        {code: in_languages(made, TRANSLATED) for code, made in in_english().items()}
    )


@cache
def in_english() -> Mapping[str, Instrument]:
    """The library's instruments as they are written, by their codes."""
    folder = files(__name__) / "instruments"
    written = sorted(
        (f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name
    )
    instruments = (parse_instrument(f.read_text(encoding="utf-8")) for f in written)
    return MappingProxyType({instrument.code: instrument for instrument in instruments})


@cache
def lexicon() -> Lexicon:
    """The current version of the lexicon by which free text is put in the queue."""
    english = (word for word in _text(_ENGLISH).splitlines() if not word.startswith("#"))
    leans = _text(_WEIGHTS), _text(_MEANINGS)
    return read_lexicon(_text(_LEXICON), _text(_SPELLING), english, leans)


@cache
def release_words() -> ReleaseWords:
    """The current version of the words by which the release check of a briefing points."""
    return read_release_words(_text(_RELEASE_WORDS))


def _text(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")
