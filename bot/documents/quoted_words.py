"""Released words on a page: whose they are and what they answer, and who read them first."""

from collections.abc import Iterable, Iterator

from bot.documents import blocks
from bot.documents.blocks import Block
from bot.documents.wording import SOURCES, named
from surveys.impact.people_parts import Voice
from surveys.impact.voices import RELEASED_BY_A_PERSON
from surveys.impact.yearly.structure import ReleasedWords


def quoted(voices: Iterable[Voice | ReleasedWords]) -> Iterator[Block]:
    """Yield the words in the order given, under one heading for each voice, of each action."""
    before = ""
    for voice in voices:
        who = _who(voice)
        asked = f"They were asked: “{voice.question}”"
        yield blocks.quotes("" if who == before else who, asked, voice.quotes)
        before = who
    if before:
        yield blocks.text(RELEASED_BY_A_PERSON)


def _who(voice: Voice | ReleasedWords) -> str:
    action = f"{voice.ref}: " if isinstance(voice, ReleasedWords) else ""
    return f"{action}{named(SOURCES, voice.voice)}, in their own words"
