"""Read a catalogue: which of its words are said, and which of them await a check.

One that a tool guessed from other English words (it has a previous message, `#|`) is not said.
"""

from gettext import GNUTranslations
from io import BytesIO

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from surveys.languages.one_catalogue import Catalogue

_GUESSED = "| "  # how a comment with a previous message begins


def read_catalogue(language: str, content: bytes) -> Catalogue:
    """The catalogue in a file's `content`; raises babel's PoFileError where there is none."""
    read = read_po(BytesIO(content), locale=language, abort_invalid=True)
    known: dict[tuple[str, str], bool] = {}
    for message in read:
        if message.id and _is_said(message):
            english = message.id if isinstance(message.id, str) else message.id[0]
            known[message.context or "", english] = message.fuzzy
    compiled = BytesIO()
    write_mo(compiled, read, use_fuzzy=True)
    compiled.seek(0)
    return Catalogue(language, known, GNUTranslations(compiled))


def _is_said(message: Message) -> bool:
    forms = (message.string,) if isinstance(message.string, str) else message.string or ("",)
    guessed = any(comment.startswith(_GUESSED) for comment in message.user_comments)
    return all(forms) and not (message.fuzzy and guessed)
