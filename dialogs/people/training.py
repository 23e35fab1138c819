"""Make a partnership a training partnership, or a real one, before anything was sent or asked."""

from dialogs.turn import Turn
from storage.unit import Unit
from surveys.sending.message_version import MessageVersion, dispatch_of
from surveys.trust.training import refuse_begun


def set_training(unit: Unit, partnership_id: int, name: str, actor: str, *, on: bool) -> None:
    """Keep what was chosen, and record who chose it if it has changed; refuses one that began."""
    if on is (partnership_id in unit.training.ids()):
        return
    refuse_begun(name, begun=unit.training.has_begun(partnership_id))
    unit.training.set(partnership_id, on=on)
    chosen = "on" if on else "off"
    unit.record(partnership_id, actor, f"training {chosen}", f"partnership:{partnership_id}")


def in_training(turn: Turn, at: MessageVersion | None) -> bool:
    """Say whether what a person does is only training.

    Someone who is also in a real partnership is in training on the messages of a training dispatch;
    everywhere else the name of the partnership says which it is.
    """
    training = [person.training for person in turn.speaker.people]
    if not any(training) or all(training):
        return all(training) and bool(training)
    dispatch_id = dispatch_of(at.message) if at else None
    return dispatch_id is not None and turn.unit.training.of_dispatch(dispatch_id)
