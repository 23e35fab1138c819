"""Keep briefings until they go: see how far each is, have a preview, check the text, approve it, make a copy of it.

Who writes, who approves and who sends can be different people; approval and word belong to the version that was shown.
"""

from pydantic import ValidationError

from dialogs.replies import BriefingList, OneBriefing, Option, ReleaseCheck, Reply, freeze
from dialogs.telling.read_briefing import OfBriefing, show_of
from dialogs.telling.sign_off_briefing import (
    OfVersion,
    find,
    give_word,
    in_context,
    in_the_way,
    refuse_other_version,
    theirs,
)
from dialogs.turn import Nothing, Turn
from surveys.london import day_in_words, moment_in_words
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch
from surveys.telling.approval_status import DRAFT, WORD, ApprovalStatus
from surveys.telling.briefing import LONGEST_REF, Briefing
from surveys.telling.permissions import ANY_OF_THEM, ROLES, SENDERS, Permission
from surveys.telling.release_check import ReleaseFinding

LISTED = 50


def listed(turn: Turn, _command: Nothing) -> Reply:
    """List the briefings and how far each is."""
    person = turn.person(*ANY_OF_THEM)
    standings = turn.unit.briefing_versions.listed(person.partnership_id, LISTED)
    return BriefingList(
        briefings=tuple(
            Option(
                value=str(one.id),
                text=one.briefing.title,
                detail=f"{one.briefing.ref}, {state_in_words(one)}",
            )
            for one in standings
        )
    )


def state_in_words(standing: ApprovalStatus) -> str:
    """Say how far a briefing is: what has to come next."""
    words = {
        "briefing-draft": "a draft",
        "approval-needed": "waits for approval",
        "word-needed": "waits for somebody's word",
    }
    faults = standing.in_the_way()
    return words[faults[0]] if faults else "may be sent"


def see(turn: Turn, command: OfBriefing, note: str | None = None) -> OneBriefing:
    """Show how far a briefing is, how it reads, and what can be done next."""
    person, standing = theirs(turn, command.briefing)
    return OneBriefing(
        briefing=standing.id,
        version=standing.version,
        lines=tuple(facts(standing)),
        in_the_way=in_the_way(turn, standing),
        preview=show_of(standing.id, standing.briefing, preview=True),
        next_verb=next_verb(turn, person, standing),
        may_duplicate=person.may(*ROLES[Permission.WRITE]),
        note=note,
    )


def facts(standing: ApprovalStatus) -> list[tuple[str, str]]:
    """Return what is known of a version, in lines of name and value."""
    author = f", by {standing.author}" if standing.author else ""
    lines = [
        ("Reference", standing.briefing.ref),
        ("Version", f"{standing.version} of {day_in_words(standing.made_at)}{author}"),
        ("State", state_in_words(standing)),
    ]
    if standing.approved_at:
        lines.append(
            ("Approved", f"{standing.approved_by}, {moment_in_words(standing.approved_at)}")
        )
    if standing.released_at:
        lines.append(
            ("Word given", f"{standing.released_by}, {moment_in_words(standing.released_at)}")
        )
    if standing.briefing.embargo_until:
        lines.append(("Not before", day_in_words(standing.briefing.embargo_until)))
    return lines


def next_verb(turn: Turn, person: Person, standing: ApprovalStatus) -> str | None:
    """Return what this person can do next towards sending it."""
    if standing.state == DRAFT:
        return "ready-briefing" if person.may(*ROLES[Permission.WRITE]) else None
    if standing.wants_approval:
        may = (
            person.may(*ROLES[Permission.APPROVE])
            and standing.author_id is not None
            and not _wrote(turn, standing)
        )
        return "approve-briefing" if may else None
    return "send-briefing" if person.may(*SENDERS) else None


def preview_to_me(turn: Turn, command: OfBriefing) -> OneBriefing:
    """Send the card to the person who asks and to nobody else; asked again in the same minute it is the same."""
    person, standing = theirs(turn, command.briefing)
    reply = show_of(standing.id, standing.briefing, preview=True)
    now = turn.unit.now
    new = NewDispatch(  # of no briefing, so that nobody is taken to have been sent it
        partnership_id=person.partnership_id,
        once=f"preview:{person.id}:{standing.id}:{standing.version}:{now:%Y%m%d%H%M}",
        kind=DeliveryKind.NOTE,
        title=f"Preview: {standing.briefing.title}",
        rule=f'email="{person.email}"',
        says=freeze(reply),
        asked_by=person.id,
    )
    turn.unit.deliveries.open(new, turn.unit.audience(new.partnership_id, new.rule), now, now)
    return see(turn, command, note="A preview is on its way to you, and to nobody else.")


