"""Replies on their way into rows and back: the one place that freezes and thaws.

What any revision froze must thaw for ever, so a kind and its fields are stored names; the examples
kept with the tests hold them.
"""

from dialogs.replies.shape import Reply
from surveys.sending.frozen import Frozen


def freeze(reply: Reply) -> Frozen:
    """Return a reply as a row keeps it."""
    return Frozen(reply.kind, reply.model_dump_json())


def thaw(frozen: Frozen) -> Reply:
    """Return the reply that was frozen; KeyError or ValueError where this revision does not know it."""
    return Reply.kinds[frozen.kind].model_validate_json(frozen.content)
