"""Manage briefings before they are sent: see their status, preview, check, sign off, approve, copy.

Author, approver and sender can be different people; approval and sign-off belong to the version
that was shown.
"""

from pydantic import ValidationError

from dialogs.replies import BriefingList, OneBriefing, Option, ReleaseCheck, Reply, freeze
from dialogs.telling.read_briefing import OfBriefing, show_of
from dialogs.telling.sign_off_briefing import (
    OfVersion,
    find,
    in_context,
    obstacles,
    refuse_other_version,
    sign_off,
    theirs,
)
from dialogs.turn import Nothing, Turn
from surveys.london import day_in_words, moment_in_words
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from surveys.telling.approval_status import DRAFT, SIGN_OFF, ApprovalStatus
from surveys.telling.briefing import LONGEST_REF, Briefing
from surveys.telling.permissions import ANY_OF_THEM, ROLES, SENDERS, Permission
from surveys.telling.release_check import ReleaseFinding

LISTED = 50


def listed(turn: Turn, _command: Nothing) -> Reply:
    """List the briefings with their status."""
    return BriefingList(
        briefings=tuple(
            Option(
                value=str(one.id),
                text=one.briefing.title,
                detail=turn.placed(f"{one.briefing.ref}, {state_in_words(one)}", person),
            )
            for person in turn.people(*ANY_OF_THEM)
            for one in turn.unit.briefing_versions.listed(person.partnership_id, LISTED)
        )
    )


def state_in_words(status: ApprovalStatus) -> str:
    """Return the status of a briefing in words: what has to happen next."""
    words = {
        "briefing-draft": "a draft",
        "approval-needed": "needs approval",
        "word-needed": "needs sign-off",
    }
    faults = status.in_the_way()
    return words[faults[0]] if faults else "ready to send"


def see(turn: Turn, command: OfBriefing, note: str | None = None) -> OneBriefing:
    """Show a briefing: its status, how it reads, and the next step."""
    person, status = theirs(turn, command.briefing)
    return OneBriefing(
        briefing=status.id,
        version=status.version,
        lines=tuple(facts(status)),
        in_the_way=obstacles(turn, status),
        preview=show_of(status.id, status.briefing, preview=True),
        next_verb=next_verb(turn, person, status),
        may_duplicate=person.may(*ROLES[Permission.WRITE]),
        note=note,
    )


def facts(status: ApprovalStatus) -> list[tuple[str, str]]:
    """Return the facts about a version, as names and values."""
    author = f", by {status.author}" if status.author else ""
    lines = [
        ("Reference", status.briefing.ref),
        ("Version", f"{status.version} of {day_in_words(status.made_at)}{author}"),
        ("Status", state_in_words(status)),
    ]
    if status.approved_at:
        lines.append(
            ("Approved by", f"{status.approved_by}, {moment_in_words(status.approved_at)}")
        )
    if status.released_at:
        lines.append(
            ("Signed off by", f"{status.released_by}, {moment_in_words(status.released_at)}")
        )
    if status.briefing.embargo_until:
        lines.append(("Not before", day_in_words(status.briefing.embargo_until)))
    return lines


def next_verb(turn: Turn, person: Person, status: ApprovalStatus) -> str | None:
    """Return this person's next step towards sending it."""
    if status.state == DRAFT:
        return "ready-briefing" if person.may(*ROLES[Permission.WRITE]) else None
    if status.wants_approval:
        may = (
            person.may(*ROLES[Permission.APPROVE])
            and status.author_id is not None
            and not _wrote(turn, status)
        )
        return "approve-briefing" if may else None
    return "send-briefing" if person.may(*SENDERS) else None


def preview_to_me(turn: Turn, command: OfBriefing) -> OneBriefing:
    """Send the card only to the person who asks, at most once a minute."""
    person, status = theirs(turn, command.briefing)
    reply = show_of(status.id, status.briefing, preview=True)
    now = turn.unit.now
    new = NewDispatch(  # without a briefing, so that it does not count as sent to anyone
        partnership_id=person.partnership_id,
        once=f"preview:{person.id}:{status.id}:{status.version}:{now:%Y%m%d%H%M}",
        kind=DeliveryKind.NOTE,
        title=f"Preview: {status.briefing.title}",
        rule=f'email="{person.email}"',
        says=freeze(reply),
        asked_by=person.id,
    )
    turn.unit.deliveries.open(new, turn.unit.audience(new.partnership_id, new.rule), now, now)
    return see(turn, command, note="A preview is on its way, only to you.")


