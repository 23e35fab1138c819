"""Words and codes of an XLSForm as an instrument can have them, and what had to change for it."""

import re
from collections.abc import Callable, Mapping

from surveys.asking.question import LONGEST_CODE

_MARKS: tuple[tuple[str, str, str], ...] = (  # what is searched, what it becomes, what is said
    (r"\$\{[^}]{1,120}\}", "…", "An earlier answer is shown in it; “…” is there instead."),
    (r"<[^<>]{1,200}>", "", "Its HTML is left out."),
    (r"(?m)^\s*#{1,6}\s+", "", "Its heading signs are left out."),
    (r"\*\*(.+?)\*\*", r"\1", "Its bold signs are left out."),
    (r"(?<!\w)_(\S(?:.*?\S)?)_(?!\w)", r"\1", "Its italic signs are left out."),
    (r"\[([^\]]{1,200})\]\(https?://[^)\s]{1,300}\)", r"\1", "Its link is left out."),
)


def plain(words: Mapping[str, str], changed: Callable[[str], None]) -> dict[str, str]:
    """The words without marks that we do not draw; `changed` hears what was left out."""
    return {language: _plain(text, changed) for language, text in words.items()}


def _plain(text: str, changed: Callable[[str], None]) -> str:
    for pattern, instead, says in _MARKS:
        text, count = re.subn(pattern, instead, text)
        if count:
            changed(says)
    return text.strip()


def code_of(name: str, taken: Mapping[str, object] | None = None) -> str:
    """A name as a code: small letters, digits, - and _, and unlike those that are taken."""
    code = re.sub(r"[^a-z0-9_-]+", "_", name.strip().lower()).lstrip("_-") or "q"
    code = code[:LONGEST_CODE]
    number, free = 2, code
    while taken is not None and free in taken:
        free = f"{code[: LONGEST_CODE - len(str(number)) - 1]}_{number}"
        number += 1
    return free
