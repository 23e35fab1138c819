"""First contact: installing and removing the app, help, home, stop and start, own data."""

from collections.abc import Iterable
from datetime import timedelta

from dialogs.impact.request_summary import READERS
from dialogs.needed_now import needed_now, texts_to_read
from dialogs.people.stopping import opt
from dialogs.replies import Help, Home, MyData, Reply, Said
from dialogs.scheduling.list_recurring import at_home
from dialogs.trust.hear import hear_typed
from dialogs.turn import Nothing, Turn
from storage.unit import Unit
from surveys.asking.instrument import Reader
from surveys.asking.notices import help_lines, not_read_notice, notice
from surveys.london import day_in_words
from surveys.people import ChatState, Person, Role, Speaker
from surveys.sending.delivery import DeliveryKind, State
from surveys.telling.permissions import ANY_OF_THEM, SENDERS

WITH_A_HOME = ANY_OF_THEM | {Role.LEAD, Role.EVALUATOR}
WORDS: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("my surveys", "See your open surveys, and carry on where you stopped", frozenset()),
    ("feedback", "Tell us how things are on the front line, at any time", frozenset()),
    ("home", "See an overview of your partnership", WITH_A_HOME),
    ("concerns", "See open safeguarding concerns", frozenset({Role.LEAD})),
    ("send briefing", "Send a seven-minute briefing", SENDERS),
    (
        "follow up",
        "Ask people what has changed since an event or an action",
        frozenset({Role.LEAD}),
    ),
    ("not reached", "See who we have not reached, and why", SENDERS),
    ("reach", "See who a briefing reached, and what they did with it", SENDERS),
    ("audiences", "Save a list of who to send to", SENDERS),
    ("texts", "Read what people wrote, before anyone quotes it", frozenset({Role.LEAD})),
    (
        "test alert",
        "Send every lead a test alert, to be confirmed",
        frozenset({Role.LEAD, Role.ADMINISTRATOR}),
    ),
    ("schedule", "See recurring sends, and stop one", SENDERS),
    ("briefings", "See which briefings are drafts, approved or sent", ANY_OF_THEM),
    ("summary", "Get the impact summary of an action", READERS),
    ("my data", "See what we hold about you", frozenset()),
    ("stop", "Stop messages. To get them again, type “start”", frozenset()),
)


def words_for(speaker: Speaker) -> tuple[tuple[str, str], ...]:
    """Return what a person can type, in any of their partnerships, and what it does."""
    return tuple((word, does) for word, does, roles in WORDS if not roles or speaker.having(*roles))


def _partnerships(people: Iterable[Person]) -> str:
    return ", ".join(person.partnership for person in people)


def show_help(turn: Turn, _command: Nothing) -> Reply:
    """Show what the person can do here."""
    places = _partnerships(turn.speaker.people)
    words, needs = words_for(turn.speaker), needed_now(turn)
    return Help(greeting=None, partnership=places, words=words, needs=needs)


def answer_words(turn: Turn, words: str, nearest: str = "") -> Reply:
    """Answer words that are no command: no one reads them here, and whom to call instead.

    `nearest` is the verb that may have been meant. Who asks for help is shown whom to call; to us
    that alone is no word of harm.
    """
    person, local = turn.person(), turn.installation.local_help
    asks_for_help = nearest == "help"
    heard = not asks_for_help and hear_typed(turn, words)
    before = (
        notice("typed-heard" if heard else "typed-not-kept"),
        not_read_notice(Reader.PRACTITIONER),
        *(f"{line.name}: {line.number}" for line in help_lines(Reader.PRACTITIONER, local)),
    )
    shown, near = words_for(turn.speaker), nearest.replace("-", " ")
    return Help(
        greeting=None,
        partnership=person.partnership,
        words=shown,
        before=before,
        nearest=near if near in {word for word, _ in shown} and not asks_for_help else "",
    )


def show_home(turn: Turn, _command: Nothing) -> Reply:
    """Show an overview to leads, evaluators and people who work on briefings."""
    people = turn.people(*WITH_A_HOME)
    lines = [
        *_waiting(turn),
        *(
            (f"{person.partnership}: {name}" if turn.several else name, value)
            for person in people
            for name, value in _overview(turn, person)
        ),
    ]
    places, words = _partnerships(people), words_for(turn.speaker)
    needs = needed_now(turn)
    return Home(partnership=places, lines=tuple(lines), words=words, needs=needs)


def _waiting(turn: Turn) -> list[tuple[str, str]]:
    """Return how many texts wait, for an evaluator, who may not read them."""
    found = texts_to_read(turn, Role.EVALUATOR)
    return [("Texts to read", found)] if found else []


def _overview(turn: Turn, person: Person) -> list[tuple[str, str]]:
    """Return the figures of one partnership."""
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
    if person.may(*SENDERS) and (recurring := at_home(turn.unit, person.partnership_id)):
        lines.append(("Recurring sends", recurring))
    return lines


def ask_stop(_turn: Turn, _command: Nothing) -> Reply:
    """Ask whether to stop: what was typed only reads like “stop”."""
    return Said(
        title="Stop all messages?",
        text="You will get no more briefings or surveys here. Nothing changes until you tap Stop.",
        next_verb="stop",
        next_label="Stop",
    )


def stop(turn: Turn, _command: Nothing) -> Reply:
    """Stop sending the person briefings and surveys; leads still get alerts."""
    return _opt(turn, out=True)


def start(turn: Turn, _command: Nothing) -> Reply:
    """Send the person briefings and surveys again."""
    return _opt(turn, out=False)


def _opt(turn: Turn, *, out: bool) -> Reply:
    opt(turn, turn.speaker.people, out=out)
    if out:
        text = "You will get no more briefings or surveys here. To get them again, type “start”."
        return Said(
            title="Messages are stopped", text=text, next_verb="start", next_label="Start again"
        )
    text = "You will get briefings and surveys here again. To stop them, type “stop”."
    return Said(title="Messages are on", text=text, next_verb="my-surveys", next_label="My surveys")


def show_my_data(turn: Turn, _command: Nothing) -> Reply:
    """Show what we hold about the person."""
    lines: list[tuple[str, str]] = []
    away_until = turn.unit.people.away_until([person.id for person in turn.speaker.people])
    today = turn.today
    away = away_until is not None and away_until > today
    for person in turn.speaker.people:
        roles = ", ".join(sorted(role.value for role in person.roles))
        asked = turn.unit.invitations.of_people([person.id])
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
            f"until {day_in_words(away_until)}. Messages wait until then."
            if away and away_until
            else "no",
        ),
        (
            "Briefings",
            "what we sent you and what you told us you did with it, kept under your name",
        ),
        (
            "Survey answers",
            "kept under a code or no name, as each survey says; results are for groups only",
        ),
    ]
    return MyData(lines=tuple(lines), earliest=today + timedelta(days=1), away=away)


def welcome(speaker: Speaker) -> Reply:
    """Greet someone who has just installed the app."""
    places = _partnerships(speaker.people)
    first_name = speaker.people[0].name.split()[0]
    greeting = f"Hello {first_name}. This is Golden Thread, from {places}."
    return Help(greeting=greeting, partnership=places, words=words_for(speaker))


def removed(unit: Unit, tenant_id: str, aad_object_id: str) -> bool:
    """Record that a person removed the app, so that sends stop; say whether they had it."""
    return unit.people.mark_chat(tenant_id, aad_object_id, ChatState.REMOVED, unit.now)
