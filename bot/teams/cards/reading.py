"""The card on which a lead reads what someone wrote, one text at a time, with four marks."""

from bot.teams.cards.actions import leave, press
from bot.teams.cards.inputs import choose, write
from bot.teams.cards.parts import Card, card, facts, group, heading, subheading, text, warning
from dialogs.replies import NothingToRead, Option, ReadText
from surveys.trust.reading import LONGEST_VERSION, Mark

_BUTTONS = (
    (Mark.RELEASED, "Release"),
    (Mark.REDACTED, "Redact"),
    (Mark.WITHHELD, "Withhold"),
    (Mark.FLAGGED, "Flag"),
)
_WHAT_IT_MEANS = (
    "Release lets it be quoted, Withhold does not. Flag makes it a concern and tells the leads now."
)
_CLASSES = (
    Option(value="red", text="Red, act now"),
    Option(value="amber", text="Amber, act soon"),
    Option(value="green", text="Green, have a look"),
)


def read_text(reply: ReadText) -> Card:
    """Show the text and what it answers; never who wrote it."""
    late = f", {reply.late:,} of them late" if reply.late else ""
    due = () if reply.second else (("To be read by", reply.due),)
    lines = (("In answer to", reply.about), ("Written", reply.written), *due)
    body = [
        heading(
            "A second reading" if reply.second else f"{reply.summary}: {reply.waiting:,}{late}"
        ),
        *warning(reply.problem),
        *facts(lines),
        subheading(reply.question),
        group([text(reply.words)], style="emphasis"),
        *_boxes(reply),
        text(_WHAT_IT_MEANS, subtle=True),
    ]
    return card(reply, body, [_button(reply, *mark) for mark in _BUTTONS])


def _boxes(reply: ReadText) -> list[Card]:
    """Return the version to quote, as it is or was typed, and how urgent a flag is."""
    redact = "To redact it: change the words that could show who someone is"
    soon = "To flag it: how soon must someone act?"
    return [
        write("version", redact, required=False, longest=LONGEST_VERSION, value=reply.version),
        *choose("grade", soon, _CLASSES, required=False, value="amber"),
    ]


def _button(reply: ReadText, mark: Mark, label: str) -> Card:
    """Return the button of a mark; it sends the boxes where the mark needs one."""
    send = press if mark in {Mark.REDACTED, Mark.FLAGGED} else leave
    return send(label, "judge-text", ref=reply.text_ref, mark=mark.value, second=reply.second)


def nothing_to_read(reply: NothingToRead) -> Card:
    """Say that no text waits, and how often two readers agree."""
    body = [heading(reply.summary), *warning(reply.problem), text(reply.agreement)]
    return card(reply, body, [leave("Home", "home")])