def check_text(turn: Turn, command: OfBriefing) -> ReleaseCheck:
    """Show what the release check flags, and who signed the version off."""
    person, status = theirs(turn, command.briefing)
    given = (
        f"{status.released_by}, {moment_in_words(status.released_at)}"
        if status.released_at
        else None
    )
    return ReleaseCheck(
        briefing=status.id,
        version=status.version,
        title=status.briefing.title,
        findings=tuple(_lines(find(turn, status))),
        word=SIGN_OFF,
        given=given,
        may_give=given is None and person.may(*ROLES[Permission.RELEASE]),
    )


def _lines(findings: tuple[ReleaseFinding, ...]) -> list[tuple[str, str, str]]:
    """Return the findings, grouped by kind."""
    lines = [(one.kind.value, in_context(one), one.why) for one in findings]
    order = list(dict.fromkeys((kind, why) for kind, _, why in lines))
    return sorted(lines, key=lambda line: order.index((line[0], line[2])))


def release(turn: Turn, command: OfVersion) -> OneBriefing:
    """Sign off the version that was shown."""
    person, status = theirs(turn, command.briefing, Permission.RELEASE)
    refuse_other_version(status, command.version)
    sign_off(turn, person, status)
    return see(turn, command, note="You have signed off this version.")


def approve(turn: Turn, command: OfVersion) -> OneBriefing:
    """Record that someone other than its author approves the version that was shown."""
    person, status = theirs(turn, command.briefing, Permission.APPROVE)
    refuse_other_version(status, command.version)
    if _wrote(turn, status):
        raise Refusal("own-words")
    if status.second_person and status.author_id is None:
        raise Refusal("author-unknown")
    turn.unit.briefing_versions.approve(status.id, status.version, person.id, turn.unit.now)
    turn.record(person, "approve briefing", f"briefing:{status.id}:{status.version}")
    return see(turn, command, note="You have approved this version.")


def _wrote(turn: Turn, status: ApprovalStatus) -> bool:
    """Say whether the speaker is the author, under any of their e-mail addresses."""
    return status.author_id in {person.id for person in turn.speaker.people}


def make_ready(turn: Turn, command: OfVersion) -> OneBriefing:
    """Make a draft ready to be approved and sent as it was shown."""
    person, status = theirs(turn, command.briefing, Permission.WRITE)
    refuse_other_version(status, command.version)
    if status.state == DRAFT:
        turn.unit.briefing_versions.make_ready(status.id)
        turn.record(person, "make briefing ready", f"briefing:{status.id}:{status.version}")
    return see(turn, command, note="This is no longer a draft.")


def duplicate(turn: Turn, command: OfBriefing) -> OneBriefing:
    """Make a draft that says the same, under the next free reference.

    Asked for once more, it is the same copy, until that is changed or no draft.
    """
    person, status = theirs(turn, command.briefing, Permission.WRITE)
    of = (status.id, status.version, person.id)
    made = turn.unit.briefing_copies.claim(*of)
    if made is None:
        made = copy(turn, person, status, _next_ref(turn, status))
        turn.unit.briefing_copies.made(*of, made)
    copied = turn.unit.briefing_versions.status(status.partnership_id, made)
    ref = copied.briefing.ref if copied else ""
    note = (
        f"This is the copy, {ref}. "
        f"To change its text, get its file with “briefing show {ref} --out FILE”."
    )
    return see(turn, OfBriefing(briefing=made), note=note)


def _next_ref(turn: Turn, status: ApprovalStatus) -> str:
    """Return the next free reference for a copy."""
    beginning = f"{status.briefing.ref[: LONGEST_REF - 6]}-"
    taken = turn.unit.briefing_versions.refs(status.partnership_id, beginning)
    return next(
        f"{beginning}{number}"
        for number in range(2, len(taken) + 3)
        if f"{beginning}{number}" not in taken
    )


def copy(turn: Turn, person: Person, status: ApprovalStatus, ref: str) -> int:
    """Copy a briefing as a draft under another reference; refuses one that is taken or unusable."""
    try:
        ref = Briefing.model_validate(status.briefing.model_dump() | {"ref": ref}).ref
    except ValidationError:
        raise Refusal("reference-unusable", ref=ref) from None
    if turn.unit.briefings.find(status.partnership_id, ref) is not None:
        raise Refusal("reference-taken", ref=ref)
    made = turn.unit.briefing_versions.duplicate(status, ref, person.id, turn.unit.now)
    turn.record(person, "duplicate briefing", f"briefing:{status.id}:{made}")
    return made
