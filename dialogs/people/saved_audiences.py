"""Save audiences under a name: list, save, replace and remove them, in one partnership each.

A rule is saved only if it can be read and does not lead back to itself through other saved rules,
so that it can be sent to later.
"""

from pydantic import Field

from dialogs.replies import AudienceList, NewAudience, Option, Reply
from dialogs.turn import Command, Turn
from surveys.people import Person, people
from surveys.problems import Refusal
from surveys.sending.audience import Both, Either, Not, Rule, Saved, parse_rule
from surveys.sending.saved_audience import saved_name, written_out
from surveys.telling.permissions import SENDERS


class OfAudience(Command):
    """A command about one saved audience, by its name."""

    saved: str = Field(default="", max_length=100)


class NewRule(Command):
    """A rule and the name to save it under."""

    saved: str = Field(default="", max_length=100)
    rule: str = Field(default="", max_length=2000)


def listed(
    turn: Turn, _command: Command, done: str | None = None, problem: str | None = None
) -> Reply:
    """List the saved audiences."""
    lead = turn.person(*SENDERS)
    saved = turn.unit.saved_audiences.all(lead.partnership_id)
    options = tuple(
        Option(value=name, text=f"@{name}", detail=rule) for name, rule in saved.items()
    )
    return AudienceList(audiences=options, done=done, problem=problem)


def begin(turn: Turn, _command: Command) -> Reply:
    """Ask for a name and a rule."""
    turn.person(*SENDERS)
    return NewAudience()


def save(turn: Turn, command: NewRule) -> Reply:
    """Save a rule, or say what is wrong with it."""
    lead = turn.person(*SENDERS)
    try:
        name, count = keep(turn, lead, command.saved, command.rule)
    except Refusal as refusal:
        return NewAudience(saved=command.saved, rule=command.rule, problem=str(refusal))
    return listed(turn, command, done=f"@{name} is saved. It names {people(count)} today.")


def remove(turn: Turn, command: OfAudience) -> Reply:
    """Remove a saved audience, unless something uses it."""
    lead = turn.person(*SENDERS)
    if not command.saved:
        return listed(turn, command, problem="Please choose an audience.")
    try:
        name = forget(turn, lead, command.saved)
    except Refusal as refusal:
        return listed(turn, command, problem=str(refusal))
    return listed(turn, command, done=f"@{name} is removed.")


def keep(turn: Turn, lead: Person, name: str, rule: str) -> tuple[str, int]:
    """Save a rule; return its name and how many people it names now.

    Refuses what could not be sent to.
    """
    name, rule = saved_name(name), rule.strip()
    saved = dict(turn.unit.saved_audiences.all(lead.partnership_id)) | {name: rule}
    others = (other for other in saved if other != name)
    for one in (name, *others):  # the new rule may make another one endless
        _refuse_endless(one, saved)
    turn.unit.saved_audiences.keep(lead.partnership_id, name, rule)
    turn.record(lead, "save audience", f"audience:{name}")
    return name, sum(
        number for _, number in turn.unit.count(turn.unit.audience(lead.partnership_id, rule))
    )


def forget(turn: Turn, lead: Person, name: str) -> str:
    """Remove a saved audience; return its name. Refuses one that is not there or is in use."""
    found, _ = known(turn, lead, name)
    saved = turn.unit.saved_audiences
    waiting = saved.still_to_go_out(lead.partnership_id)
    others = (
        (f"@{other}", rule)
        for other, rule in saved.all(lead.partnership_id).items()
        if other != found
    )
    if where := [title for title, rule in (*others, *waiting) if _names(parse_rule(rule), found)]:
        raise Refusal("audience-in-use", name=found, where=where[0])
    saved.remove(lead.partnership_id, found)
    turn.record(lead, "remove audience", f"audience:{found}")
    return found


def known(turn: Turn, lead: Person, name: str) -> tuple[str, str]:
    """Return a saved audience's name and rule; refuses one that is not there."""
    name = saved_name(name)
    rule = turn.unit.saved_audiences.rule(lead.partnership_id, name)
    if rule is None:
        names = ", ".join(f"@{one}" for one in turn.unit.saved_audiences.all(lead.partnership_id))
        raise Refusal("audience-unknown", name=name, known=names or "none yet")
    return name, rule


def _refuse_endless(name: str, saved: dict[str, str]) -> None:
    written_out(parse_rule(saved[name]), saved.get, (name,))


def _names(rule: Rule, name: str) -> bool:
    match rule:
        case Saved(other):
            return other.lower() == name
        case Not(part):
            return _names(part, name)
        case Both(left, right) | Either(left, right):
            return _names(left, name) or _names(right, name)
        case _:
            return False
