"""The card that answers a tap, as JSON; a question is drawn once for everyone who is asked it.

What thousands of people get in the same words differs in two places only: the address of a person's
own page, and the message that its buttons name. Both are put in last.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bot.teams.activity import compact_json
from bot.teams.cards import draw, draw_answer
from bot.teams.cards.versions import versioned
from dialogs.conversations import Answered
from dialogs.replies import AskQuestion, Reply, Thanks, freeze, thaw
from dialogs.telling.web_pages import PLACEHOLDER, own_token
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import MessageVersion

MOST_KEPT = 512  # cards, of some 3 KB each
_ANY_MESSAGE = MessageVersion("YOUR-OWN-MESSAGE", 1)


def answer_json(answered: Answered, typed: Mapping[str, Any]) -> str:
    """Return the card that answers a tap; one that was refused has what was typed in its boxes."""
    reply, at = answered.reply, answered.at
    if at is None or answered.notice or not _same_for_all(reply):
        return compact_json(draw_answer(answered, typed))
    token = own_token(reply)
    page = {"page": getattr(reply, "page", "").replace(token, PLACEHOLDER)} if token else {}
    drawn = _drawn(freeze(reply.model_copy(update=page)))
    return drawn.replace(PLACEHOLDER, token).replace(str(_ANY_MESSAGE), str(at))


def _same_for_all(reply: Reply) -> bool:
    """Say whether a reply holds nothing of one person's but the address of their page."""
    if isinstance(reply, AskQuestion):
        theirs = reply.ticket or reply.problem or reply.typed or reply.given is not None
        return not theirs
    return isinstance(reply, Thanks)


@lru_cache(MOST_KEPT)
def _drawn(reply: Frozen) -> str:
    return compact_json(versioned(draw(thaw(reply)), _ANY_MESSAGE))
