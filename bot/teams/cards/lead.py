"""Cards for a safeguarding lead: an overview, sending a briefing, following up, e-mailing.

Every card that sends shows how many people it goes to.
"""

from bot.teams.cards.actions import leave, press, words_as_buttons
from bot.teams.cards.briefing import briefing_body
from bot.teams.cards.everyone import lines_and_words
from bot.teams.cards.inputs import choose, number, tick, write
from bot.teams.cards.keeping import flagged, obstacles
from bot.teams.cards.parts import (
    Card,
    card,
    facts,
    group,
    heading,
    more,
    subheading,
    text,
    warning,
)
from bot.teams.cards.safe_text import joined
from bot.teams.cards.when import when_to_send
from dialogs.replies import (
    ChooseBriefing,
    ChooseEmails,
    ChooseFollowUp,
    ConfirmBriefing,
    ConfirmFollowUp,
    Home,
    Option,
)
from surveys.people import people

LARGEST_AUDIENCE = 10_000_000
SENDS_SHOWN = 3  # of those by which people had a briefing before, the latest first
AGENCIES_SHOWN = 20  # of those that a message goes to, the largest first

# Left out, so that a lead's card has room for a lead's work.
EVERYONES = frozenset({"home", "my surveys", "my data", "feedback"})
_NOT_TICKED = "Please tick the box once you have re-read the briefing."
_ALL_HAD_IT = "No one left to send to"
_REPEATED = "A repeated send goes to everyone each time."
_RULE = 'Or type a rule, such as: agency="Leeds Council" and role=practitioner'


def home(reply: Home) -> Card:
    """Show figures of what is going on, and what the lead can do."""
    body = [heading(reply.partnership), *lines_and_words(reply.lines, reply.words)]
    return card(reply, body, words_as_buttons(reply.words, EVERYONES))


def choose_briefing(reply: ChooseBriefing) -> Card:
    """Ask which briefing, and who should get it."""
    if not reply.briefings:
        return card(
            reply,
            [heading(reply.summary), text("There are no briefings to send yet.")],
            [leave("Home", "home")],
        )
    body = [
        heading("Send a briefing"),
        *warning(reply.problem),
        *choose(
            "briefing",
            "Which briefing?",
            reply.briefings,
            error="Please choose a briefing.",
            value=reply.briefing,
        ),
        *choose(
            "audience",
            "Who is it for?",
            reply.audiences,
            error="Please choose who it is for.",
            required=False,
        ),
        _typed_rule(reply.rule),
    ]
    return card(reply, body, [press("Check", "preview-briefing"), leave("Cancel", "home")])


def confirm_briefing(reply: ConfirmBriefing) -> Card:
    """Show the count, by agency, and the briefing as people will see it; ask for the sign-off."""
    preview = [subheading(reply.preview.title), *briefing_body(reply.preview)]
    body = [
        heading(f"Send to {people(reply.count)}?" if reply.count else _ALL_HAD_IT),
        *warning(reply.problem),
        *facts((agency, people(count)) for agency, count in reply.by_agency[:AGENCIES_SHOWN]),
        *_had_before(reply),
        text(joined("Who it goes to: ", reply.audience), subtle=True),
        *_left_out(reply.left_out),
        *_typed_count(type_count=reply.type_count, count=reply.count, had=reply.had),
        *choose("channels", "Also post in a channel", reply.channels, required=False, several=True),
        *when_to_send(reply, reply.held_back),
        *obstacles(reply.in_the_way),
        *(flagged(reply.findings) if reply.word else []),
        text("What they will see", subtle=True, gap="Large"),
        group(preview, style="emphasis"),
    ]
    who = leave("Who is this?", "who", briefing=reply.briefing, audience=reply.audience)
    other = [who, leave("Change", "send-briefing"), leave("Cancel", "home")]
    if reply.in_the_way:
        return card(
            reply,
            body,
            [leave("Open the briefing", "see-briefing", briefing=reply.briefing), *other],
        )
    same = {
        "briefing": reply.briefing,
        "audience": reply.audience,
        "count": reply.count,
        "once": reply.once,
        **({"had": reply.had} if reply.had else {}),
    }
    sign_off = [tick("word", "Sign-off", reply.word, error=_NOT_TICKED)] if reply.word else []
    label = "Send" if reply.had else f"Send to {reply.count:,}"  # how many is chosen on the card
    send = press(label, "confirm-briefing", **same, version=reply.version)
    return card(reply, [*body, *sign_off], [send, *other])


