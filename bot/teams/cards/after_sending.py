"""Cards about a confirmed send: paused, cancelled, changed, withdrawn, or posted in a channel.

A card that cancels, changes or withdraws shows how many people it affects.
"""

from bot.teams.cards.actions import MOST_BUTTONS, leave, page_buttons, press
from bot.teams.cards.briefing import briefing_body
from bot.teams.cards.folding import folds
from bot.teams.cards.inputs import choose
from bot.teams.cards.keeping import PREVIEW, preview
from bot.teams.cards.parts import (
    Card,
    card,
    facts,
    group,
    heading,
    more,
    page_of,
    subheading,
    text,
    warning,
)
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import (
    ChangeSend,
    ChannelPost,
    ConfirmCancel,
    ConfirmChange,
    ConfirmWithdraw,
    OldTextReaders,
    Queued,
    Withdrawn,
)
from surveys.people import people
from surveys.sending.changes import Move

MOST_LISTED = 25

_MOVES: dict[Move, tuple[str, str]] = {  # the label of its button, and its verb
    "pause": ("Pause", "pause-send"),
    "resume": ("Resume", "resume-send"),
    "cancel": ("Cancel the rest", "cancel-send"),
    "edit": ("Change text", "change-text"),
    "withdraw": ("Withdraw", "withdraw-send"),
    "saw": ("Who saw old text", "saw-old-text"),
}
_AT_ONCE: tuple[Move, ...] = ("pause", "resume")
_ROOM = 3  # buttons beside the way back


def send_buttons(reply: Queued) -> list[Card]:
    """Return a progress card's buttons: look again, pause or resume, and the way to the rest."""
    at_once = [_button(move, reply.dispatch) for move in _AT_ONCE if move in reply.moves]
    others = [move for move in reply.moves if move not in _AT_ONCE]
    change = [leave("Change or stop", "change-send", dispatch=reply.dispatch)] if others else []
    look = [
        leave("Update", "progress", dispatch=reply.dispatch),
        leave("Not reached", "not-reached", dispatch=reply.dispatch),
    ]
    reach = leave("Who it reached", "reach-of", briefing=reply.briefing, dispatch=reply.dispatch)
    return [*look, *at_once, *change, *([] if reply.briefing is None else [reach])][:MOST_BUTTONS]


def channel_lines(reply: Queued) -> list[Card]:
    """Return the state of its posts in channels, and why some are not there; or nothing."""
    lines = facts((state, f"{count:,}") for state, count in reply.channels)
    missed = [text(joined(bold(name), ": ", why), gap="Small") for name, why in reply.not_posted]
    if not lines:
        return []
    return [group([subheading("In channels"), *lines, *missed], separator=True)]


def change_send(reply: ChangeSend) -> Card:
    """Offer what can be done about a send.

    Where there is no room for all of it, the card of “Change text” leads to who saw the old text.
    """
    moves: list[Move] = [move for move in reply.moves if move not in _AT_ONCE]
    if len(moves) > _ROOM:
        moves.remove("saw")
    body = [
        heading(reply.summary),
        text(reply.title, subtle=True, gap="None"),
        *([text(reply.standing)] if reply.standing else []),
        *(text(joined(bold(_MOVES[move][0]), ": ", _MEANS[move]), gap="Small") for move in moves),
    ]
    return card(
        reply, body, [*(_button(move, reply.dispatch) for move in moves), _back(reply.dispatch)]
    )


_MEANS: dict[Move, str] = {
    "cancel": "no one else gets it. People who already have it keep it.",
    "edit": "we update the cards that people already have.",
    "withdraw": "we replace every card with one that says it was withdrawn.",
    "saw": "the people who were sent an earlier text.",
}


def confirm_cancel(reply: ConfirmCancel) -> Card:
    """Show how many people will not get it."""
    lines = (
        ("Will not get it", people(reply.waiting)),
        ("Already have it", people(reply.reached)),
        *((("Being sent now", people(reply.sending)),) if reply.sending else ()),
    )
    body = [
        heading(f"Cancel for {people(reply.waiting)}?"),
        text(reply.title, subtle=True, gap="None"),
        *facts(lines),
        text(
            "People who already have it keep it. Messages being sent now still arrive. "
            "You cannot undo this."
        ),
    ]
    cancel = press(f"Cancel for {reply.waiting:,}", "confirm-cancel", dispatch=reply.dispatch)
    return card(reply, body, [cancel, _back(reply.dispatch, "Keep sending")])


