"""A file read past its slips of writing, such as words with a colon and no quotes around them.

A line that YAML cannot read is read as its author meant it, so that whatever else is wrong is told
at once. What is read so is never kept, because each slip is an error too.
"""

import re

from surveys.asking.author_words import Finding
from surveys.asking.authoring.meant import MeantLine, meant
from surveys.asking.authoring.silent import silent
from surveys.asking.plain_yaml import ReadYaml, Unreadable, parse_plain

_MOST = 20  # the file is read again after each
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# Why reading stopped, as YAML says it, and as we say it.
_STOPPED = (
    (
        r"^mapping values|<block (?:end|mapping start|sequence start)>|^sequence entries",
        "this line does not fit those above it. Begin the fields of a question in one column.",
    ),
    (r"^could not find expected ':'", "after the name of a field come a colon and a space."),
    (
        r"^expected ',' or",
        "close the brackets { } or [ ]; words in them with a comma, colon or ? need quotes.",
    ),
    (r"^found unexpected end of stream", "a quotation mark is opened here and never closed."),
    (r"^found unknown escape", "in double quotes, write a backslash \\ twice."),
    (
        r"^found character|^expected (?:the node content|alphabetic)|^expected a comment",
        "put these words in quotes: they begin with a sign that means something else in the file.",
    ),
)


def read_file(text: str) -> tuple[ReadYaml | None, tuple[Finding, ...]]:
    """Read a file past its slips: what it says, None where reading stopped for good; the slips."""
    found: list[Finding] = []
    lines = _BREAKS.split(text)
    read = _read(text)
    while isinstance(read, Unreadable):
        slip = _next(lines, read) if len(found) < _MOST else None
        if slip is None:
            return None, (*found, _said(read))
        mended, read = slip
        found.append(Finding(mended.at + 1, "", mended.says))
        lines[mended.at] = mended.line
    return read, (*found, *silent(read))


def _read(text: str) -> ReadYaml | Unreadable:
    try:
        return parse_plain(text)
    except Unreadable as stopped:
        return stopped


def _next(lines: list[str], stopped: Unreadable) -> tuple[MeantLine, ReadYaml | Unreadable] | None:
    """The first way to read the line where reading stopped by which it gets further."""
    at = min((stopped.line or 0), len(lines)) - 1
    for mended in meant(lines, at) if at >= 0 else ():
        read = _read("\n".join([*lines[: mended.at], mended.line, *lines[mended.at + 1 :]]))
        if not isinstance(read, Unreadable) or (read.line or 0) > at + 1:
            return mended, read
    return None


def _said(stopped: Unreadable) -> Finding:
    known = (says for pattern, says in _STOPPED if re.search(pattern, stopped.problem))
    says = next(known, f"{stopped.problem.rstrip('.')}.")
    rest = " What comes after this line was not read." if stopped.line else ""
    return Finding(stopped.line or 0, "", says + rest)
