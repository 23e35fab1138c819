"""With five million deliveries nothing that is asked all the time reads them from end to end.

Nobody lists the queries: whatever the repositories of a unit ask is heard, those of tomorrow too.
The databases are made to believe in so many rows; SQLite is asked without statistics as well, which
is how it comes.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import cached_property
from itertools import chain
from typing import Any, get_type_hints

import pytest
from sqlalchemy import Select
from sqlalchemy.exc import IntegrityError

from storage.sending.claims import Claims
from storage.store import Store
from storage.trust.encryption import new_keyring
from storage.unit import Unit
from surveys.asking.wave import NewWave
from surveys.library import shipped
from surveys.problems import Refusal
from surveys.sending.catching_up import MissedSend, ToSend
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import NewDispatch, RateSlots, Settled
from surveys.sending.email_delivery import SentAs
from surveys.sending.frozen import Frozen
from surveys.sending.progress import Progress
from surveys.telling.briefing_acts import Came
from tests.builders import stored
from tests.builders.clock import NOON, SettableClock
from tests.builders.partnership import TENANT
from tests.databases import Cluster, make_tables
from tests.storage.large import DATABASES, DISPATCHES, SUBJECTS, large_store
from tests.storage.plans import hearing, scanned, ways

LEASE = timedelta(seconds=90)
SLOTS = RateSlots(rate=25.0, at=NOON.timestamp(), ahead=0.25, default_tenant=TENANT)


@pytest.fixture(params=DATABASES, scope="module")
def large(request: pytest.FixtureRequest) -> Iterator[Store]:
    with large_store(request, request.param) as store:
        yield store


def _wave(unit: Unit) -> NewWave:
    version = shipped()["follow-up-6-weeks"].version
    return NewWave(1, "new", "action:1", version, "practitioner", "new", "", NOON, None, None)


Argument = Callable[[Unit], Any]
ARGUMENTS: dict[str, Argument] = {
    "Claims.settle.outcomes": lambda unit: [
        Settled(one, State.SENT, activity_id="a") for one in _claims(unit)
    ],
    "CardUpdates.settle.outcomes": lambda unit: [
        Settled(one, State.SENT, revision=1) for one in unit.card_updates.claim(NOON, 9, LEASE)
    ],
    "Emails.settle.outcomes": lambda unit: [Settled(one, State.SENT) for one in _emails(unit)],
    "Emails.prove.email": lambda unit: _emails(unit)[0],
    "Waves.plan.new": _wave,
    "Waves.move.new": _wave,
    "Invitations.newcomers.wave": lambda unit: unit.waves.wave(SUBJECTS),
    "Changes.stop.state": lambda _: "cancelled",
    "Invitations.set_progress.state": lambda _: "finished",
    "ProgressCards.of.dispatch": lambda unit: unit.deliveries.dispatch(DISPATCHES),
    "ProgressCards.shown.progress": lambda unit: Progress(
        unit.deliveries.dispatch(DISPATCHES), 20, 1
    ),
    **dict.fromkeys(("dispatch_ids", "resting"), lambda _: [DISPATCHES]),
    "card_id": lambda _: "1:7",
    "partnerships": lambda _: [1],
    "BriefingActs.acted.people": lambda _: 6,
    "new": lambda _: NewDispatch(
        1,
        "new",
        DeliveryKind.BRIEFING,
        "New",
        "everyone",
        Frozen("Said", "{}"),
        briefing_id=SUBJECTS,
    ),
    "people": lambda unit: unit.audience(1, "everyone"),
    "claim": lambda unit: _claims(unit)[0],
    "excluding": lambda unit: unit.exclusions.of_survey(4),
    "Deliveries.recent.kinds": lambda _: [DeliveryKind.BRIEFING, DeliveryKind.SURVEY],
    "person_ids": lambda _: [1, 2],
    "tokens": lambda _: ["one", "two"],
    "slots": lambda _: SLOTS,
    "lease": lambda _: LEASE,
    "worker": lambda _: "worker",
    "came": lambda _: Came.DONE,
    "chosen": lambda _: [
        ToSend(MissedSend(DISPATCHES, 1, DeliveryKind.BRIEFING, SUBJECTS, NOON, None), NOON)
    ],
    **dict.fromkeys(("now", "due_at", "soon", "until", "since", "remind_at"), lambda _: NOON),
    **dict.fromkeys(("today", "by_when"), lambda _: NOON.date()),
    **dict.fromkeys(("partnership_id", "person_id", "event_id", "action_id"), lambda _: 1),
    **dict.fromkeys(("briefing_id", "wave_id"), lambda _: SUBJECTS),
    **dict.fromkeys(("link", "changed_by", "concern_id", "except_for"), lambda _: 1),
    "dispatch_id": lambda _: DISPATCHES,
    "tenant_id": lambda _: TENANT,
    "most": lambda _: 20,
    "act": lambda _: "read",
    **dict.fromkeys(("aad_object_id", "activity_id"), lambda _: "aad-1"),
    **dict.fromkeys(
        ("because", "once", "token", "token_hash", "title", "label", "ref"), lambda _: "new"
    ),
    "says": lambda _: Frozen("Said", "{}"),
    **dict.fromkeys(("concern_id", "step", "test_id"), lambda _: 1),
    **dict.fromkeys(("raised_before", "asked_before"), lambda _: NOON),
    "asked_by": lambda _: "console",
    "whose": lambda _: SentAs(DISPATCHES, 1, 1),
    "reason": lambda _: "bounced",
}


def _claims(unit: Unit) -> list[Any]:
    return unit.claims.take("worker", NOON, 20, LEASE, SLOTS)


def _emails(unit: Unit) -> list[Any]:
    unit.emails.enlist(NOON, 20)
    return unit.emails.claim("worker", NOON, ["one", "two"], LEASE)


def _repositories() -> Iterator[tuple[str, type]]:
    """Yield those parts of a unit that know of deliveries."""
    for name, part in chain.from_iterable(vars(one).items() for one in Unit.__mro__):
        if isinstance(part, cached_property):
            kind = get_type_hints(part.func)["return"]
            source = _source(kind.__module__)
            if "t.deliveries" in source or "storage.trust.ending" in source:
                yield name, kind


def _source(module: str) -> str:
    """Return the source of a module and of those of its own room that it imports."""
    own = inspect.getsource(sys.modules[module])
    beside = re.findall(r"^from (storage\.sending\.\w+) import", own, re.MULTILINE)
    return "".join([own, *(inspect.getsource(sys.modules[name]) for name in beside)])


Act = tuple[str, type, str]
RARE = frozenset({("clock_steps", "put_right")})  # only after the machine's clock was put back
RARE_PARTS = frozenset({"doubtful_sends"})  # only after a restore
ACTS: list[Act] = [
    (part, kind, name)
    for part, kind in _repositories()
    for name in vars(kind)
    if not name.startswith("_") and part not in RARE_PARTS and (part, name) not in RARE
]


def _ways(kind: type, act: str) -> list[dict[str, Argument]]:
    """Return the argument sets of an act: the required ones, and each optional one in turn."""
    parameters = list(inspect.signature(getattr(kind, act)).parameters.values())[1:]
    needed = [
        one.name
        for one in parameters
        if one.default is one.empty and one.kind is not one.VAR_POSITIONAL
    ]
    must = {name: _argument(kind, act, name) for name in needed}
    missing = [name for name, found in must.items() if found is None]
    assert not missing, f"say in ARGUMENTS what {missing} of {kind.__name__}.{act} may be"
    may = [
        one for one in parameters if one.default is not one.empty and _argument(kind, act, one.name)
    ]
    ways = [{**must, one.name: _argument(kind, act, one.name)} for one in may]
    return ways if any(one.kind is one.KEYWORD_ONLY for one in may) else [must, *ways]


def _argument(kind: type, act: str, name: str) -> Argument | None:
    return ARGUMENTS.get(f"{kind.__name__}.{act}.{name}") or ARGUMENTS.get(name)


def _try(unit: Unit, part: str, kind: type, act: str) -> None:
    """Do one act in every way, each undone."""
    for way in _ways(kind, act):
        with unit.connection.begin_nested() as undone:
            given = {name: found(unit) for name, found in way.items()}
            with suppress(Refusal, IntegrityError):  # what was asked is heard all the same
                answer = getattr(getattr(unit, part), act)(**given)
                if isinstance(answer, Select):
                    unit.connection.execute(answer.limit(1))
            undone.rollback()


def _scans(store: Store, about: str, acts: Sequence[Act]) -> dict[str, set[str]]:
    """Return, for each statement of these acts about a table, the tables that it scans."""
    with hearing(store) as heard:
        for act in acts:
            store.act_now(lambda unit, act=act: _try(unit, *act))
    with store._writing.begin() as connection:
        return {words: scanned(connection, words, values) for words, values in heard.about(about)}


def _of_deliveries(tables: set[str]) -> set[str]:
    return {table for table in tables if "deliveries" in table}


def test_no_hot_query_reads_the_deliveries_from_end_to_end(large: Store) -> None:
    found = _scans(large, "deliveries", ACTS)

    assert len(found) >= 40
    assert {words: tables for words, tables in found.items() if _of_deliveries(tables)} == {}


def test_sending_beside_a_paused_address_reads_no_more_than_its_lanes(large: Store) -> None:
    def act(unit: Unit) -> None:
        with unit.connection.begin_nested() as undone:
            unit.address_pauses.pause("https://down.example", NOON, lambda _: LEASE)
            _claims(unit)
            undone.rollback()

    with hearing(large) as heard:
        large.act_now(act)
    with large._writing.begin() as connection:
        found = {
            words: scanned(connection, words, values)
            for words, values in heard.about("address_pauses")
        }
    assert len(found) >= 3, "the pause, the lanes and what is due in them"
    assert {words for words, tables in found.items() if _of_deliveries(tables)} == set()


def test_sending_looks_everybody_up_one_by_one(large: Store) -> None:
    found = _scans(large, "people", [act for act in ACTS if act[1] is Claims])

    assert found
    assert {
        words: tables
        for words, tables in found.items()
        if tables & {"people", "chats", "invitations"}
    } == {}


def test_the_messages_of_one_send_are_looked_up_one_by_one(postgresql: Cluster) -> None:
    """With its default costs, PostgreSQL would scan 20,000 rows for each hundred."""
    with postgresql.empty() as url:
        make_tables(url)
        store = Store(url, new_keyring(), SettableClock())
        store.act_now(_one_large_send)
        with hearing(store) as heard:
            sent = [Settled(one, State.SENT) for one in store.act_now(_claims)]
            store.act_now(lambda unit: unit.claims.settle("worker", sent, NOON))
        with store._writing.begin() as connection:
            changes = [
                one for one in heard.about("deliveries") if one[0].startswith("UPDATE deliveries")
            ]
            found = [ways(connection, *one) for one in changes]
        store.close()

    assert len(found) == 2
    assert set.union(*found) <= {"pk_deliveries", "ix_deliveries_person_id"}


def _one_large_send(unit: Unit) -> None:
    partnership = stored.a_partnership(unit)
    agency = stored.an_agency(unit, partnership)
    stored.many_people(unit, partnership, agency, 20_000)
    new = NewDispatch(
        partnership, "new", DeliveryKind.ALERT, "Hearing children", "everyone", Frozen("Said", "{}")
    )
    unit.deliveries.open(new, unit.audience(partnership, "everyone"), NOON, NOON)
    unit.connection.exec_driver_sql("ANALYZE")


def test_a_query_that_reads_everything_is_noticed(large: Store) -> None:
    with large._writing.begin() as connection:
        for words in (
            "SELECT count(*) FROM deliveries",
            "SELECT person_id FROM deliveries WHERE attempt > 3",
        ):
            assert _of_deliveries(scanned(connection, words, None))
