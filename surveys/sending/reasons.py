"""Why a message did not arrive or a send is paused: one table of every reason, with what to do.

Every reason that the program stores is here; a test looks for them in the code.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """What happened, and what to do about it: a sentence each, to be read one after the other."""

    words: str
    advice: str


_ASK = "Ask them, or e-mail them. It is not sent again by itself, so that no one gets it twice."
_INSTALL = "Ask your Teams administrator to give them the app, or ask them to add it."
_UNBLOCK = "Ask them to unblock the app in Teams, or tell them another way."
_OPEN = "Ask them to open the app in Teams once more."
_REGISTRATION = "Ask your administrator to look at the bot's registration, then resume the send."
_HOSTS = "Ask your administrator to look at GT_CONNECTOR_HOSTS, then resume the send."
_NOT_THERE = "Tell them of the change yourself, if it matters."
_MAIL = "Ask your administrator to check the e-mail settings. It is sent once they are correct."
_ADDRESS = "Correct their e-mail address and import it again."

REASONS: Mapping[str, Reason] = {
    "opted_out": Reason(
        "They asked not to be contacted here.", "Tell them another way, if they must know."
    ),
    "asked_too_often": Reason(
        "They have been asked as often as is allowed in 30 days, over all partnerships.",
        "Nothing to do; they can be asked again later.",
    ),
    "away": Reason(
        "They are away; it waits until they are back.", "Nothing to do; it goes to them by itself."
    ),
    "no_address": Reason(
        "They have not opened the app in Teams yet, and we have no Entra id for them.",
        "Ask them to open it once, or have their Entra id imported.",
    ),
    "answered": Reason("They had already answered.", "Nothing to do."),
    "closed": Reason(
        "The survey had closed.", "Open another follow-up, if you still need to know."
    ),
    "blocked": Reason("They have blocked the app in Teams.", _UNBLOCK),
    "not_installed": Reason("The app is not installed for them in Teams.", _INSTALL),
    "chat_gone": Reason("Their chat with the app no longer exists.", _OPEN),
    "bad-request": Reason(
        "Teams refused the message itself.",
        "Tell your administrator; resume the send when it is fixed.",
    ),
    "too-large": Reason(
        "Teams refused the message because it is too large.",
        "Cancel the send, shorten the text and send it again.",
    ),
    "not-authorised": Reason("Teams did not accept our bot's sign-in.", _REGISTRATION),
    "InvalidBotApiHost": Reason(
        "Our bot's registration belongs to another part of Teams.", _REGISTRATION
    ),
    "NotEnoughPermissions": Reason(
        "Our bot may not write to them in Teams.",
        "Ask your Teams administrator to allow the app for them.",
    ),
    "redirected": Reason("Teams sent us on to another address, where we do not follow.", _HOSTS),
    "service-url-not-allowed": Reason("The address is not one we may send to.", _HOSTS),
    "conversation-id-unsafe": Reason("The address of their chat cannot be used.", _OPEN),
    "tries_used_up": Reason(
        "Teams was too busy each time we tried.",
        "Tell them another way, or send it to them again later.",
    ),
    "lost_reply": Reason("Teams' reply was lost: it may have arrived.", _ASK),
    "lease_ran_out": Reason("The program stopped while sending: it may have arrived.", _ASK),
    "canary-failed": Reason(
        "Too many of the first 20 messages did not arrive.",
        "See why under “Not reached”, have it fixed, then resume the send.",
    ),
    "by-lead": Reason("A lead has paused it.", "Resume the send when it may go on."),
    "cannot-be-drawn": Reason(
        "This version of the program cannot show the message.",
        "Ask your administrator to bring the program up to date, then resume the send.",
    ),
    "cancelled": Reason(
        "The send was cancelled before it went to them.",
        "Send it to them again, if they should have it after all.",
    ),
    "withdrawn": Reason(
        "The briefing was withdrawn before it went to them.",
        "Nothing to do, unless you send a corrected one.",
    ),
    # Of cards whose text was to be changed after they had arrived.
    "ActivityNotFoundInConversation": Reason("The message is no longer there.", _NOT_THERE),
    "card-not-known": Reason("Teams did not say which card it was.", _NOT_THERE),
    "activity-id-unsafe": Reason("Teams gave the card a name that cannot be used.", _NOT_THERE),
    "forbidden": Reason("We may not write to them in Teams any more.", _UNBLOCK),
    "not-found": Reason("Their chat with the app no longer exists.", _OPEN),
    "BotDisabledByAdmin": Reason(
        "An administrator has switched the app off for them in Teams.",
        "Ask your Teams administrator to allow it.",
    ),
    "BotNotInConversationRoster": Reason("The app is not installed for them in Teams.", _INSTALL),
    "ForbiddenOperationException": Reason("The app is not installed for them in Teams.", _INSTALL),
    "ConversationBlockedByUser": Reason("They have blocked the app in Teams.", _UNBLOCK),
    "MessageWritesBlocked": Reason("They have blocked the app in Teams.", _UNBLOCK),
    "ConversationNotFound": Reason("Their chat with the app no longer exists.", _OPEN),
    # Of e-mails, where they tell something that nothing above does.
    "asked_lately": Reason("We e-mailed them about this survey shortly before.", "Nothing to do."),
    "put-off": Reason(
        "The mail server asked us to try later.", "Nothing to do; it is tried again by itself."
    ),
    "notify-429": Reason("GOV.UK Notify is busy.", "Nothing to do; it is tried again by itself."),
    "address-refused": Reason("The mail server refused their address.", _ADDRESS),
    "address-unusable": Reason("Their e-mail address cannot be used.", _ADDRESS),
    "message-refused": Reason("The mail server refused the message.", "Tell them another way."),
    "mail-unreachable": Reason("The mail server cannot be reached.", _MAIL),
    "mail-sign-in": Reason("The mail server did not accept our sign-in.", _MAIL),
    "mail-not-secure": Reason("The mail server offers no secure connection.", _MAIL),
    "sender-refused": Reason("The mail server refused our own address.", _MAIL),
    "notify-refused": Reason("GOV.UK Notify refused our key or our template.", _MAIL),
}


def reason_of(code: str | None) -> Reason:
    """Return the reason of a code: empty where there is none, the code itself if it is new."""
    if not code:
        return Reason("", "")
    return REASONS.get(
        code,
        Reason(f"Teams refused the message (code {code}).", "Tell your administrator the code."),
    )


def reason_in_words(code: str | None) -> str:
    """Return the sentence for a reason's code, empty where there is no code."""
    return reason_of(code).words
