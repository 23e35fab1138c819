"""Cards that ask people what has changed since an event or an action.

What it asks of people, in number and minutes, comes before the button that asks.
"""

from bot.teams.cards.actions import leave, press, primary
from bot.teams.cards.audience_parts import left_out, typed_count, typed_rule
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, facts, heading, subheading, text, warning
from bot.teams.cards.rows import quiet, row
from bot.teams.cards.when import when_it_goes
from dialogs.replies import ChooseFollowUp, ConfirmFollowUp
from surveys.asking.length import minutes_in_words
from surveys.people import people


def choose_follow_up(reply: ChooseFollowUp) -> Card:
    """Ask which event or action, which questions, and whom to ask."""
    if not reply.subjects or not reply.instruments:
        nothing = text("There is no event or action to follow up yet.")
        return card(reply, [heading(reply.summary), nothing], [leave("Home", "home")])
    offered = () if reply.problem else reply.offers
    rows = [
        row(
            one.text,
            "preview-follow-up",
            {"subject": one.subject, "instrument": one.instrument, "audience": "attended"},
            detail=one.detail,
        )
        for one in offered
    ]
    body = [
        heading("Follow up"),
        *warning(reply.problem),
        *rows,
        *([subheading("Or choose something else")] if rows else []),
        *choose(
            "subject", "What would you like to follow up?", reply.subjects, value=reply.subject
        ),
        *choose("instrument", "Which questions?", reply.instruments, value=reply.instrument),
        *choose("audience", "Who do you want to ask?", reply.audiences, required=False),
        typed_rule(reply.rule),
    ]
    return card(reply, body, [press("Check", "preview-follow-up"), leave("Cancel", "home")])


def confirm_follow_up(reply: ConfirmFollowUp) -> Card:
    """Show what a follow-up asks of people, before it is sent."""
    lines = (
        ("About", reply.subject_title),
        ("Questions", f"{reply.instrument_title} ({reply.questions})"),
        ("People", f"{reply.count:,}"),
        ("Time", f"about {_time(reply.minutes_each)} each, {_time(reply.minutes_in_all)} in all"),
    )
    body = [
        heading(f"Ask {people(reply.count)}?"),
        *warning(reply.problem),
        *facts(lines),
        *left_out(reply.left_out),
        *typed_count(type_count=reply.type_count, count=reply.count),
        *when_it_goes(reply),
        *quiet(_ways_on(reply)),
    ]
    send = press(
        f"Ask {reply.count:,}",
        "confirm-follow-up",
        **_same(reply),
        count=reply.count,
        once=reply.once,
    )
    later = leave("Another time", "preview-follow-up", **_same(reply), timed=True)
    return card(reply, body, [primary(send), *([] if reply.timed else [later])])


def _same(reply: ConfirmFollowUp) -> dict[str, str]:
    return {"subject": reply.subject, "instrument": reply.instrument, "audience": reply.audience}


def _ways_on(reply: ConfirmFollowUp) -> list[Card]:
    return [
        leave("Who is this?", "who", **_same(reply)),
        leave("Change", "follow-up"),
        leave("Cancel", "home"),
    ]


def _time(minutes: int) -> str:
    if minutes < 120:
        return minutes_in_words(minutes)
    return f"{minutes / 60:,.0f} hours"