def check_text(turn: Turn, command: OfBriefing) -> ReleaseCheck:
    """Show what the release check points at, and who has given their word."""
    person, standing = theirs(turn, command.briefing)
    given = (
        f"{standing.released_by}, {moment_in_words(standing.released_at)}"
        if standing.released_at
        else None
    )
    return ReleaseCheck(
        briefing=standing.id,
        version=standing.version,
        title=standing.briefing.title,
        findings=tuple(_lines(find(turn, standing))),
        word=WORD,
        given=given,
        may_give=given is None and person.may(*ROLES[Permission.RELEASE]),
    )


def _lines(findings: tuple[ReleaseFinding, ...]) -> list[tuple[str, str, str]]:
    """Return the findings, those of one kind together."""
    lines = [(one.kind.value, in_context(one), one.why) for one in findings]
    order = list(dict.fromkeys((kind, why) for kind, _, why in lines))
    return sorted(lines, key=lambda line: order.index((line[0], line[2])))


def release(turn: Turn, command: OfVersion) -> OneBriefing:
    """Keep the person's word for the version that was shown."""
    person, standing = theirs(turn, command.briefing, Permission.RELEASE)
    refuse_other_version(standing, command.version)
    give_word(turn, person, standing)
    return see(turn, command, note="You have given your word for this version.")


def approve(turn: Turn, command: OfVersion) -> OneBriefing:
    """Keep that somebody other than its author approves of the version that was shown."""
    person, standing = theirs(turn, command.briefing, Permission.APPROVE)
    refuse_other_version(standing, command.version)
    if _wrote(turn, standing):
        raise Refusal("own-words")
    if standing.second_person and standing.author_id is None:
        raise Refusal("author-unknown")
    turn.unit.briefing_versions.approve(standing.id, standing.version, person.id, turn.unit.now)
    turn.record(person, "approve briefing", f"briefing:{standing.id}:{standing.version}")
    return see(turn, command, note="You have approved this version.")


def _wrote(turn: Turn, standing: ApprovalStatus) -> bool:
    """Say whether the author is the same human as whoever speaks, under whichever of their e-mails."""
    return standing.author_id in {person.id for person in turn.speaker.people}


def make_ready(turn: Turn, command: OfVersion) -> OneBriefing:
    """Let a draft be approved and sent as it was shown."""
    person, standing = theirs(turn, command.briefing, Permission.WRITE)
    refuse_other_version(standing, command.version)
    if standing.state == DRAFT:
        turn.unit.briefing_versions.make_ready(standing.id)
        turn.record(person, "make briefing ready", f"briefing:{standing.id}:{standing.version}")
    return see(turn, command, note="It is no draft any more.")


def duplicate(turn: Turn, command: OfBriefing) -> OneBriefing:
    """Make a draft that says the same, under the next free reference."""
    person, standing = theirs(turn, command.briefing, Permission.WRITE)
    beginning = f"{standing.briefing.ref[: LONGEST_REF - 6]}-"
    taken = turn.unit.briefing_versions.refs(standing.partnership_id, beginning)
    ref = next(
        f"{beginning}{number}"
        for number in range(2, len(taken) + 3)
        if f"{beginning}{number}" not in taken
    )
    made = copy(turn, person, standing, ref)
    note = f"This is the copy, as {ref}. To change its text, take its file with “briefing show {ref} --out FILE”."
    return see(turn, OfBriefing(briefing=made), note=note)


def copy(turn: Turn, person: Person, standing: ApprovalStatus, ref: str) -> int:
    """Make a draft that says the same under another reference; refuses one that is taken or cannot be used."""
    try:
        ref = Briefing.model_validate(standing.briefing.model_dump() | {"ref": ref}).ref
    except ValidationError:
        raise Refusal("reference-unusable", ref=ref) from None
    if turn.unit.briefings.find(standing.partnership_id, ref) is not None:
        raise Refusal("reference-taken", ref=ref)
    made = turn.unit.briefing_versions.duplicate(standing, ref, person.id, turn.unit.now)
    turn.record(person, "duplicate briefing", f"briefing:{standing.id}:{made}")
    return made
