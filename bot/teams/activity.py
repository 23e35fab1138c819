"""The bytes of a message, made once for a whole dispatch and sent to each person unchanged.

A message is attachments with a summary fit for a lock screen and never text beside a card: Teams would split it in
two and lose the id.
"""

import json
from collections.abc import Sequence
from typing import Any

CARD = "application/vnd.microsoft.card.adaptive"


def activity_bytes(card: dict[str, Any], summary: str, *, bot_id: str = "") -> bytes:
    """Return the JSON of a message that shows one Adaptive Card.

    `summary` is the sentence in the notification. `bot_id` may stay empty: the connector takes it from the token.
    """
    return message_bytes([{"contentType": CARD, "content": card}], summary, bot_id=bot_id)


def message_bytes(attachments: Sequence[dict[str, Any]], summary: str, *, bot_id: str = "") -> bytes:
    """Return the JSON of a message with these attachments, compact and in UTF-8."""
    activity: dict[str, Any] = {"type": "message", "summary": summary, "attachments": list(attachments)}
    if bot_id:
        activity["from"] = {"id": bot_id}
    return json.dumps(activity, ensure_ascii=False, separators=(",", ":")).encode()
