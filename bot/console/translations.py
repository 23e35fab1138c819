"""How far forms and cards are translated, and every word that a translator still has to say."""

from typing import Annotated

import typer

from bot.console.options import AsJson
from bot.console.output import say, show_json, show_table
from surveys.languages import TRANSLATED
from surveys.library.translated import TranslationState, translation_states
from surveys.problems import Refusal


def translations(
    language: Annotated[
        str, typer.Option("--language", metavar="LANG", help="One language, such as cy.")
    ] = "",
    missing: Annotated[
        bool, typer.Option("--missing", help="List the words that have no translation.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what is translated into each language, what is missing, and what awaits a check."""
    if language and language not in TRANSLATED:
        raise Refusal("language-unknown", language=language, known=", ".join(TRANSLATED))
    found = [*translation_states([language] if language else TRANSLATED)]
    if as_json:
        show_json([_facts(one) for one in found])
    elif missing:
        for line in [line for one in found for line in _missing(one)] or ["Nothing is missing."]:
            say(line)
    else:
        heads = ["language", "of", "words", "missing", "await a check"]
        show_table(heads, [_line(one) for one in found])


def _line(one: TranslationState) -> tuple[str, ...]:
    counts = (one.words, len(one.missing), one.unchecked)
    return one.language, one.part, *map(str, counts)


def _missing(one: TranslationState) -> list[str]:
    return [f"{one.language}: {word.key}: {word.english}" for word in one.missing]


def _facts(one: TranslationState) -> dict[str, object]:
    return {
        "language": one.language,
        "of": one.part,
        "words": one.words,
        "missing": [{"context": word.key, "english": word.english} for word in one.missing],
        "unchecked": one.unchecked,
    }
