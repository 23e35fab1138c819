"""Posts a briefing in channels of the lead's own tenant, besides sending it to each person."""

from collections.abc import Sequence
from datetime import datetime

from dialogs.replies import Option
from dialogs.turn import Turn
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.changes import Channel
from surveys.typed import as_name


def channels_for(turn: Turn, lead: Person) -> list[Channel]:
    """Return the channels in which a lead may post: those of their own tenant."""
    chat = turn.unit.people.chat_of(lead.id)
    tenant = chat.tenant_id if chat else turn.installation.default_tenant
    return turn.unit.channels.of_tenant(tenant) if tenant else []


def offered(turn: Turn, lead: Person) -> tuple[Option, ...]:
    """Return the channels to choose from on a card."""
    return tuple(Option(value=str(one.id), text=one.in_words()) for one in channels_for(turn, lead))


def chosen(turn: Turn, lead: Person, ticked: str) -> list[int]:
    """Return the channels that were ticked; refuses one that is not, or no longer, on offer."""
    wanted = [value.strip() for value in ticked.split(",") if value.strip()]
    known = {str(one.id): one.id for one in channels_for(turn, lead)}
    if any(value not in known for value in wanted):
        raise Refusal("channel-gone")
    return [known[value] for value in wanted]


def named(turn: Turn, lead: Person, names: Sequence[str]) -> list[int]:
    """Return the channels with these names, with or without their team; refuses other names."""
    known = channels_for(turn, lead)
    return [_one(known, name) for name in names]


def _one(known: Sequence[Channel], name: str) -> int:
    wanted = as_name(name)
    found = [one for one in known if wanted in {as_name(one.name), as_name(one.in_words())}]
    listed = ", ".join(one.in_words() for one in known) or "none yet"
    if not found:
        raise Refusal("channel-unknown", name=name, known=listed)
    if len(found) > 1:
        raise Refusal("channel-twice", name=name, known=", ".join(one.in_words() for one in found))
    return found[0].id


def post(
    turn: Turn, lead: Person, dispatch_id: int, channels: Sequence[int], due_at: datetime
) -> None:
    """Queue a dispatch for these channels; each gets it once, however often this is called."""
    if channels:
        turn.unit.channels.queue(dispatch_id, channels, due_at, turn.unit.now)
        turn.record(lead, f"post in {len(channels)} channels", f"dispatch:{dispatch_id}")
