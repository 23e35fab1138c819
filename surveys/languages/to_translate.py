"""Words to be translated, as a gettext catalogue that any translator's tool opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

_ABOUT = """\
# The words of the forms and cards of Golden Thread.
#
# The context (msgctxt) says where the words are read. What is in {braces} is filled in: keep it as
# it is. 999, 0800 1111 and 0808 800 5000 stay digits, with a space around them.
# A translation that no speaker of the language has checked is marked “fuzzy” (“needs work”).
"""
_IF_CHILD = "Only if a child is addressed in other words than an adult; if not, leave this empty."


@dataclass(frozen=True, slots=True)
class Wording:
    """One message: its context, its English words, and those for several where it counts.

    `optional` words need a translation only where a child is addressed in other words.
    """

    key: str
    english: str
    many: str = ""
    optional: bool = False


def to_translate(wordings: Iterable[Wording], language: str = "") -> bytes:
    """A catalogue without translations, for one language, or for any as a template."""
    made = Catalog(locale=language or None)
    for one in wordings:
        made.add(
            (one.english, one.many) if one.many else one.english,
            context=one.key,
            auto_comments=[_IF_CHILD] if one.optional else [],
        )
    body = BytesIO()
    write_po(body, made, omit_header=True, width=100)
    return (_ABOUT + _header(made, language)).encode() + b"\n" + body.getvalue()


def _header(made: Catalog, language: str) -> str:
    lines = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        *([f"Plural-Forms: {made.plural_forms}"] if language else []),
    ]
    return "".join(('msgid ""\nmsgstr ""\n', *(f'"{line}\\n"\n' for line in lines)))
