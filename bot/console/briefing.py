"""Send a briefing from the command line: the same dialog as on a card, the count first."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated

import typer

from bot.console.confirming import Going, people, settle_count
from bot.console.finding import by_reference, lead_of, turn_of
from bot.console.installation import installed
from bot.console.options import AsJson, At, Count, Lead, Partnership, Yes
from bot.console.screen import say, show_json
from dialogs.audiences import confirm, counted, needs_typing
from dialogs.send_briefing import send
from dialogs.turn import House, Turn
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.people import Person
from surveys.problems import Refusal
from surveys.telling.briefing import Briefing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed."""

    ref: str
    rule: str
    at: datetime | None
    partnership: str | None
    lead: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What is meant by it."""

    lead: Person
    briefing_id: int
    briefing: Briefing
    going: Going


def brief(  # noqa: PLR0913, PLR0917 - each is an argument or an option that somebody may type
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="The briefing's reference.")],
    audience: Annotated[
        str, typer.Option("--audience", metavar="RULE", help="Who gets it, such as role=practitioner.")
    ],
    at: At = None,
    partnership: Partnership = None,
    lead: Lead = None,
    yes: Yes = False,
    count: Count = None,
    as_json: AsJson = False,
) -> None:
    """Send a briefing: prints the count first and asks."""
    installation = installed(context)
    house = installation.house()
    wanted = Wanted(ref, audience, at, partnership, lead)
    with installation.store() as store:
        found = store.look(lambda unit: look_up(unit, house, wanted))
        typed = settle_count(found.going, yes=yes, count=count, quietly=as_json)
        once = once_of("brief", found.lead, f"{found.briefing_id}:{audience}", at)
        dispatch = store.act_now(lambda unit: queue(unit, house, wanted, found, typed, once))
    _show(dispatch, found, wanted, as_json=as_json)


def look_up(unit: Unit, house: House, wanted: Wanted) -> Found:
    """Find the briefing, the lead and the people; refuses what cannot be sent."""
    place, briefing_id = by_reference(
        unit, wanted.partnership, wanted.ref, "briefing", lambda place_id: unit.briefings.find(place_id, wanted.ref)
    )
    refuse_past(wanted.at, unit.now)
    lead = lead_of(unit, place, wanted.lead)
    briefing = unit.briefings.briefing(place.id, briefing_id)
    if briefing is None:
        raise Refusal("not-found")
    turn = turn_of(lead, unit, house)
    by_agency = counted(turn, lead, wanted.rule)
    total = sum(number for _, number in by_agency)
    sentence = f"“{briefing.title}” goes to {people(total)} of {place.name}."
    going = Going(by_agency, sentence, needs_typing(turn, lead, wanted.rule))
    return Found(lead, briefing_id, briefing, going)


def queue(unit: Unit, house: House, wanted: Wanted, found: Found, typed: str | int | None, once: str) -> int:
    """Freeze the briefing and queue it, unless the audience has changed since it was shown; return the dispatch."""
    turn = turn_of(found.lead, unit, house)
    _confirm_again(turn, found, wanted.rule, typed)
    due_at = wanted.at or unit.now
    return send(turn, found.lead, found.briefing_id, found.briefing, wanted.rule, once, due_at)


def _confirm_again(turn: Turn, found: Found, rule: str, typed: str | int | None) -> None:
    now = sum(number for _, number in counted(turn, found.lead, rule))
    everyone = needs_typing(turn, found.lead, rule)
    confirm(everyone=everyone, count_now=now, count_seen=found.going.count, typed=typed)


def once_of(what: str, lead: Person, subject: str, at: datetime | None) -> str:
    """Return the name under which a request is kept: one for a set time is the same however often it is made."""
    if at is None:
        return f"{what}:{lead.partnership_id}:{secrets.token_hex(8)}"
    mark = sha256(f"{subject}:{at.isoformat()}".encode()).hexdigest()[:16]
    return f"{what}:{lead.partnership_id}:console:{mark}"


def refuse_past(at: datetime | None, now: datetime) -> None:
    """Refuse a set time that is not in the future."""
    if at is not None and at <= now:
        raise Refusal("time-past")


def _show(dispatch: int, found: Found, wanted: Wanted, *, as_json: bool) -> None:
    if as_json:
        facts = {"dispatch": dispatch, "title": found.briefing.title, "audience": wanted.rule}
        by_agency = [{"agency": name, "people": number} for name, number in found.going.by_agency]
        show_json({**facts, "at": wanted.at, "count": found.going.count, "by_agency": by_agency})
        return
    when = f"goes out on {moment_in_words(wanted.at)}" if wanted.at else "goes out now"
    say(f"Queued as dispatch {dispatch} for {people(found.going.count)}; it {when}.")
    say(f"See how it stands with: deliveries {dispatch}")
