"""Enrol: the first contact, installing and removing the app, and what one can do here."""

from datetime import timedelta

from dialogs.replies import Help, Home, MyData, Reply, Said
from dialogs.scheduling.list_recurring import at_home
from dialogs.turn import Nothing, Turn
from storage.unit import Unit
from surveys.london import LONDON, day_in_words
from surveys.people import Person, Role, Speaker
from surveys.sending.delivery import DeliveryKind, State
from surveys.telling.permissions import ANY_OF_THEM, SENDERS

HOUSED = ANY_OF_THEM | {Role.LEAD, Role.EVALUATOR}
WORDS: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("my surveys", "See what is open for you, and go on where you stopped", frozenset()),
    ("feedback", "Tell us how it looks from the front line, at any time", frozenset()),
    ("home", "See how your partnership stands", HOUSED),
    ("send briefing", "Send a seven-minute briefing", SENDERS),
    (
        "follow up",
        "Ask people what has changed after an event or an action",
        frozenset({Role.LEAD}),
    ),
    ("not reached", "See who has not been reached, and why", SENDERS),
    ("reach", "See how far a briefing came, and what came of it", SENDERS),
    ("audiences", "Keep audiences under a name, and see who they are", SENDERS),
    ("concerns", "See the open safeguarding concerns", frozenset({Role.LEAD})),
    ("schedule", "See what is sent again and again, and stop it", SENDERS),
    ("briefings", "See how far your briefings are; check, approve and copy them", ANY_OF_THEM),
    ("summary", "Get the impact summary of an action", frozenset({Role.EVALUATOR, Role.LEAD})),
    ("my data", "See what we hold about you", frozenset()),
    ("stop", "Stop messages; “start” brings them back", frozenset()),
)


def words_for(person: Person) -> tuple[tuple[str, str], ...]:
    """Return what a person can type, and what it does."""
    return tuple((word, does) for word, does, roles in WORDS if not roles or person.may(*roles))


def show_help(turn: Turn, _command: Nothing) -> Reply:
    """Say what the person can do here."""
    person = turn.person()
    return Help(greeting=None, partnership=person.partnership, words=words_for(person))


def show_home(turn: Turn, _command: Nothing) -> Reply:
    """Show a lead, an evaluator or whoever keeps briefings how the partnership stands."""
    person = turn.person(*HOUSED)
    sent = turn.unit.deliveries.recent(
        person.partnership_id, [DeliveryKind.BRIEFING, DeliveryKind.SURVEY], 1
    )
    lines = [("People", str(turn.unit.people.count(person.partnership_id)))]
    if sent:
        counts = turn.unit.deliveries.counts(sent[0].id)
        reached = counts[State.SENT] + counts[State.PROVEN]
        lines.append(
            (f"Last sent: {sent[0].title}", f"reached {reached} of {sum(counts.values())}")
        )
    if person.may(Role.LEAD):
        lines.append(
            ("Open concerns", str(len(turn.unit.concerns.still_open(person.partnership_id))))
        )
    if person.may(*SENDERS) and (recurring := at_home(turn.unit, person.partnership_id)):
        lines.append(("Recurring sends", recurring))
    return Home(partnership=person.partnership, lines=tuple(lines), words=words_for(person))


def stop(turn: Turn, _command: Nothing) -> Reply:
    """Stop asking and telling the person anything; alerts to leads still come."""
    return _opt(turn, out=True)


def start(turn: Turn, _command: Nothing) -> Reply:
    """Ask and tell the person again."""
    return _opt(turn, out=False)


def _opt(turn: Turn, *, out: bool) -> Reply:
    turn.unit.people.opt([person.id for person in turn.speaker.people], out=out)
    for person in turn.speaker.people:
        turn.record(person, "stop" if out else "start", f"person:{person.id}")
    if out:
        text = (
            "You will get no more briefings or surveys here. Type “start” when you want them back."
        )
        return Said(
            title="Messages are stopped", text=text, next_verb="start", next_label="Start again"
        )
    text = "You will get briefings and surveys here again. Type “stop” at any time."
    return Said(title="Messages are on", text=text, next_verb="my-surveys", next_label="My surveys")


def show_my_data(turn: Turn, _command: Nothing) -> Reply:
    """Show what is held about the person."""
    lines: list[tuple[str, str]] = []
    away_until = turn.unit.people.away_until([person.id for person in turn.speaker.people])
    today = turn.unit.now.astimezone(LONDON).date()
    away = away_until is not None and away_until > today
    for person in turn.speaker.people:
        roles = ", ".join(sorted(role.value for role in person.roles))
        asked = turn.unit.waves.of_people([person.id])
        lines += [
            ("Name", person.name),
            ("E-mail", person.email),
            ("Partnership", person.partnership),
            ("Agency", person.agency),
            ("Roles", roles),
            ("Messages", "stopped" if person.opted_out else "on"),
            ("Surveys you were asked", str(len(asked))),
        ]
    lines += [
        (
            "Away",
            f"until {day_in_words(away_until)}; messages wait until then"
            if away and away_until
            else "no",
        ),
        (
            "Briefings",
            "those sent to you, and what you told us you did with them, are kept under your name",
        ),
        (
            "Survey answers",
            "are kept under a code or under no name, as each survey says; results are for groups only",
        ),
    ]
    return MyData(lines=tuple(lines), earliest=today + timedelta(days=1), away=away)


def welcome(speaker: Speaker) -> Reply:
    """Greet somebody who has just installed the app."""
    person = speaker.person
    greeting = f"Hello {person.name.split()[0]}. This is Golden Thread, from {person.partnership}."
    return Help(greeting=greeting, partnership=person.partnership, words=words_for(person))


def removed(unit: Unit, aad_object_id: str) -> bool:
    """Keep that a person has taken the app away, and nothing more is sent there; say whether they had it."""
    return unit.people.mark_chat(aad_object_id, "removed")
