"""Before a briefing goes: what the release check points at, the word of a person, and what else stands in the way.

The check only points. What lets a version go is that a person read it again and said so, under their own name.
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
    """Return a briefing as it stands, and whom the speaker is there; refuses what is not theirs or not permitted."""
    partnership_id = turn.unit.briefings.partnership_of(briefing_id)
    people = [person for person in turn.speaker.people if person.partnership_id == partnership_id]
    standing = (
        turn.unit.briefing_versions.standing(partnership_id, briefing_id)
        if partnership_id and people
        else None
    )
    if standing is None:
        raise Refusal("not-found")
    roles = ROLES[permission] if permission else ANY_OF_THEM
    allowed = next((person for person in people if person.may(*roles)), None)
    if allowed is None:
        raise Refusal("not-permitted")
    return allowed, standing


def refuse_other_version(standing: ApprovalStatus, version: int) -> None:
    """Refuse where the text has changed since it was shown."""
    if standing.version != version:
        raise Refusal("text-changed")


def find(turn: Turn, standing: ApprovalStatus) -> tuple[ReleaseFinding, ...]:
    """Return what the release check points at."""
    people = turn.unit.people
    known = (
        standing.briefing.partnership,
        turn.person().partnership,
        *people.agencies(standing.partnership_id),
    )
    return check(standing.briefing, turn.installation.release_words, known)


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
    """Return the words found where they stand: the heading, what is before them, and what comes after."""
    before, words, after = (
        " ".join(part.split()) for part in (finding.before, finding.words, finding.after)
    )
    return f"{finding.heading}: … {before} “{words}” {after} …"


def give_word(turn: Turn, person: Person, standing: ApprovalStatus) -> None:
    """Keep that a person gave their word for a version; the first word stands."""
    if turn.unit.briefing_versions.release(standing.id, standing.version, person.id, turn.unit.now):
        turn.record(person, "release briefing", f"briefing:{standing.id}:{standing.version}")


def refuse_unready(turn: Turn, partnership_id: int, briefing_id: int, briefing: Briefing) -> None:
    """Refuse a text that may not go: a draft, not approved where a second person must, without a word, or outdated."""
    standing = turn.unit.briefing_versions.standing(partnership_id, briefing_id)
    if standing is None:
        raise Refusal("not-found")
    for code in standing.in_the_way():
        raise Refusal(code)
    if not standing.briefing.reads_as(briefing):
        raise Refusal("text-changed")


def refuse_embargoed(briefing: Briefing, due_at: datetime) -> None:
    """Refuse a time before the day until which a briefing is held back."""
    until = briefing.embargo_until
    if until and due_at < datetime.combine(until, time(), LONDON):
        raise Refusal("embargoed", until=day_in_words(until))


def in_the_way(turn: Turn, standing: ApprovalStatus) -> tuple[str, ...]:
    """Return in sentences what keeps it from being sent now, but for the word, which is given where it is sent."""
    held = held_back(turn, standing)
    return (*not_ready(standing), *([held] if held else []))


def not_ready(standing: ApprovalStatus) -> tuple[str, ...]:
    """Return in sentences what keeps it from being sent at any time, but for the word."""
    return tuple(str(Refusal(code)) for code in standing.in_the_way() if code != "word-needed")


def held_back(turn: Turn, standing: ApprovalStatus) -> str:
    """Return in a sentence until when it is held back, nothing where it is not."""
    try:
        refuse_embargoed(standing.briefing, turn.unit.now)
    except Refusal as embargoed:
        return str(embargoed)
    return ""
