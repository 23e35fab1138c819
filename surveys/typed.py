"""What people type, read as phones and word processors write it; every typed rule goes through.

Only signs are evened out: quotes, dashes, white space, marks that no one can see. What it means is
the reader's to say, and a name that does not exist is answered with the nearest that does.
"""

import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

_SINGLE, _DOUBLE = "‘’‚‛′ʼʻ`´＇", "“”„‟″«»＂"
_DASHES = "‐‑‒–—―−"
_EVEN = {
    **dict.fromkeys(map(ord, _SINGLE), "'"),
    **dict.fromkeys(map(ord, _DOUBLE), '"'),
    **dict.fromkeys(map(ord, _DASHES), "-"),
}
_UNSEEN = {"Cf", "Cc"}  # direction signs, joiners, soft hyphens, byte-order marks
_PICTURES = {"So", "Sk", "Cs", "Co", "Cn", "Me", "Mn"}  # emoji, and what changes how one looks
_ENDS = " .,;:!?…"
CLOSE = 0.75  # from 0 to 1: how alike two words are, of which one may be a slip for the other


def as_plain(text: str) -> str:
    """Return typed text with straight quotes, short dashes and single spaces; nothing unseen."""
    even = unicodedata.normalize("NFKC", text.translate(_EVEN))
    spaced = (" " if sign.isspace() else sign for sign in even)
    seen = (sign for sign in spaced if unicodedata.category(sign) not in _UNSEEN)
    return " ".join("".join(seen).split())


def as_rule(text: str) -> str:
    """Return a typed rule: plain, without the full stop that a phone puts after it."""
    return as_plain(text).strip(_ENDS)


def as_words(text: str) -> str:
    """Return typed words in small letters, without marks and emoji: “Stop!! 🙏” is “stop”."""
    letters = "".join(" " if _is_no_letter(sign) else sign for sign in as_plain(text).casefold())
    return " ".join(letters.split())


def as_name(name: str) -> str:
    """Return a name as two are compared: case, apostrophes and Unicode form make no difference."""
    return as_plain(name).casefold().replace("'", "")


def nearest(typed: str, known: Iterable[str], close: float = CLOSE) -> str | None:
    """Return the known word that was most likely meant, None where none is near."""
    return _best(typed, known, _ratio, close)


def nearest_name(typed: str, known: Iterable[str]) -> str | None:
    """Return the known name that was most likely meant; a part of it may have been typed alone."""
    return _best(typed, known, _ratio_of_parts, CLOSE)


def did_you_mean(typed: str, known: Iterable[str], *, may_list: bool = True) -> str:
    """Return “Did you mean “Police”?”, or the first few names that there are, if `may_list`."""
    names = sorted(set(known))
    if (near := nearest_name(typed, names)) is not None:
        return f"Did you mean “{near}”?"
    if not may_list:
        return "Please check the spelling."
    if not names:
        return "There are none yet."
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"There are: {', '.join(names[:_LISTED])}{more}."


_LISTED = 8


def _is_no_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PSZ" or unicodedata.category(sign) in _PICTURES


def _best(
    typed: str, known: Iterable[str], alike: Callable[[str, str], float], close: float
) -> str | None:
    ranked = [(alike(as_name(typed), as_name(name)), name) for name in known]
    best, name = max(ranked, default=(0.0, ""), key=lambda one: one[0])
    return name if typed and best >= close else None


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _ratio_of_parts(typed: str, name: str) -> float:
    """Return how alike a name or each run of its words is; a part counts for a little less."""
    words, length = name.split(), len(typed.split())
    runs = range(len(words) - length + 1) if 0 < length < len(words) else ()
    parts = (_ratio(typed, " ".join(words[at : at + length])) * _OF_A_PART for at in runs)
    return max([_ratio(typed, name), *parts])


_OF_A_PART = 0.95
