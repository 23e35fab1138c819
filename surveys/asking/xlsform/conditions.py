"""The conditions of an XLSForm (`relevant`) as values that can be tried out on an answer.

Only what a branch could ever hold is read: an answer compared with a code, `selected()`, and, or,
not. Anything else raises `Unheld` with the reason.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

_LONGEST, _DEEPEST = 2_000, 20
_QUOTES = "'\"‘’“”"  # a word processor makes curly ones of them, and not always both
_TOKEN = re.compile(
    rf"\s*(?:(?P<name>\$\{{\s*[\w.-]+\s*\}}|(?:\.\.?/)+[\w./-]*\w)"
    rf"|(?P<text>[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]|-?\d+(?:\.\d+)?)"
    r"|(?P<word>and|or|not|selected)\b|(?P<sign>!=|=|\(|\)|,)|(?P<other>\S+))",
    re.IGNORECASE,
)


class Unheld(ValueError):  # noqa: N818 - it says what a branch cannot hold
    """A condition, or a part of one, that no branch can hold; its text says why."""


@dataclass(frozen=True, slots=True)
class Is:
    """The answer to a question is a code, or (where `among`) has it among others."""

    name: str
    code: str
    among: bool


@dataclass(frozen=True, slots=True)
class Opposite:
    """The other way round."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Together:
    """All of the parts hold (`every`), or any of them."""

    parts: tuple["Condition", ...]
    every: bool


Condition = Is | Opposite | Together


def read_condition(text: str) -> Condition:
    """Read a condition; raises Unheld."""
    if len(text) > _LONGEST:
        raise Unheld("the condition is too long")
    reader = _Reader([match for match in _TOKEN.finditer(text) if match[0].strip()])
    condition = reader.any_of(0)
    reader.expect_end()
    return condition


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The parts that must all hold."""
    if isinstance(condition, Together) and condition.every:
        return tuple(part for each in condition.parts for part in parts_of(each))
    return (condition,)


def names_in(condition: Condition) -> frozenset[str]:
    """The questions that a condition looks at."""
    match condition:
        case Is(name):
            return frozenset({name})
        case Opposite(part):
            return names_in(part)
        case Together(parts):
            return frozenset(name for part in parts for name in names_in(part))


def codes_in(condition: Condition) -> frozenset[str]:
    """The codes that a condition names; the empty one is no answer."""
    match condition:
        case Is(_, code):
            return frozenset({code})
        case Opposite(part):
            return codes_in(part)
        case Together(parts):
            return frozenset(code for part in parts for code in codes_in(part))


def holds(condition: Condition, chosen: Mapping[str, AbstractSet[str]]) -> bool:
    """Say whether a condition holds where these codes are chosen, by question."""
    match condition:
        case Is(name, code, among):
            codes = chosen[name]
            return code in codes if among else codes == ({code} if code else set())
        case Opposite(part):
            return not holds(part, chosen)
        case Together(parts, every):
            each = (holds(part, chosen) for part in parts)
            return all(each) if every else any(each)


class _Reader:
    """Reads tokens from left to right: or, and, not, then one comparison."""

    def __init__(self, tokens: list["re.Match[str]"]) -> None:
        self._tokens = tokens
        self._at = 0

    def any_of(self, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise Unheld("the condition is nested too deeply")
        parts = [self._all_of(depth)]
        while self._takes("or"):
            parts.append(self._all_of(depth))
        return parts[0] if len(parts) == 1 else Together(tuple(parts), every=False)

    def expect_end(self) -> None:
        if self._at < len(self._tokens):
            raise Unheld(f"it has “{self._tokens[self._at][0].strip()[:40]}”")

    def _all_of(self, depth: int) -> Condition:
        parts = [self._one(depth)]
        while self._takes("and"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else Together(tuple(parts), every=True)

    def _one(self, depth: int) -> Condition:
        if self._takes("not"):
            return Opposite(self._in_brackets(depth))
        if self._takes("selected"):
            self._needs("(")
            name = self._needs_kind("name")
            self._needs(",")
            code = self._needs_kind("text")
            self._needs(")")
            return Is(name, code, among=True)
        if self._peek() == "(":
            return self._in_brackets(depth)
        return self._comparison()

    def _in_brackets(self, depth: int) -> Condition:
        self._needs("(")
        inside = self.any_of(depth + 1)
        self._needs(")")
        return inside

    def _comparison(self) -> Condition:
        if self._kind() == "text":
            code, sign, name = self._needs_kind("text"), self._sign(), self._needs_kind("name")
        else:
            name, sign, code = self._needs_kind("name"), self._sign(), self._needs_kind("text")
        found = Is(name, code, among=False)
        return Opposite(found) if sign == "!=" else found

    def _sign(self) -> str:
        for sign in ("=", "!="):
            if self._takes(sign):
                return sign
        raise Unheld(f"it compares with “{self._peek() or 'nothing'}”")

    def _peek(self) -> str:
        return self._tokens[self._at][0].strip().lower() if self._at < len(self._tokens) else ""

    def _kind(self) -> str:
        return (self._tokens[self._at].lastgroup or "") if self._at < len(self._tokens) else ""

    def _takes(self, token: str) -> bool:
        if self._peek() != token:
            return False
        self._at += 1
        return True

    def _needs(self, token: str) -> None:
        if not self._takes(token):
            raise Unheld(f"it has “{self._peek()[:40]}”" if self._peek() else "it is not complete")

    def _needs_kind(self, kind: str) -> str:
        if self._kind() != kind:
            raise Unheld(f"it has “{self._peek()[:40]}”" if self._peek() else "it is not complete")
        token = self._tokens[self._at][0].strip()
        self._at += 1
        if kind == "name":
            return token[2:-1].strip() if token.startswith("$") else token.rpartition("/")[2]
        return token if token[:1].isdigit() or token[:1] == "-" else token[1:-1]
