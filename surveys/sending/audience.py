"""The audience RULE language: who is asked or told, as a rule over the roster.

`key=value` terms joined by and / or / not and brackets; `everyone`; `@name` for a saved rule. It is
read as phones write it (`surveys.typed`). A rule is parsed into a tree, which storage turns into a
query; nothing here knows a table.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from surveys.problems import Refusal
from surveys.typed import as_rule, nearest

# What a rule may ask for, and what people call a value of it.
KEYS: Mapping[str, str] = {
    "agency": "agency",
    "role": "role",
    "job_title": "job title",
    "team": "team",
    "attended": "event",
    "email": "person with the e-mail address",
}
# Refusals of a rule: what was typed is shown again, to be corrected.
FAULTS = frozenset(
    {"audience-missing", "audience-unreadable", "audience-value-unknown", "nobody-in-audience"}
)
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: `key` is one of `KEYS`."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Everyone:
    """The whole roster of the partnership."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A rule saved under a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """All but those."""

    rule: "Rule"


@dataclass(frozen=True, slots=True)
class Both:
    """Those that both sides name."""

    left: "Rule"
    right: "Rule"


@dataclass(frozen=True, slots=True)
class Either:
    """Those that at least one side names."""

    left: "Rule"
    right: "Rule"


Rule = Term | Everyone | Saved | Not | Both | Either

_TOKEN = re.compile(
    r"\s*(?:(?P<bracket>[()])"
    r"|(?P<term>[A-Za-z_]+)\s*=\s*"
    r'(?:"(?P<double>[^"]*)"'
    # An apostrophe in a name ends it only where a rule may go on: 'St Mary's' and role=lead.
    r"|'(?P<single>.*?)'(?=\s*(?:$|\)|(?:and|or)\b))"
    r"""|(?P<bare>[^\s()"'][^\s()"]*))"""
    r"|@(?P<saved>[\w-]+)|(?P<word>[A-Za-z_]+))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    value: str = ""


def parse_rule(text: str) -> Rule:
    """Read a rule; raises `Refusal("audience-unreadable")` that says what cannot be read."""
    if len(text) > 2000:
        raise _unreadable("it is longer than 2,000 characters")
    reader = _RuleReader(_tokens(as_rule(text)))
    rule = reader.either(0)
    if reader.rest:
        raise _unreadable(f"“{reader.rest[0].text}” is not expected there")
    return rule


def names_everyone(rule: Rule) -> bool:
    """Say whether a rule names the whole roster, or a saved rule that may; its count is then typed.

    Of a rule that was written out (`surveys.sending.saved_audience`) the answer is exact.
    """
    match rule:
        case Everyone() | Saved():
            return True
        case Term():
            return False
        case Not(part):
            return names_everyone(part)
        case Both(left, right) | Either(left, right):
            return names_everyone(left) or names_everyone(right)


def terms_of(rule: Rule) -> Iterator[Term]:
    """Yield every condition in a rule, left to right."""
    match rule:
        case Term():
            yield rule
        case Not(part):
            yield from terms_of(part)
        case Both(left, right) | Either(left, right):
            yield from terms_of(left)
            yield from terms_of(right)
        case Everyone() | Saved():
            pass


def _unreadable(why: str) -> Refusal:
    return Refusal("audience-unreadable", why=why)


def _tokens(text: str) -> list[_Token]:
    if text.count('"') % 2:
        raise _unreadable("a quote is not closed")
    tokens: list[_Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _unreadable(f"“{text[place : place + 20]}” is not a term")
        tokens.append(_token(match))
        place = match.end()
    if not tokens:
        raise _unreadable("it is empty")
    return tokens


def _token(match: re.Match[str]) -> _Token:
    if match["bracket"]:
        return _Token(match["bracket"], match["bracket"])
    if match["saved"]:
        return _Token("saved", match["saved"])
    if match["term"]:
        values = (match["double"], match["single"], match["bare"])
        return _term(match["term"], next(value for value in values if value is not None))
    word = match["word"].lower()
    if word not in _WORDS:
        raise _unreadable(f"“{match['word']}” is not and, or, not or everyone{_near(word, _WORDS)}")
    return _Token(word, match["word"])


_WORDS = ("and", "or", "not", "everyone")


def _near(typed: str, known: Iterable[str]) -> str:
    """Return what was perhaps meant, to end a sentence with."""
    near = nearest(typed, known)
    return f" (did you mean “{near}”?)" if near else ""


def _term(typed: str, value: str) -> _Token:
    key = typed.lower()
    if key not in KEYS:
        raise _unreadable(f"“{typed}” is not one of {', '.join(KEYS)}{_near(key, KEYS)}")
    if not value.strip():
        raise _unreadable(f"“{key}” has no value")
    return _Token("term", key, value.strip())


class _RuleReader:
    """Reads tokens left to right; `or` binds loosest, then `and`, then `not`."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.rest = tokens

    def either(self, depth: int) -> Rule:
        if depth > DEEPEST:
            raise _unreadable("it has too many brackets inside each other")
        rule = self.both(depth)
        while self._next_is("or"):
            rule = Either(rule, self.both(depth))
        return rule

    def both(self, depth: int) -> Rule:
        rule = self.one(depth)
        while self._next_is("and"):
            rule = Both(rule, self.one(depth))
        return rule

    def one(self, depth: int) -> Rule:
        if depth > DEEPEST:
            raise _unreadable("it has too many “not” inside each other")
        if self._next_is("not"):
            return Not(self.one(depth + 1))
        if self._next_is("("):
            rule = self.either(depth + 1)
            if not self._next_is(")"):
                raise _unreadable("a bracket is not closed")
            return rule
        return self._leaf()

    def _leaf(self) -> Rule:
        if not self.rest:
            raise _unreadable("it ends too soon")
        token = self.rest.pop(0)
        leaves: dict[str, Rule] = {
            "term": Term(token.text, token.value),
            "saved": Saved(token.text),
            "everyone": Everyone(),
        }
        if token.kind not in leaves:
            raise _unreadable(f"“{token.text}” is not expected there")
        return leaves[token.kind]

    def _next_is(self, kind: str) -> bool:
        if self.rest and self.rest[0].kind == kind:
            self.rest.pop(0)
            return True
        return False
