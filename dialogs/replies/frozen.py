"""Freezes replies into rows and thaws them; nothing else does.

What any revision froze must always thaw, so kinds and their fields are stored names; the examples
kept with the tests hold them.
"""

from dialogs.replies.shape import Reply
from surveys.sending.frozen import Frozen


def freeze(reply: Reply) -> Frozen:
    """Return a reply as a row stores it."""
    left_out = None if reply.training else {"training"}  # so that an older program can read it
    return Frozen(reply.kind, reply.model_dump_json(exclude=left_out))


def thaw(frozen: Frozen) -> Reply:
    """Return the reply that was frozen; KeyError or ValueError if this revision cannot read it."""
    return Reply.kinds[frozen.kind].model_validate_json(frozen.content)
