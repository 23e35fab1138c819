"""Save audiences under a name: list, save, replace and remove them, in one partnership each.

A rule is saved only if it can be read and does not lead back to itself through other saved rules,
so that it can be sent to later.
"""

from typing import Annotated

from pydantic import Field

from dialogs.replies import AudienceList, NewAudience, Option, Reply
from dialogs.turn import Blank, Command, Id, Turn
from surveys.people import Person, people
from surveys.problems import Refusal
from surveys.sending.audience import Both, Either, Not, Rule, Saved, parse_rule
from surveys.sending.saved_audience import saved_name, written_out
from surveys.telling.permissions import SENDERS
from surveys.typed import as_rule

LONGEST_NUMBER = 18  # digits of an id


class OfAudience(Command):
    """A command about one saved audience, by its name, after its partnership where needed."""

    saved: str = Field(default="", max_length=100)


class NewRule(Command):
    """A rule, the name to save it under, and the partnership, where the speaker is in several."""

    saved: str = Field(default="", max_length=100)
    rule: str = Field(default="", max_length=2000)
    place: Annotated[Id | None, Blank] = None


def listed(
    turn: Turn, _command: Command, done: str | None = None, problem: str | None = None
) -> Reply:
    """List the saved audiences."""
    leads = turn.people(*SENDERS)
    options = [
        Option(
            value=f"{lead.partnership_id}:{name}" if len(leads) > 1 else name,
            text=turn.placed(f"@{name}", lead),
            detail=rule,
        )
        for lead in leads
        for name, rule in turn.unit.saved_audiences.all(lead.partnership_id).items()
    ]
    return AudienceList(audiences=tuple(options), done=done, problem=problem)


def begin(turn: Turn, _command: Command) -> Reply:
    """Ask for a name and a rule."""
    return NewAudience(places=_places(turn))


def save(turn: Turn, command: NewRule) -> Reply:
    """Save a rule, or say what is wrong with it."""
    try:
        name, count = keep(turn, chosen(turn, command.place), command.saved, command.rule)
    except Refusal as refusal:
        return NewAudience(
            saved=command.saved,
            rule=command.rule,
            problem=str(refusal),
            places=_places(turn),
            place="" if command.place is None else str(command.place),
        )
    return listed(turn, command, done=f"@{name} is saved. It names {people(count)} today.")


def remove(turn: Turn, command: OfAudience) -> Reply:
    """Remove a saved audience, unless something uses it."""
    if not command.saved:
        return listed(turn, command, problem="Please choose an audience.")
    try:
        name = forget(turn, *named(turn, command.saved))
    except Refusal as refusal:
        return listed(turn, command, problem=str(refusal))
    return listed(turn, command, done=f"@{name} is removed.")


def named(turn: Turn, saved: str) -> tuple[Person, str]:
    """Return who the speaker is in the partnership of a saved audience, and its name."""
    place, colon, name = saved.partition(":")
    if colon and place.isdecimal() and len(place) < LONGEST_NUMBER:
        return turn.person_in(int(place), *SENDERS), name
    leads = turn.people(*SENDERS)
    found = [lead for lead in leads if len(leads) == 1 or _has(turn, lead, saved)]
    if len(found) > 1:
        raise Refusal("place-needed")
    return next(iter((*found, *leads))), saved


def _has(turn: Turn, lead: Person, name: str) -> bool:
    return turn.unit.saved_audiences.rule(lead.partnership_id, saved_name(name)) is not None


def chosen(turn: Turn, place: int | None) -> Person:
    """Return who the speaker is in a partnership; refuse if they are in several and name none."""
    if place is not None:
        return turn.person_in(place, *SENDERS)
    lead, *others = turn.people(*SENDERS)
    if others:
        raise Refusal("place-needed")
    return lead


def _places(turn: Turn) -> tuple[Option, ...]:
    """Return the partnerships to choose from, where there are several."""
    leads = turn.people(*SENDERS)
    return tuple(
        Option(value=str(lead.partnership_id), text=lead.partnership)
        for lead in leads
        if len(leads) > 1
    )


def keep(turn: Turn, lead: Person, name: str, rule: str) -> tuple[str, int]:
    """Save a rule; return its name and how many people it names now.

    Refuses what could not be sent to.
    """
    name, rule = saved_name(name), as_rule(rule)
    saved = dict(turn.unit.saved_audiences.all(lead.partnership_id)) | {name: rule}
    others = (other for other in saved if other != name)
    for one in (name, *others):  # the new rule may make another one endless
        _refuse_endless(one, saved)
    turn.unit.refuse_unknown_values(lead.partnership_id, rule)
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
    written_out(parse_rule(saved[name]), saved, (name,))


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
