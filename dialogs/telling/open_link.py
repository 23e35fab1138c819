"""Follow a tracked link: store the visit and redirect to the briefing's own address, nowhere else.

A visit means that the person, or a program that scans links, opened the address; never that anyone
read it.
"""

from pydantic import Field

from dialogs.replies import LeadsTo, Reply, ShowBriefing, thaw
from dialogs.telling.tracked_links import read_place
from dialogs.turn import Command, Installation
from storage.telling.link_tokens import LinkTokens
from storage.telling.messages_received import ReceivedMessage
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.telling.briefing import is_safe_address


class FollowLink(Command):
    """Open a tracked link; a HEAD request is not `counted`."""

    place: str = Field(max_length=200)
    counted: bool = True


def follow(unit: Unit, command: FollowLink, _installation: Installation) -> Reply:
    """Return where a link leads, and store the visit."""
    place = read_place(command.place)
    ids = LinkTokens(unit.keyring).read(place[0]) if place else None
    sent = unit.messages_received.message(*ids) if ids else None
    if place is None or ids is None or sent is None:
        raise Refusal("link-unknown")
    unit.narrow_to([sent.partnership_id])
    to = _address(sent, place[1])
    if command.counted:
        _visited(unit, sent, ids[1], place[1])
    return LeadsTo(address=to)


def _address(sent: ReceivedMessage, index: int) -> str:
    if sent.withdrawn:
        raise Refusal("briefing-withdrawn")
    reply = thaw(sent.says)
    if not isinstance(reply, ShowBriefing) or index >= len(reply.links):
        raise Refusal("link-gone")
    address = reply.links[index][1]
    if not is_safe_address(address):
        raise Refusal("link-gone")
    return address


def _visited(unit: Unit, sent: ReceivedMessage, person_id: int, index: int) -> None:
    unit.messages_received.visited(sent.dispatch_id, person_id, index, unit.now)
    if sent.briefing_id is not None and unit.briefing_acts.noted(
        sent.briefing_id, person_id, "followed", unit.now
    ):
        unit.record(
            sent.partnership_id, f"person:{person_id}", "followed", f"briefing:{sent.briefing_id}"
        )
