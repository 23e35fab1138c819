"""Reads a version of the lexicon from its files and the list of English words.

Whatever the files name must be there: a rule with an unknown sign, or a phrase with an unknown
list, fails when the program starts.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from surveys.asking.lexicon import ConcernClass, Lexicon, Signs
from surveys.asking.screening.inflections import inflections
from surveys.asking.screening.leaning import read_leaning
from surveys.asking.screening.negation import read_negation
from surveys.asking.screening.phrases import Phrase, PhraseReader, read_index
from surveys.asking.screening.rules import read_rules
from surveys.asking.screening.spelling import read_spelling
from surveys.asking.screening.writing import PlainWords, signs_of

_WORD = re.compile(r"[a-z0-9]+")
_DENIED, _IDIOM, _ALONE = "denied", "idiom", "alone"  # signs that no phrase has


def read_lexicon(says: str, writes: str, english: Iterable[str], leans: tuple[str, str]) -> Lexicon:
    """A lexicon from what people say and how they write (TOML), beside words of English.

    `leans` are the weights of words and signs, and those of what words mean, as tables.
    """
    data, written = tomllib.loads(says), _HowPeopleWrite.read(tomllib.loads(writes))
    negation = read_negation(data["denial"])
    lists = {name: _words([words]) for name, words in data["lists"].items()}
    reader = PhraseReader(lists, written.forms_of, written.plain, written.common, negation.deny)
    idioms = [reader.read(_IDIOM, phrase) for phrase in data["idioms"]["phrases"]]
    phrases = [reader.read(s, phrase) for s, listed in data["signs"].items() for phrase in listed]
    signs = _signs(data)
    writing = written.writing(frozenset(english), _wanted([*phrases, *idioms], data))
    return Lexicon(
        version=str(data["version"]),
        writing=writing,
        negation=negation,
        idioms=read_index(idioms),
        phrases=read_index(phrases),
        alone=frozenset(w for line in data["alone"] for w in writing.sentences(line)),
        signs=signs,
        rules={
            concern: tuple(
                rule for line in data["rules"][concern] for rule in read_rules(line, signs.bits)
            )
            for concern in ConcernClass
        },
        leaning=read_leaning(*leans, signs.bits),
        common=written.common,
    )


def _signs(data: Mapping[str, Any]) -> Signs:
    whole_text = {sign: f"{sign}_anywhere" for sign in data["whole_text"]}
    names = (*data["signs"], _DENIED, _IDIOM, _ALONE, *whole_text.values())
    bits = {name: 1 << at for at, name in enumerate(names)}
    return Signs(
        bits=bits,
        contexts=sum(bits[sign] for sign in data["contexts"]),
        anywhere=tuple((bits[sign], bits[there]) for sign, there in whole_text.items()),
        denied=bits[_DENIED],
        idiom=bits[_IDIOM],
        alone=bits[_ALONE],
    )


def _wanted(phrases: Iterable[Phrase], data: Mapping[str, Any]) -> tuple[frozenset[str], ...]:
    """Every word that a phrase may have, and those that are written out in the file."""
    forms = frozenset(form for phrase in phrases for form in phrase.forms())
    return forms, frozenset(_WORD.findall(" ".join(_strings(data))))


def _strings(data: Any) -> Iterator[str]:
    """Every string of what TOML was read to, whatever it is inside."""
    match data:
        case str():
            yield data
        case Mapping():
            yield from _strings([*cast("Mapping[str, Any]", data).values()])
        case _:
            for value in cast("list[Any]", data):
                yield from _strings(value)


def _words(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


@dataclass(frozen=True, slots=True)
class _HowPeopleWrite:
    """The second file: shorthand, emoji, irregular forms, and words that a phrase leaves out."""

    signs: Mapping[int, str | int | None]
    shorthand: Mapping[str, tuple[str, ...]]
    skipped: frozenset[str]
    irregular: Mapping[str, str]
    common: frozenset[str]
    english: frozenset[str]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "_HowPeopleWrite":
        skipped = _words(data["skipped"])
        return cls(
            signs=signs_of(data["emoji"]),
            shorthand={
                short: tuple(word for word in meant.split() if word not in skipped)
                for short, meant in data["shorthand"].items()
            },
            skipped=skipped,
            irregular=data["forms"],
            common=_words(data["common"]),
            english=_words(data["english"]),
        )

    def plain(self, word: str) -> tuple[str, ...]:
        """How a written word is in a sentence."""
        return tuple(w for w in self.shorthand.get(word, (word,)) if w not in self.skipped)

    def forms_of(self, word: str) -> frozenset[str]:
        """The forms that count as `word`; `=word` is that form alone."""
        if word.startswith("="):
            return frozenset({word[1:]})
        irregular = _words([self.irregular.get(word, "")])
        return inflections(word) | irregular if irregular else inflections(word)

    def writing(self, english: frozenset[str], wanted: tuple[frozenset[str], ...]) -> PlainWords:
        """Ready to bring texts into plain words."""
        known = english | self.english | self.common | self.skipped
        forms, listed = wanted
        looked_for = (forms & (known | listed | _words(self.irregular.values()))) | set(
            self.shorthand
        )
        spelling = read_spelling(known, looked_for)
        return PlainWords(self.signs, self.shorthand, self.skipped, spelling)
