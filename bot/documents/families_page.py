"""The plain page for families: short words, large letters, and whom to talk to.

The help numbers come last on each page, where a reader stops.
"""

from collections.abc import Iterator

from bot.documents import blocks
from bot.documents.blocks import Block
from bot.documents.pages import Pages, Section
from bot.documents.wording import YOU_SAID_VOICES
from surveys.impact.yearly.structure import YearlyPack
from surveys.impact.you_said import YouSaidVoice
from surveys.london import day_in_words

WHO = (
    "We are {partnership}. We are people from the council, the police, health and schools. "
    "We work together to keep children safe."
)
WHEN = "This page is about what we did from {first} to {last}."
SOME_WORDS = "Some words from children and families. A person read them first:"
NOTHING_YET = "We have no news to share on this yet."
HELP = (
    ("999", "In danger now"),
    ("0800 1111", "Childline: for children and young people, any time, free"),
    ("0808 800 5000", "NSPCC: for adults worried about a child"),
)
OF_FAMILIES = frozenset({"", YouSaidVoice.CHILD, YouSaidVoice.YOUNG_PERSON, YouSaidVoice.FAMILY})
_YOU_SAID = (("Who", 0.6), ("You said", 1), ("We did", 1))
ASK = "To ask about this page, talk to a person you trust who works with you. They can ask us."


def families_page(pack: YearlyPack) -> Pages:
    """Return the page."""
    first, last = day_in_words(pack.year.starts_on), day_in_words(pack.as_at)
    return Pages(
        title="What we did to keep children safe, and what changed",
        subtitle="For children and families",
        partnership=pack.partnership.name,
        foot=f"as at {last}",
        on=pack.as_at,
        largest=26,
        smallest=20,
        opening=[
            Section(
                "",
                [
                    blocks.text(WHO.format(partnership=pack.partnership.name)),
                    blocks.text(WHEN.format(first=first, last=last)),
                ],
            ),
            Section("What we asked", [blocks.bullets(pack.families.asked)]),
            Section("What changed for children", list(_changed(pack))),
            Section("What we do not know", [blocks.bullets(pack.families.unknown)]),
            Section("You said, we did", list(_you_said(pack))),
            talk_to_someone(),
        ],
        sections=list(_in_their_words(pack)),
    )


def _changed(pack: YearlyPack) -> Iterator[Block]:
    for group in pack.families.changed:
        yield blocks.bullets(group.actions, f"{group.heading}:")
    if not pack.families.changed:
        yield blocks.text(NOTHING_YET)


def _you_said(pack: YearlyPack) -> Iterator[Block]:
    """Yield what children and families asked for; the version for children comes before others."""
    rows = [
        (
            YOU_SAID_VOICES[one.voice],
            one.said_for_children or one.said,
            one.did_for_children or one.did,
        )
        for action in pack.feedback.you_said
        for one in action.released
        if one.voice in OF_FAMILIES
    ]
    if rows:
        yield blocks.table("What you asked for", _YOU_SAID, rows)
    else:
        yield blocks.text(NOTHING_YET)


def _in_their_words(pack: YearlyPack) -> Iterator[Section]:
    """Yield a page of released words, if there are any, which ends as the first one does."""
    if pack.families.said:
        quotes = (f"“{words}”" for words in pack.families.said)
        yield Section("In your own words", [blocks.bullets(quotes, SOME_WORDS)])
        yield talk_to_someone()


def talk_to_someone() -> Section:
    """Return the section with whom to call."""
    return Section("Talk to someone", [blocks.bullets(_help())])


def _help() -> Iterator[str]:
    for number, who in HELP:
        yield f"{who}: call {number}"
    yield ASK
