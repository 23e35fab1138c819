"""One good example of every reply, with all variants; tests draw them, and pictures are taken.

The texts are those of a made-up partnership; no one in them is real.
"""

from collections.abc import Mapping

from dialogs import replies as r
from tests.builders.replies import elsewhere, lead, practitioner, sending
from tests.builders.replies.lead import CONFIRM_BRIEFING
from tests.builders.replies.made import LINKS, TRACKED, briefing, concern, question
from tests.builders.replies.sending import reach_line

EXAMPLES: Mapping[str, r.Reply] = {
    **practitioner.EXAMPLES,
    **lead.EXAMPLES,
    **sending.EXAMPLES,
    **elsewhere.EXAMPLES,
}

__all__ = [
    "CONFIRM_BRIEFING",
    "EXAMPLES",
    "LINKS",
    "TRACKED",
    "briefing",
    "concern",
    "question",
    "reach_line",
]
