"""Text escaped for a card: what people wrote is shown as written and cannot pass for anything else.

Only `link` and `authored` make links, to addresses that `may_open` allows; nothing makes HTML.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.texts import clean


class Marked(str):
    """Text whose Markdown is ours; everything else goes through `plain` before it is shown."""

    __slots__ = ()


NOTHING: Mapping[str, str] = MappingProxyType({})
_SEAM = re.compile(r"\](?=[(\[:])")  # what makes a Markdown link of two brackets
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
NO_NAME = "without a name"  # what has one says so, and never shows a dash
_HALF_OF_DAY = re.compile(r"(?<=\d) (?=[ap]m\b)")  # so that 9.30 am is never on two lines
_OPENS = re.compile(
    r"https://[^\s<>\"\\]+|http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:/[^\s<>\"\\]*)?"
)
_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\((https://[^\s()<>\[\]\"'\\]+)\)")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.MULTILINE)
_IN_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "'": "%27", "[": "%5B", "]": "%5D"})


def plain(words: str) -> Marked:
    """Return `words` as data: no control characters, nothing that Markdown reads as link or tag."""
    return Marked(_defused(clean(words)))


def safe(words: str) -> Marked:
    """Return `words` if they are already marked, else `plain(words)`."""
    return words if isinstance(words, Marked) else plain(words)


def joined(*parts: str) -> Marked:
    """Return the parts joined, each escaped; outer space of our own parts is kept."""
    return Marked(
        "".join(part if isinstance(part, Marked) else _keeping_space(part) for part in parts)
    )


def bold(words: str) -> Marked:
    """Return `words` in bold, without the stars in them, which would end it early."""
    return Marked(f"**{plain(words.replace('*', '')).strip() or NO_NAME}**")


def link(title: str, address: str) -> Marked:
    """Return a text link, or the title alone where we may not open the address."""
    named = plain(title).translate(str.maketrans("[]", "()")) or "Open"
    return Marked(f"[{named}]({_written(address)})") if may_open(address) else Marked(named)


def may_open(address: str) -> bool:
    """Say whether a button or link may lead there: https, or this machine in local mode."""
    return len(address) <= 2000 and _OPENS.fullmatch(address) is not None


def authored(words: str, instead: Mapping[str, str] = NOTHING) -> Marked:
    """Return a briefing's Markdown: bold, lists and https links stay, headings turn bold.

    A link to an address that is a key of `instead` leads to its value.
    """
    text = _QUOTED.sub("", _HEADING.sub(r"**\1**", clean(words)))
    pieces = _LINK.split(text)
    titled = zip(pieces[1::3], pieces[2::3], strict=True)
    links = [link(title, instead.get(address, address)) for title, address in titled]
    between = [_defused(piece) for piece in pieces[::3]]
    return Marked("".join(map("".join, zip(between, [*links, ""], strict=True))))


def shortened(words: str, longest: int) -> str:
    """Return `words` in at most `longest` characters, with “…” where some are left out."""
    return words if len(words) <= longest else words[: longest - 1].rstrip(" \\*_[") + "…"


def _defused(words: str) -> str:
    return _HALF_OF_DAY.sub("\N{NO-BREAK SPACE}", _TAG.sub("< ", _SEAM.sub("] ", words)))


def _keeping_space(part: str) -> str:
    before, after = part[: len(part) - len(part.lstrip(" "))], part[len(part.rstrip(" ")) :]
    return f"{before}{plain(part)}{after}" if part.strip() else part


def _written(address: str) -> str:
    return address.translate(_IN_ADDRESS)
