"""How sends are going, for people to read: a line each, what delays them, and who was not reached.

Each reason is printed once with what to do about it, above the people it is about, so that it fits
a narrow screen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.console.output import say, show_table
from dialogs.sending.not_reached import because, email_state_of
from dialogs.sending.progress import CHANNELS_IN_WORDS
from surveys.london import moment_in_words
from surveys.people import people
from surveys.sending.changes import NotPosted, state_in_words
from surveys.sending.delivery import State
from surveys.sending.dispatch import Dispatch, NotReachedPerson, WhyMissed
from surveys.sending.progress import STATES_IN_WORDS, figures, starts_in_words
from surveys.sending.quiet_hours import Quiet
from surveys.sending.reasons import reason_of, reason_of_post

AUDIENCE_OF_NONE = "those who attended"


@dataclass(frozen=True, slots=True)
class SendStatus:
    """One dispatch at `now`; `page` is the page of those not reached, and of how many."""

    dispatch: Dispatch
    counts: Mapping[State, int]
    why: Sequence[WhyMissed]
    not_reached: Sequence[NotReachedPerson]
    channels: Mapping[State, int]
    not_posted: Sequence[NotPosted]
    now: datetime
    quiet: Quiet
    page: tuple[int, int] | None = None


def show(statuses: Sequence[SendStatus]) -> None:
    """Print how sends are going."""
    if not statuses:
        say("Nothing has been sent yet.")
        return
    show_table(
        ["dispatch", "asked", "title", "audience", "progress"], [_line(one) for one in statuses]
    )
    for one in statuses:
        for note in _notes(one):
            say(f"Dispatch {one.dispatch.id}: {note}")
        _show_missed(one)


def _line(one: SendStatus) -> tuple[object, ...]:
    sent = one.dispatch
    rule = f"{sent.audience:,}: {sent.rule or AUDIENCE_OF_NONE}"
    return (
        sent.id,
        moment_in_words(sent.asked_at),
        sent.title,
        rule,
        _in_a_line(figures(one.counts)),
    )


def _in_a_line(counted: Sequence[tuple[str, int]]) -> str:
    return " · ".join(f"{state} {number:,}" for state, number in counted)


def _notes(one: SendStatus) -> Iterator[str]:
    """Yield what a line has no room for, from why it is paused to figures that do not add up."""
    sent = one.dispatch
    if held := state_in_words(sent.state, sent.paused_because):
        advice = reason_of(sent.paused_because).advice if sent.state == "paused" else ""
        yield f"{held} {advice}".rstrip()
    elif one.counts[State.PENDING]:
        yield f"what is waiting goes out {starts_in_words(sent, one.quiet, one.now)}."
    if sent.revision:
        times = "once" if sent.revision == 1 else f"{sent.revision} times"
        who = f"See who was given an earlier one with: deliveries saw {sent.id}"
        yield f"its text was changed {times}. {who}"
    if sum(one.channels.values()):
        shown = (
            f"{CHANNELS_IN_WORDS[state]} {number}"
            for state, number in one.channels.items()
            if number
        )
        yield f"in channels: {', '.join(shown)}."
    if (total := sum(one.counts.values())) != sent.audience:
        yield (
            f"its figures add up to {total:,}, but it is for {sent.audience:,} people. That is a "
            "fault of this program; please tell the people who look after it."
        )


def _show_missed(one: SendStatus) -> None:
    """Print who was not reached, under each reason with how many people and what to do about it."""
    in_all = {(why.state, why.reason): because(why) for why in one.why}
    for key, missed in groupby(one.not_reached, lambda person: (person.state, person.reason)):
        why = in_all[key]
        heading = f"{STATES_IN_WORDS[key[0]]}, {people(why.people)}"
        say(f"\nDispatch {one.dispatch.id}, {heading}: {why.words} {why.advice}".rstrip())
        _show_people(list(missed))
    if one.page:
        page, pages = one.page
        say(f"Page {page} of {pages} of those not reached by dispatch {one.dispatch.id}.")
    if one.not_posted:
        say("")
        show_table(
            ["not posted in", "state", "why", "what to do"],
            [_post(post) for post in one.not_posted],
        )


def _show_people(people: Sequence[NotReachedPerson]) -> None:
    lines = [(one.email, one.agency, email_state_of(one)) for one in people]
    shown = 3 if any(email for _, _, email in lines) else 2
    show_table(["not reached", "agency", "by e-mail"][:shown], [line[:shown] for line in lines])


def _post(one: NotPosted) -> tuple[str, str, str, str]:
    reason = reason_of_post(one.reason)
    return one.channel.in_words(), CHANNELS_IN_WORDS[one.state], reason.words, reason.advice
