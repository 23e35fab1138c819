"""What YAML reads without a word, though its author meant something else: cut words, odd quotes."""

from collections.abc import Iterator

from surveys.asking.author_words import Finding, place
from surveys.asking.authoring.meant import quoted
from surveys.asking.plain_yaml import Path, Plain, ReadYaml, given_twice

# The fields that hold words for people: after those, a # begins a note and cuts them.
_FORM = frozenset({"title", "audience", "notice", "source", "licence"})
_QUESTION = frozenset({"text", "hint", "low", "high", "unit", "stem", "rows", "choices"})
WORDS = _FORM | _QUESTION
_CURLY = "“”„"


def silent(written: ReadYaml) -> Iterator[Finding]:
    """Every field that is given twice, words cut by a #, and words in the quotes of Word."""
    for line, name in written.repeated:
        yield Finding(line, "", f"{given_twice(name)}.")
    for path, line, after in written.unquoted():
        if WORDS.isdisjoint(path):
            continue
        words = _at(written.value, path)
        for says in (_cut(words, after), _in_curly_quotes(words)):
            if says:
                yield Finding(line, place(path, written.value), says)


def _cut(words: str, after: str) -> str:
    note = after.strip()
    if not words or not note.startswith("#"):  # a field with a note alone is empty, which is said
        return ""
    whole = f"{words} {note}"
    return (
        f"“{note[:60]}” would be cut off, because a # begins a note. If it belongs to the words, "
        f"put all of them in quotes: {quoted(whole[:120])} If it is a note, give it a line of its "
        "own."
    )


def _in_curly_quotes(words: str) -> str:
    inside = words[1:-1]
    if not inside or {words[0], words[-1]} - set(_CURLY) or set(_CURLY) & set(inside):
        return ""
    return (
        f"the curly quotes “ ” would be shown to people. Use straight ones: {quoted(inside[:120])}"
    )


def _at(value: Plain, path: Path) -> str:
    """The words at a path of what was read, empty where there is nothing."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    return "" if value is None or isinstance(value, dict | list) else str(value)
