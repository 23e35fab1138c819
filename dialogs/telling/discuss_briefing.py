"""Report how a briefing was discussed: where, how many took part, what they asked and agreed.

A person may report several discussions; a second tap on the same card counts once.
"""

import secrets
from typing import Annotated

from pydantic import Field

from dialogs.replies import AskDiscussion, Option, Reply
from dialogs.telling.read_briefing import OfBriefing, proved, sent_to, shown
from dialogs.trust.screen_comments import goes_to_the_leads
from dialogs.turn import Blank, HowMany, Turn
from surveys.people import Person
from surveys.telling.briefing_acts import AGREED, RAISED, Setting, Talk

SETTINGS = ((Setting.TEAM, "In the team"), (Setting.SUPERVISION, "In supervision"))


class Discussed(OfBriefing):
    """How it was discussed; cards of early versions send no setting."""

    setting: Annotated[Setting | None, Blank] = None
    people: Annotated[HowMany | None, Blank] = None
    raised: str = Field(default="", max_length=1000)
    agreed: str = Field(default="", max_length=1000)
    once: str = Field(default="", max_length=64)


def discuss(turn: Turn, command: OfBriefing) -> Reply:
    """Ask how it was discussed."""
    _, briefing = sent_to(turn, command.briefing)
    return AskDiscussion(
        briefing=command.briefing,
        title=briefing.title,
        settings=tuple(Option(value=setting.value, text=words) for setting, words in SETTINGS),
        once=secrets.token_hex(8),
    )


def discussed(turn: Turn, command: Discussed) -> Reply:
    """Store a discussion."""
    person, briefing = sent_to(turn, command.briefing)
    unit = turn.unit
    # Cards of early versions send no `once`: they count one discussion a day.
    once = command.once or f"on {unit.now.date()}"
    talk = _talk(turn, person, briefing.title, command)
    unit.discussions.keep(command.briefing, person.id, once, talk, unit.now)
    unit.briefing_acts.acted(
        command.briefing, person.id, "discussed", unit.now, people=command.people
    )
    proved(turn, person, "discussed", command.briefing)
    return shown(turn, person, briefing)


def _talk(turn: Turn, person: Person, about: str, command: Discussed) -> Talk:
    """Return what we store of a discussion: none of its words, if any of them raise a concern."""
    setting = command.setting or Setting.TEAM
    raised, agreed = command.raised.strip(), command.agreed.strip()
    written = [(asked, words) for asked, words in ((RAISED, raised), (AGREED, agreed)) if words]
    if written and goes_to_the_leads(turn, person, about, f"discussed:{command.briefing}", written):
        return Talk(setting, command.people)
    return Talk(setting, command.people, raised or None, agreed or None)
