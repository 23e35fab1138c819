"""What needs a person now, in all their partnerships: open concerns first, and at most four things.

Each is a verb, which one tap does.
"""

from dialogs.asking.answer_survey import to_answer
from dialogs.replies import Needed
from dialogs.trust.find_concern import sight_of
from dialogs.trust.list_concerns import count_open
from dialogs.trust.texts_to_read import waiting
from dialogs.trust.watch_alerts import alerts_not_reached
from dialogs.turn import Turn
from surveys.people import Role
from surveys.telling.permissions import ROLES, Permission

MOST = 4
_HELD = (
    "A backup was restored and nothing is sent yet. Look here for open concerns, and ask your "
    "Golden Thread administrator when messages go out again."
)
_LOOKED_THROUGH = 50  # of a partnership's briefings, the newest first


def needed_now(turn: Turn) -> tuple[Needed, ...]:
    """Return what needs the speaker now, the most urgent first."""
    found = (*_concerns(turn), *_surveys(turn), *_to_sign_off(turn), *_texts(turn))
    return found[:MOST]


def texts_to_read(turn: Turn, *roles: Role) -> str:
    """Return how many texts wait where the speaker has one of `roles`, in words; "" for none."""
    places = [person.partnership_id for person in turn.speaker.people if person.may(*roles)]
    if not places:
        return ""
    texts = waiting(turn.unit, places, turn.installation.is_holiday)
    late = f" ({texts.late:,} late)" if texts.late else ""
    return f"{texts.texts:,}{late}" if texts.texts else ""


def _concerns(turn: Turn) -> list[Needed]:
    """Return the concerns of a lead, also where there are none; first those that told no one."""
    if not (sight := sight_of(turn)).leads:
        return []
    untold = alerts_not_reached(turn.unit, sight)
    first = [Needed(verb="concerns", text="Act now", detail=untold, urgent=True)] if untold else []
    if turn.unit.backups.holds():
        first.append(Needed(verb="concerns", text="No alerts go out", detail=_HELD, urgent=True))
    count = count_open(turn, sight)
    return [*first, Needed(verb="concerns", text=f"Open concerns: {count:,}", urgent=count > 0)]


def _surveys(turn: Turn) -> list[Needed]:
    asked = turn.unit.invitations.of_people([person.id for person in turn.speaker.people])
    count = len(to_answer(turn, asked))
    return [Needed(verb="my-surveys", text=f"Surveys to answer: {count:,}")] if count else []


def _to_sign_off(turn: Turn) -> list[Needed]:
    """Return how many briefings wait for sign-off, and for nothing else first."""
    count = sum(
        one.in_the_way()[:1] == ("word-needed",)
        for person in turn.speaker.people
        if person.may(*ROLES[Permission.RELEASE])
        for one in turn.unit.briefing_versions.listed(person.partnership_id, _LOOKED_THROUGH)
    )
    return [Needed(verb="briefings", text=f"Briefings to sign off: {count:,}")] if count else []


def _texts(turn: Turn) -> list[Needed]:
    found = texts_to_read(turn, Role.LEAD)
    return [Needed(verb="texts", text=f"Texts to read: {found}")] if found else []