def confirm_withdraw(reply: ConfirmWithdraw) -> Card:
    """Show how many cards will be replaced, and ask why."""
    body = [
        heading("Withdraw this briefing?"),
        text(reply.title, subtle=True, gap="None"),
        *warning(reply.problem),
        *facts(
            (("Cards replaced", people(reply.reached)), ("Will not get it", people(reply.waiting)))
        ),
        text(
            "Everyone who has it will see that it was withdrawn, when and why. "
            "You cannot undo this."
        ),
        text("Sign-off and approval of this text are taken back."),
        *choose(
            "why",
            "Why are you withdrawing it?",
            reply.reasons,
            error="Please choose why you are withdrawing it.",
        ),
    ]
    withdraw = press("Withdraw", "confirm-withdraw", dispatch=reply.dispatch)
    return card(reply, body, [withdraw, _back(reply.dispatch, "Do not withdraw")])


def confirm_change(reply: ConfirmChange) -> Card:
    """Show the new text, and how many people have the old one."""
    body = [
        heading("Change the text?"),
        *warning(reply.problem),
        *facts(
            (
                ("Cards updated", people(reply.reached)),
                ("Will get the new text", people(reply.waiting)),
            )
        ),
        text("People get no notification. You can see who had the old text."),
        *folds([preview(reply.preview)], name=PREVIEW),
    ]
    change = press("Change the text", "confirm-change", dispatch=reply.dispatch, mark=reply.mark)
    saw = [_button("saw", reply.dispatch)] if reply.can_list else []
    return card(reply, body, [change, *saw, _back(reply.dispatch)])


def saw_old_text(reply: OldTextReaders) -> Card:
    """List who was sent an earlier text, 25 at a time."""
    listed = reply.people[:MOST_LISTED]
    waiting = (
        [text(reply.cards or f"{people(reply.cards_waiting)}: we have not changed the card yet.")]
        if reply.cards or reply.cards_waiting
        else []
    )
    body = [
        heading(reply.summary),
        text(reply.title, subtle=True, gap="None"),
        text(f"Last changed on {reply.changed}. {people(reply.count)} had an earlier text."),
        *waiting,
        *(_person(*one) for one in listed),
        *more(len(reply.people) - len(listed)),
        *page_of(reply.page, reply.pages),
    ]
    pages = page_buttons("saw-old-text", reply.page, reply.pages, {"dispatch": reply.dispatch})
    return card(reply, body, [*pages, _back(reply.dispatch)])


def _person(name: str, agency: str, read: bool, shows: str) -> Card:
    had_read = "They said they had read it. " if read else ""
    return text(joined(bold(name), " (", agency, "): ", f"{had_read}{shows}"))


def withdrawn(reply: Withdrawn) -> Card:
    """Replace a briefing that was withdrawn."""
    body = [
        heading("This briefing has been withdrawn"),
        *([text(reply.title, subtle=True, gap="None")] if reply.title else []),
        text(f"{reply.partnership} withdrew it on {reply.when}."),
        text(reply.why),
        text("Please do not use or pass on what it said."),
    ]
    return card(reply, body)


def channel_post(reply: ChannelPost) -> Card:
    """Show a briefing to a whole channel: no buttons, because a post keeps no one’s own acts."""
    briefing = reply.briefing
    body = [
        text("Seven-minute briefing", subtle=True),
        heading(briefing.title),
        text(briefing.partnership, subtle=True, gap="None"),
        *briefing_body(briefing),
        text("Open Golden Thread to say what you did with it.", strong=True),
    ]
    return card(reply, body)


def _button(move: Move, dispatch: int) -> Card:
    label, verb = _MOVES[move]
    return leave(label, verb, dispatch=dispatch)


def _back(dispatch: int, label: str = "Back") -> Card:
    return leave(label, "progress", dispatch=dispatch)
