"""The audience RULE language: who is asked or told, as a rule over the roster.

`key=value` terms joined by and / or / not and brackets; `everyone`; `@name` for a saved rule. A
rule is parsed into a tree, which storage turns into a query; nothing here knows a table.
"""

import re
from dataclasses import dataclass

from surveys.problems import Refusal

KEYS = ("agency", "role", "job_title", "team", "attended", "email")
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
    r'\s*(?:(?P<bracket>[()])|(?P<term>[a-z_]+)\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s()"]+))'
    r"|@(?P<saved>[\w-]+)|(?P<word>[A-Za-z_]+))"
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
    reader = _RuleReader(_tokens(text))
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


def _unreadable(why: str) -> Refusal:
    return Refusal("audience-unreadable", why=why)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    text = text.strip()
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
        return _term(
            match["term"], match["quoted"] if match["quoted"] is not None else match["bare"]
        )
    word = match["word"].lower()
    if word not in {"and", "or", "not", "everyone"}:
        raise _unreadable(f"“{match['word']}” is not and, or, not or everyone")
    return _Token(word, match["word"])


def _term(key: str, value: str) -> _Token:
    if key not in KEYS:
        raise _unreadable(f"“{key}” is not one of {', '.join(KEYS)}")
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