def choose_follow_up(reply: ChooseFollowUp) -> Card:
    """Ask which event or action, which questions, and whom to ask."""
    if not reply.subjects or not reply.instruments:
        nothing = text("There is no event or action to follow up yet.")
        return card(reply, [heading(reply.summary), nothing], [leave("Home", "home")])
    body = [
        heading("Follow up"),
        *warning(reply.problem),
        *choose(
            "subject", "What would you like to follow up?", reply.subjects, value=reply.subject
        ),
        *choose("instrument", "Which questions?", reply.instruments, value=reply.instrument),
        *choose("audience", "Who do you want to ask?", reply.audiences, required=False),
        _typed_rule(reply.rule),
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
        *_left_out(reply.left_out),
        *_typed_count(type_count=reply.type_count, count=reply.count),
        *when_to_send(reply),
    ]
    same = {"subject": reply.subject, "instrument": reply.instrument, "audience": reply.audience}
    send = press(
        f"Ask {reply.count:,}", "confirm-follow-up", **same, count=reply.count, once=reply.once
    )
    return card(
        reply,
        body,
        [
            send,
            leave("Who is this?", "who", **same),
            leave("Change", "follow-up"),
            leave("Cancel", "home"),
        ],
    )


def choose_emails(reply: ChooseEmails) -> Card:
    """Ask which send to e-mail people about, and say what that means."""
    if not reply.sends:
        known = text("We know what happened to every message.")
        return card(reply, [heading(reply.summary), known], [leave("Home", "home")])
    body = [
        heading("E-mail people whose delivery is not confirmed?"),
        text(
            "We lost Teams’ reply, so some of these people may already have the message. "
            "Each gets one e-mail."
        ),
        *choose("dispatch", "Which message?", reply.sends, error="Please choose a message."),
    ]
    return card(
        reply, body, [press("E-mail them", "write-letters"), leave("Cancel", "not-reached")]
    )


def _had_before(reply: ConfirmBriefing) -> list[Card]:
    """Return who has had it, from whom and when, and the choice to send it to them again."""
    if not reply.had_before:
        return []
    said = [text(words, gap="Small") for words in reply.had_before[:SENDS_SHOWN]]
    every = f"Send it to them again ({people(reply.count + reply.had)} in all)"
    others = f"send to {people(reply.count)}" if reply.count else "then there is no one to send to"
    leave_out = Option(value="no", text=f"Leave them out ({others})")
    options = [leave_out, Option(value="yes", text=every)]
    chosen = "yes" if reply.again else "no"
    again = choose(
        "again",
        "What about people who have had it?",
        options,
        error="Please choose whether to send it to them again.",
        value=chosen,
    )
    return [
        group(
            [
                subheading("Had it before"),
                *said,
                *more(len(reply.had_before) - SENDS_SHOWN),
                *again,
                text(_REPEATED, subtle=True, gap="Small"),
            ],
            separator=True,
        )
    ]


def _left_out(words: str) -> list[Card]:
    """Return how many people it would not reach now, as far as we know."""
    return [text(f"Of these, {words}.")] if words else []


def _typed_rule(value: str) -> Card:
    return write(
        "rule", _RULE, error="Please shorten the rule.", required=False, lines=False, value=value
    )


def _typed_count(*, type_count: bool, count: int, had: int = 0) -> list[Card]:
    """Return a box for the number itself, so that no one writes to everyone by mistake."""
    if not type_count:
        return []
    with_them = f"{count + had} with those who have had it"
    wanted = (f"{count}, or {with_them}" if count else with_them) if had else f"{count}"
    error = f"Please type {wanted} to confirm."
    return [
        number(
            "typed",
            f"This goes to everyone. To confirm, type the number of people: {wanted}",
            error=error,
            low=1,
            high=LARGEST_AUDIENCE,
        )
    ]


def _time(minutes: int) -> str:
    if minutes < 120:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{minutes / 60:,.0f} hours"
