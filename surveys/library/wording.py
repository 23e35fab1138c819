"""Everything that is translated: the notices, the problems of forms, numbers, what forms ask.

Each is a message of the catalogues: where it is said, and its English words.
"""

from collections.abc import Iterator

from surveys.asking.card_words import CARD_WORDS
from surveys.asking.instrument import Reader
from surveys.asking.kinds import KINDS
from surveys.asking.length import COUNTED
from surveys.asking.notices import ALL_NOTICES
from surveys.asking.question import STANDARD_OUTSIDE
from surveys.asking.translations import STANDARD, words_of
from surveys.languages import ENGLISH
from surveys.languages.catalogue import TO_A_CHILD
from surveys.languages.to_translate import Wording
from surveys.library import in_english
from surveys.problems import ON_FORMS, PROBLEMS, problem_keys


def every_wording() -> tuple[Wording, ...]:
    """Every message of a catalogue, in the order in which a translator meets them, each once."""
    said = (*of_all_forms(), *(one for code in in_english() for one in of_instrument(code)))
    return tuple(dict.fromkeys(said))


def of_all_forms() -> Iterator[Wording]:
    """The words that every form and card needs, whatever it asks."""
    for key, words in ALL_NOTICES.items():
        yield from _said(key, words[ENGLISH])
    for code in ON_FORMS:
        problem = PROBLEMS[code]
        for key, words in zip(problem_keys(code), (problem.sentence, problem.advice), strict=True):
            yield from _said(key, words) if words else ()
    for key, (one, many) in COUNTED.items():
        yield Wording(key, one, many)
    for choices in (*(rules.standard_choices for rules in KINDS.values()), STANDARD_OUTSIDE):
        for words in choices.values():
            yield Wording(STANDARD, words)


def of_instrument(code: str) -> Iterator[Wording]:
    """The words of one questionnaire of the library."""
    for said in words_of(in_english()[code]):
        yield Wording(said.key, said.words[ENGLISH])


def _said(key: str, english: str) -> Iterator[Wording]:
    yield Wording(key, english)
    if not _has_one_reader(key):
        yield Wording(key + TO_A_CHILD, english, optional=True)


def _has_one_reader(key: str) -> bool:
    """Say whether a notice is never shared by children and adults."""
    of_staff = key in CARD_WORDS or key.startswith("gist-kept-of-staff")
    return of_staff or any(f".{reader}" in key for reader in Reader)
