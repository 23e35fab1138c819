"""Installations to measure: people with chats and a survey, and an action with a million answers.

The rows are those of a real installation: they go through the store's own repositories and tables.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from dialogs.asking.survey_words import invite_reply
from dialogs.replies import freeze
from storage import tables as t
from storage.asking.answers import NewResponse
from storage.asking.bulk_answers import WholeResponse, insert_responses, mark_finished
from storage.database.engine import is_sqlite
from storage.database.schema import migrate
from storage.store import Store
from storage.trust.encryption import Keyring, dump_keyring, new_keyring
from storage.unit import Unit
from surveys.asking.answers import Answer, read_answer
from surveys.asking.instrument import Instrument, QuestionKind
from surveys.library import shipped
from surveys.people import Chat
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import NewDispatch
from tests.bench.taps import INSTRUMENT, SERVICE_URL, TENANT, conversation, human, teams_user
from tests.builders import stored

AGENCIES = 14
NO_QUIET = {"GT_QUIET_HOURS": "", "GT_QUIET_DAYS": ""}  # settings that let messages go at any hour
AT_A_TIME = 10_000  # rows written together


@dataclass(frozen=True, slots=True)
class MeasuredInstallation:
    """A database with its keys, as the settings name them."""

    url: str
    keys: Path
    keyring: Keyring

    @classmethod
    def new(cls, url: str, directory: Path) -> "MeasuredInstallation":
        """Make keys, and bring an empty database to the current schema."""
        keyring, keys = new_keyring(), directory / "keys.json"
        keys.write_text(dump_keyring(keyring), encoding="utf-8")
        keys.chmod(0o600)
        migrate(url)
        return cls(url, keys, keyring)

    def store(self) -> Store:
        """Open the store; the caller closes it."""
        return Store(self.url, self.keyring, lambda: datetime.now(UTC))

    @property
    def environment(self) -> dict[str, str]:
        """What a process that works on it finds in its environment."""
        return {
            "GT_DATABASE_URL": self.url,
            "GT_KEYS_FILE": str(self.keys),
            "PYTHON_DOTENV_DISABLED": "1",
        }


@dataclass(frozen=True, slots=True)
class Roster:
    """A partnership with an action, and who is in it."""

    partnership: int
    action: int
    people: Sequence[int]


def roster(
    unit: Unit, count: int, service_url: str = SERVICE_URL, name: str = "Ashford", first: int = 0
) -> Roster:
    """Create a partnership of `count` people with the app; person n is person n of `taps`."""
    partnership = stored.a_partnership(unit, name)
    agencies = [stored.an_agency(unit, partnership, f"Agency {place}") for place in range(AGENCIES)]
    facts = {"partnership_id": partnership, "name": "Sam Reed", "roles": ";practitioner;"}
    for start in range(first, first + count, AT_A_TIME):
        numbers = range(start, min(start + AT_A_TIME, first + count))
        stored.rows(unit, t.people, [{**facts, **_identity(n, agencies)} for n in numbers])
        stored.rows(unit, t.chats, [_chat(n, service_url, unit.now) for n in numbers])
    mine = (
        select(t.people.c.id)
        .where(t.people.c.partnership_id == partnership)
        .order_by(t.people.c.id)
    )
    people = tuple(unit.connection.scalars(mine))
    if not is_sqlite(unit.connection):
        # as autovacuum does when so many have come
        unit.connection.execute(text("ANALYZE people, chats"))
    return Roster(
        partnership, stored.an_action(unit, partnership, started_on=date(2026, 1, 5)), people
    )


def _identity(number: int, agencies: Sequence[int]) -> dict[str, Any]:
    agency = agencies[number % len(agencies)]
    account = {"tenant_id": TENANT, "aad_object_id": human(number)}
    return {"agency_id": agency, "email": f"p{number}@example.org", **account}


def _chat(number: int, service_url: str, now: datetime) -> dict[str, Any]:
    chat = Chat(human(number), TENANT, teams_user(number), conversation(number), service_url)
    return {**{name: getattr(chat, name) for name in Chat.__slots__}, "last_seen_at": now}


def asked(unit: Unit, known: Roster) -> int:
    """Open a wave that asks everyone, with its invitations sent; return its id."""
    opened = unit.now - timedelta(days=1)
    wave_id = stored.a_wave(
        unit,
        known.partnership,
        INSTRUMENT.code,
        action_id=known.action,
        opens_at=opened,
        closes_at=unit.now + timedelta(days=14),
        eligible=len(known.people),
    )
    stored.rows(
        unit,
        t.invitations,
        [{"wave_id": wave_id, "person_id": p, "state": "asked"} for p in known.people],
    )
    sent(unit, sent_to_all(unit, known, wave_id))
    return wave_id


def sent(unit: Unit, dispatch: int) -> None:
    """Make everything of a dispatch sent."""
    mine = t.deliveries.c.dispatch_id == dispatch
    unit.connection.execute(t.deliveries.update().values(state=State.SENT).where(mine))
    lanes = t.lanes.update().where(t.lanes.c.dispatch_id == dispatch)
    unit.connection.execute(lanes.values(held=False, next_due=None))


def waiting_for(
    count: int, service_url: str, name: str = "Ashford", first: int = 0
) -> Callable[[Unit], int]:
    """Return a unit that creates people and queues a message to each; it returns the dispatch."""

    def fill(unit: Unit) -> int:
        known = roster(unit, count, service_url, name, first)
        wave = asked(unit, known)
        return sent_to_all(unit, known, wave, f"{name}: to be sent")

    return fill


def sent_to_all(unit: Unit, known: Roster, wave_id: int, once: str | None = None) -> int:
    """Queue the invitation to a wave for everyone; return the dispatch."""
    wave = unit.waves.wave(wave_id)
    assert wave is not None
    reply = invite_reply(wave, unit.instruments.at(wave.instrument_version), "http://localhost")
    new = NewDispatch(
        partnership_id=known.partnership,
        once=once or f"invitation to {wave_id}",
        kind=DeliveryKind.SURVEY,
        title="Six weeks on",
        rule="everyone",
        says=freeze(reply),
        wave_id=wave_id,
    )
    return unit.deliveries.open(
        new, unit.audience(known.partnership, "everyone"), unit.now, unit.now
    )[0]


WAVES = ("post-event", "follow-up-6-weeks", "follow-up-3-months")


def answer_in_bulk(unit: Unit, known: Roster, events: int, answers: int) -> int:
    """Write at least `answers` answers, to three waves after each of `events` events.

    Returns how many.
    """
    chance = random.Random(20260304)
    written, each = 0, answers // (events * len(WAVES))
    for place in range(events):
        begins = unit.now - timedelta(days=300 - place)
        event = stored.an_event(unit, known.partnership, known.action, ref=f"E{place}", at=begins)
        shared: int | None = None
        for later, code in enumerate(WAVES):
            facts = {"study_id": shared} if shared else {}
            opens = begins + timedelta(days=42 * later)
            wave = stored.a_wave(
                unit,
                known.partnership,
                code,
                event_id=event,
                state="closed",
                opens_at=opens,
                closes_at=opens + timedelta(days=14),
                eligible=len(known.people),
                **facts,
            )
            shared = (
                shared
                or unit.connection.scalars(
                    select(t.waves.c.study_id).where(t.waves.c.id == wave)
                ).one()
            )
            written += _answers(unit, known, wave, shipped()[code], each, opens.date(), chance)
    return written


def _answers(
    unit: Unit,
    known: Roster,
    wave: int,
    instrument: Instrument,
    count: int,
    day: date,
    chance: random.Random,
) -> int:
    choices = [_whole(instrument, chance) for _ in range(200)]
    most = max(len(one) for one in choices)
    who = chance.sample(known.people, min(len(known.people), -(-count // most)))
    stored.rows(
        unit, t.invitations, [{"wave_id": wave, "person_id": p, "state": "asked"} for p in who]
    )
    whole = list(_responses(wave, who, choices, day, chance))
    insert_responses(unit.connection, unit.keyring, instrument, whole)
    for start in range(0, len(who), 500):
        mark_finished(unit.connection, wave, who[start : start + 500])
    return sum(len(one.answers) for one in whole)


def _responses(
    wave: int,
    who: Sequence[int],
    choices: Sequence[dict[str, Answer]],
    day: date,
    chance: random.Random,
) -> Iterator[WholeResponse]:
    monday = day - timedelta(days=day.weekday())
    for person in who:
        key = f"{chance.getrandbits(256):064x}"
        response = NewResponse(
            wave, key, person % AGENCIES + 1, f"{person:064x}", "teams", None, monday, finished=True
        )
        yield WholeResponse(response, chance.choice(choices))


def _whole(instrument: Instrument, chance: random.Random) -> dict[str, Answer]:
    """Return one person's answers to every question that is chosen, not written."""
    given: dict[str, Answer] = {}
    for question in instrument.questions:
        if question.kind is QuestionKind.TEXT:
            continue
        raw: object = chance.randint(3, 9)
        if question.kind is QuestionKind.BEFORE_NOW:
            raw = {"before": chance.randint(2, 6), "now": chance.randint(4, 9)}
        elif question.kind is not QuestionKind.SCALE:
            raw = chance.choice([code for code in question.codes if code != "none"])
        answer = read_answer(question, raw, date(2026, 1, 5))
        assert answer is not None
        given[question.id] = answer
    return given
