"""Why a message did not arrive or a send is paused: every reason in plain English, with what to do.

Every reason that the program stores is here; a test looks for them in the code.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """What happened, and what to do about it: a sentence each, to be read one after the other.

    `ends`: it is about one person's way to us, says nothing of the message, and is over when that
    person can be reached again; they then get what still holds.
    """

    words: str
    advice: str
    ends: bool = False


_ASK = "Ask them, or send them an e-mail. We do not send it again, so that no one gets it twice."
_INSTALL = (
    "Ask your Teams administrator to give them the app, or ask them to add it. "
    "They then get what they missed."
)
_UNBLOCK = (
    "Ask them to unblock the app in Teams and then type any word to it. "
    "Unblocking alone tells us nothing."
)
_OPEN = "Ask them to type any word to the app in Teams. They then get what they missed."
_ALLOW = (
    "Ask your Teams administrator to allow it. The next send tries again, "
    "and anyone it reaches also gets what they missed."
)
_REGISTRATION = (
    "Ask your Golden Thread administrator to check the bot’s registration, then resume the send."
)
_HOSTS = "Ask your Golden Thread administrator to check GT_CONNECTOR_HOSTS, then "
_NOT_THERE = "Tell them about the change yourself, if it matters."
_MAIL = (
    "Ask your Golden Thread administrator to check the e-mail settings. "
    "The e-mail is sent automatically once they are correct."
)
_ADDRESS = (
    "Ask your Golden Thread administrator to correct their e-mail address and import it again."
)

REASONS: Mapping[str, Reason] = {
    "left": Reason("They have left.", "You do not need to do anything."),
    "opted_out": Reason(
        "They asked not to be contacted here.",
        "If they must know, tell them another way.",
        ends=True,
    ),
    "asked_too_often": Reason(
        "They have already had the most surveys we send one person in 30 days, "
        "over all partnerships.",
        "You do not need to do anything. They can be asked again later.",
    ),
    "away": Reason(
        "They are away. The message waits until they are back.",
        "You do not need to do anything. It is sent automatically.",
    ),
    "no_address": Reason(
        "They have not opened the app in Teams yet, and we have no Entra id for them.",
        "Ask them to open it once, or ask your Golden Thread administrator to import "
        "their Entra id. They then get what they missed.",
        ends=True,
    ),
    "answered": Reason("They had already answered.", "You do not need to do anything."),
    "closed": Reason(
        "The survey had closed.", "If you still need to know, send another follow-up."
    ),
    "blocked": Reason("They have blocked the app in Teams.", _UNBLOCK, ends=True),
    "not_installed": Reason("The app is not installed for them in Teams.", _INSTALL, ends=True),
    "disabled": Reason(
        "An administrator has switched the app off for them in Teams.", _ALLOW, ends=True
    ),
    "chat_gone": Reason("Their chat with the app no longer exists.", _OPEN, ends=True),
    "chat_refused": Reason(
        "Teams did not let us write in their chat this time.",
        "Send it to them again later: we then open the chat anew. Or ask them to type any word "
        "to the app in Teams. They then get what they missed.",
        ends=True,
    ),
    "chat-not-opened": Reason(
        "Teams did not let us open a chat with them.",
        "Ask them to add the app in Teams and type any word to it. They then get what they "
        "missed. If that does not help, ask your Golden Thread administrator to import "
        "their Entra id.",
        ends=True,
    ),
    "bad-request": Reason(
        "Teams refused the message itself.",
        "Tell your Golden Thread administrator. Resume the send once it is fixed.",
    ),
    "too-large": Reason(
        "Teams refused the message because it is too large.",
        "Cancel the send, shorten the text and send it again.",
    ),
    "not-authorised": Reason(
        "Their organisation’s Teams did not accept our bot’s sign-in.",
        "Ask your Golden Thread administrator to look at the organisation with: tenant list. "
        "If the send is paused, resume it once their Teams accepts us.",
    ),
    "InvalidBotApiHost": Reason(
        "Our bot's registration belongs to another part of Teams.", _REGISTRATION
    ),
    "redirected": Reason(
        "Teams redirected us to another address, and we do not follow redirects.",
        f"{_HOSTS}resume the send.",
    ),
    "service-url-not-allowed": Reason(
        "We are not set up to send to this address.", f"{_HOSTS}send it to them again."
    ),
    "conversation-id-unsafe": Reason("We cannot use the address of their chat.", _OPEN, ends=True),
    "tries_used_up": Reason(
        "Teams was too busy every time we tried.",
        "Tell them another way, or send it to them again later.",
    ),
    "lost_reply": Reason("We lost Teams’ reply. The message may have arrived.", _ASK),
    "lease_ran_out": Reason(
        "The program stopped while sending. The message may have arrived.", _ASK
    ),
    "restored": Reason(
        "We restored a backup. The message may have been sent after the backup was made.", _ASK
    ),
    "canary-failed": Reason(
        "Too many of the first 20 messages did not arrive.",
        "See why under “Not reached”, get it fixed, then resume the send.",
    ),
    "by-lead": Reason("A lead paused it.", "Resume the send when you are ready."),
    "cannot-be-drawn": Reason(
        "This version of the program cannot show the message.",
        "Ask your Golden Thread administrator to update the program, then resume the send.",
    ),
    "cancelled": Reason(
        "The send was cancelled before it went to them.",
        "If they should have it after all, send it to them again.",
    ),
    "acknowledged": Reason(
        "Someone took the concern on before it went to them.", "You do not need to do anything."
    ),
    "withdrawn": Reason(
        "The briefing was withdrawn before it went to them.",
        "You do not need to do anything, unless you send a corrected one.",
    ),
    # Of cards whose text was to be changed after they had arrived.
    "ActivityNotFoundInConversation": Reason("The message is no longer there.", _NOT_THERE),
    "card-not-known": Reason("Teams did not say which card it was.", _NOT_THERE),
    "activity-id-unsafe": Reason("Teams gave the card a name that we cannot use.", _NOT_THERE),
    "not-found": Reason("Their chat with the app no longer exists.", _NOT_THERE),
    "BotDisabledByAdmin": Reason(
        "An administrator has switched the app off for them in Teams.", _NOT_THERE
    ),
    "BotNotInConversationRoster": Reason("The app is not installed for them in Teams.", _NOT_THERE),
    "ForbiddenOperationException": Reason(
        "The app is not installed for them in Teams.", _NOT_THERE
    ),
    "ConversationBlockedByUser": Reason("They have blocked the app in Teams.", _NOT_THERE),
    "MessageWritesBlocked": Reason("They have blocked the app in Teams.", _NOT_THERE),
    "ConversationNotFound": Reason("Their chat with the app no longer exists.", _NOT_THERE),
    # Of posts in channels.
    "channel_gone": Reason(
        "The channel no longer exists.", "Post it in another channel, or send it to people."
    ),
    "app_not_in_team": Reason(
        "The app is no longer in this team.",
        "Ask an owner of the team to add the app again, then send it again.",
    ),
    "channel_disabled": Reason(
        "An administrator has switched the app off in Teams.",
        "Ask your Teams administrator to allow it, then send it again.",
    ),
    "channel_closed": Reason(
        "Teams lets no one post there now, for instance because the channel or team is archived.",
        "Ask an owner of the team to restore it, then send it again. Or choose another channel.",
    ),
    # Of e-mails, where they tell something that nothing above does.
    "asked_lately": Reason("We e-mailed them about this survey shortly before.", "Nothing to do."),
    "put-off": Reason(
        "The mail server asked us to try later.",
        "You do not need to do anything. We try again automatically.",
    ),
    "notify-429": Reason(
        "GOV.UK Notify is busy.", "You do not need to do anything. We try again automatically."
    ),
    "address-refused": Reason("The mail server refused their address.", _ADDRESS),
    "address-unusable": Reason("We cannot use their e-mail address.", _ADDRESS),
    "bounced": Reason(
        "Their mail server sent the e-mail back: it does not know the address.", _ADDRESS
    ),
    "not-taken": Reason("Their mail server did not take it for three days.", _ADDRESS),
    "notify-failed": Reason("GOV.UK Notify could not send it.", "Tell them another way."),
    "message-refused": Reason("The mail server refused the message.", "Tell them another way."),
    "mail-unreachable": Reason("We cannot reach the mail server.", _MAIL),
    "mail-sign-in": Reason("The mail server did not accept our sign-in.", _MAIL),
    "mail-not-secure": Reason("The mail server offers no secure connection.", _MAIL),
    "sender-refused": Reason("The mail server refused the address we send from.", _MAIL),
    "notify-refused": Reason("GOV.UK Notify refused our key or our template.", _MAIL),
}


def reason_of(code: str | None) -> Reason:
    """Return the reason of a code: without words for no code, naming the code if it is new."""
    if not code:
        return Reason("", "")
    return REASONS.get(
        code,
        Reason(
            f"Teams refused the message (code {code}).",
            "Tell your Golden Thread administrator the code.",
        ),
    )


ENDING = frozenset(code for code, reason in REASONS.items() if reason.ends)


# Of posts in channels, where more is to be said than of a message to a person.
_LOOK = "Look in the channel. We do not post it again, so that it is not there twice."
_POST_AGAIN = "Post it there again later, or choose another channel."
_OF_POSTS: Mapping[str, Reason] = {
    "lost_reply": Reason("We lost Teams’ reply. The post may be there.", _LOOK),
    "lease_ran_out": Reason("The program stopped while posting. The post may be there.", _LOOK),
    "restored": Reason(
        "We restored a backup. It may have been posted after the backup was made.", _LOOK
    ),
    "tries_used_up": Reason("Teams was too busy every time we tried.", _POST_AGAIN),
    "bad-request": Reason(
        "Teams refused the post itself.",
        "Tell your Golden Thread administrator. Post it again once it is fixed.",
    ),
    "too-large": Reason(
        "Teams refused the post because it is too large.", "Shorten the text and post it again."
    ),
    "chat_refused": Reason("Teams did not let us change the post.", _NOT_THERE),
}


def reason_of_post(code: str | None) -> Reason:
    """Return why a briefing is not in a channel, or does not show its newest text there."""
    return _OF_POSTS.get(code or "") or reason_of(code)


def reason_in_words(code: str | None) -> str:
    """Return the sentence for a reason's code, empty where there is no code."""
    return reason_of(code).words
