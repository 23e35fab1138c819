"""Cards for a safeguarding lead: an overview, sending a briefing, e-mailing.

Every card that sends shows how many people it goes to.
"""

from bot.teams.cards.actions import leave, press, primary
from bot.teams.cards.audience_parts import left_out, typed_count, typed_rule
from bot.teams.cards.folding import folds
from bot.teams.cards.inputs import choose, tick
from bot.teams.cards.keeping import PREVIEW, flagged, obstacles, preview
from bot.teams.cards.menu import job_buttons, need_rows, word_rows
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
from bot.teams.cards.rows import quiet, row
from bot.teams.cards.safe_text import joined
from bot.teams.cards.when import when_it_goes
from dialogs.replies import ChooseBriefing, ChooseEmails, ConfirmBriefing, Home, Option
from surveys.people import people

AT_ONE_TAP = 8  # audiences that the newest briefing can go to at one tap
SENDS_SHOWN = 3  # of those by which people had a briefing before, the latest first
AGENCIES_SHOWN = 5  # of those that a message goes to, the largest first

_NOT_TICKED = "Please tick the box once you have re-read the briefing."
_ALL_HAD_IT = "No one left to send to"
_REPEATED = "A repeated send goes to everyone each time."


def home(reply: Home) -> Card:
    """Show what needs the person now, figures of what is going on, and what they can do."""
    body = [
        heading(reply.partnership),
        *need_rows(reply.needs),
        *facts(reply.lines),
        *word_rows(reply.words),
    ]
    return card(reply, body, job_buttons(reply.words))


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
        *_at_one_tap(reply),
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
        typed_rule(reply.rule),
    ]
    return card(reply, body, [press("Check", "preview-briefing"), leave("Cancel", "home")])


def _at_one_tap(reply: ChooseBriefing) -> list[Card]:
    """Return the newest briefing that can be sent, with a row for each of the first audiences."""
    title = next((one.text for one in reply.briefings if one.value == reply.newest), "")
    if not title or reply.problem:
        return []
    rows = [
        row(
            one.text,
            "preview-briefing",
            {"briefing": reply.newest, "audience": one.value},
            detail=one.detail,
        )
        for one in reply.audiences[:AT_ONE_TAP]
    ]
    return [
        subheading(title),
        text("Send it to:", gap="Small"),
        *rows,
        subheading("Or choose something else"),
    ]


def confirm_briefing(reply: ConfirmBriefing) -> Card:
    """Show the count, by agency, and the briefing as people will see it; ask for the sign-off."""
    body = [
        heading(f"Send to {people(reply.count)}?" if reply.count else _ALL_HAD_IT),
        *warning(reply.problem),
        *facts((agency, people(count)) for agency, count in reply.by_agency[:AGENCIES_SHOWN]),
        *more(len(reply.by_agency) - AGENCIES_SHOWN),
        *_had_before(reply),
        text(joined("Who it goes to: ", reply.audience), subtle=True),
        *left_out(reply.left_out),
        *typed_count(type_count=reply.type_count, count=reply.count, had=reply.had),
        *_channels(reply),
        *when_it_goes(reply, reply.held_back),
        *obstacles(reply.in_the_way),
        *folds(
            [*([flagged(reply.findings)] if reply.word else []), preview(reply.preview)],
            name=PREVIEW,
        ),
    ]
    if reply.in_the_way:
        opened = leave("Open the briefing", "see-briefing", briefing=reply.briefing)
        return card(reply, [*body, *quiet(_ways_on(reply))], [opened])
    sign_off = [tick("word", "Sign-off", reply.word, error=_NOT_TICKED)] if reply.word else []
    return card(reply, [*body, *sign_off, *quiet(_ways_on(reply))], _sending(reply))


def _channels(reply: ConfirmBriefing) -> list[Card]:
    """Return where else it can be posted, where that is asked."""
    if not reply.timed:
        return []
    return choose(
        "channels", "Also post in a channel", reply.channels, required=False, several=True
    )


def _sending(reply: ConfirmBriefing) -> list[Card]:
    """Return the button that sends exactly what is shown, and that for another time."""
    what = {"briefing": reply.briefing, "audience": reply.audience}
    seen = {"count": reply.count, "once": reply.once, "version": reply.version}
    had = {"had": reply.had} if reply.had else {}
    label = "Send" if reply.had else f"Send to {reply.count:,}"  # how many is chosen on the card
    send = primary(press(label, "confirm-briefing", **what, **seen, **had))
    later = leave("Time and channels", "preview-briefing", **what, timed=True)
    return [send] if reply.timed else [send, later]


def _ways_on(reply: ConfirmBriefing) -> list[Card]:
    return [
        leave("Who is this?", "who", briefing=reply.briefing, audience=reply.audience),
        leave("Change", "send-briefing"),
        leave("Cancel", "home"),
    ]


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
