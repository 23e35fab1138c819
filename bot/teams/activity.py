"""The bytes of a message, made once for a whole dispatch and sent to each person unchanged.

A message is attachments with a lock-screen summary, never text beside a card: Teams would split it
in two and lose the id.
"""

import json
from collections.abc import Sequence
from typing import Any

CARD = "application/vnd.microsoft.card.adaptive"


def message_bytes(attachments: Sequence[dict[str, Any]], summary: str) -> bytes:
    """Return the JSON of a message with these attachments, compact and in UTF-8.

    `summary` is the sentence in the notification. The connector takes the sender from the token.
    """
    activity: dict[str, Any] = {
        "type": "message",
        "summary": summary,
        "attachments": list(attachments),
    }
    return compact_json(activity).encode()


def compact_json(value: dict[str, Any]) -> str:
    """Return JSON without spaces, and with letters as they are: a card's size counts in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
