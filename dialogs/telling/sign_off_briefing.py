"""Before a briefing is sent: the release check, the sign-off, and what else prevents sending.

The check is only a prompt. A version can be sent once a person has re-read it and signed it off
under their own name.
"""

from collections.abc import Sequence
from datetime import datetime, time
from itertools import groupby

from dialogs.telling.read_briefing import OfBriefing
from dialogs.turn import Id, Turn
from surveys.london import LONDON, day_in_words
from surveys.people import Person
from surveys.problems import Refusal
from surveys.telling.approval_status import ApprovalStatus
from surveys.telling.briefing import Briefing
from surveys.telling.permissions import ANY_OF_THEM, ROLES, Permission
from surveys.telling.release_check import FindingKind, ReleaseFinding, check

SHOWN = 5  # words of one kind on the card that sends


class OfVersion(OfBriefing):
    """A command about one version of a briefing: the one that was shown."""

    version: Id


def theirs(
    turn: Turn, briefing_id: int, permission: Permission | None = None
) -> tuple[Person, ApprovalStatus]:
    """Return the speaker in the briefing's partnership and its status; refuse other people."""
    partnership_id = turn.unit.briefings.partnership_of(briefing_id)
    people = [person for person in turn.speaker.people if person.partnership_id == partnership_id]
    status = (
        turn.unit.briefing_versions.status(partnership_id, briefing_id)
        if partnership_id and people
        else None
    )
    if status is None:
        raise Refusal("not-found")
    roles = ROLES[permission] if permission else ANY_OF_THEM
    allowed = next((person for person in people if person.may(*roles)), None)
    if allowed is None:
        raise Refusal("not-permitted")
    return allowed, status


def refuse_other_version(status: ApprovalStatus, version: int) -> None:
    """Refuse where the text has changed since it was shown."""
    if status.version != version:
        raise Refusal("text-changed")


def find(turn: Turn, status: ApprovalStatus) -> tuple[ReleaseFinding, ...]:
    """Return what the release check flags."""
    people, here = turn.unit.people, turn.speaker.within(status.partnership_id)
    known = (
        status.briefing.partnership,
        *([here.partnership] if here else []),
        *people.agencies(status.partnership_id),
    )
    return check(status.briefing, turn.installation.release_words, known)


def in_brief(findings: Sequence[ReleaseFinding]) -> tuple[tuple[str, str, str], ...]:
    """Return the findings by kind: what it is, the words found, why it matters."""
    ordered = sorted(findings, key=lambda one: (list(FindingKind).index(one.kind), one.why))
    grouped = (
        (key, list(same)) for key, same in groupby(ordered, key=lambda one: (one.kind, one.why))
    )
    return tuple(
        (kind.value, _quoted([one.words for one in same]), why) for (kind, why), same in grouped
    )


def _quoted(words: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(" ".join(one.split()) for one in words))
    more = f" and {len(distinct) - SHOWN} more" if len(distinct) > SHOWN else ""
    return ", ".join(f"“{one}”" for one in distinct[:SHOWN]) + more


def in_context(finding: ReleaseFinding) -> str:
    """Return the words found in context: the heading, and the words before and after."""
    before, words, after = (
        " ".join(part.split()) for part in (finding.before, finding.words, finding.after)
    )
    return f"{finding.heading}: … {before} “{words}” {after} …"


def sign_off(turn: Turn, person: Person, status: ApprovalStatus) -> None:
    """Sign off a version in a person's name; the first sign-off is kept."""
    if turn.unit.briefing_versions.sign_off(status.id, status.version, person.id, turn.unit.now):
        turn.record(person, "release briefing", f"briefing:{status.id}:{status.version}")


def refuse_unready(turn: Turn, partnership_id: int, briefing_id: int, briefing: Briefing) -> None:
    """Refuse a text that may not be sent: a draft, or not approved, signed off or up to date."""
    status = turn.unit.briefing_versions.status(partnership_id, briefing_id)
    if status is None:
        raise Refusal("not-found")
    for code in status.in_the_way():
        raise Refusal(code)
    if not status.briefing.reads_as(briefing):
        raise Refusal("text-changed")


def refuse_embargoed(briefing: Briefing, due_at: datetime) -> None:
    """Refuse a time before the end of a briefing's embargo."""
    until = briefing.embargo_until
    if until and due_at < datetime.combine(until, time(), LONDON):
        raise Refusal("embargoed", until=day_in_words(until))


def obstacles(turn: Turn, status: ApprovalStatus) -> tuple[str, ...]:
    """Return sentences on what prevents sending it now.

    A missing sign-off is left out, because the card that sends asks for it.
    """
    held = held_back(turn, status)
    return (*not_ready(status), *([held] if held else []))


def not_ready(status: ApprovalStatus) -> tuple[str, ...]:
    """Return sentences on what prevents sending it at any time, except a missing sign-off."""
    return tuple(str(Refusal(code)) for code in status.in_the_way() if code != "word-needed")


def held_back(turn: Turn, status: ApprovalStatus) -> str:
    """Return a sentence on its embargo, empty where there is none."""
    try:
        refuse_embargoed(status.briefing, turn.unit.now)
    except Refusal as embargoed:
        return str(embargoed)
    return ""
