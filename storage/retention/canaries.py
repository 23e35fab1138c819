"""Canaries: for each kind a marked row whose time is over, planted to prove that it goes.

What is left of an earlier canary is removed when the next one of its kind is planted.
"""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from storage import tables as t
from storage.retention.canary_scene import CanaryScene, new_person
from storage.trust.audit import AuditEvent, write_trail
from storage.trust.encryption import Keyring
from surveys.people import ChatState
from surveys.trust.concern_record import ConcernState
from surveys.trust.reading import Mark, TextSource, place_of
from surveys.trust.retention import Retained

MARKED = "retention canary"


@dataclass(frozen=True, slots=True)
class Planting:
    """Where a canary is planted, and the moment that it is dated: its time is over since."""

    connection: Connection
    keyring: Keyring
    scene: CanaryScene
    at: datetime

    def row(self, table: Table, **facts: Any) -> Mapping[str, Any]:
        """Insert a row; return its primary key."""
        keys = list(table.primary_key)
        made = self.connection.execute(insert(table).values(**facts).returning(*keys))
        return {str(name): value for name, value in made.mappings().one().items()}

    def clear(self, table: Table, **which: Any) -> None:
        """Delete what is left of an earlier canary."""
        mine = (table.c[name] == value for name, value in which.items())
        self.connection.execute(delete(table).where(*mine))


@dataclass(frozen=True, slots=True)
class Canary:
    """How a canary is planted, in which table, and which column is emptied where its row stays."""

    table: Table
    plant: Callable[[Planting], Mapping[str, Any]]
    emptied: str | None = None
    filled: str | None = None  # a column that says that it is over, NULL while it is not

    def is_there(self, connection: Connection, place: str) -> bool:
        """Say whether a planted row is still as it was."""
        key: dict[str, int | str] = json.loads(place)
        mine = (self.table.c[name] == value for name, value in key.items())
        row = connection.execute(select(self.table).where(*mine)).one_or_none()
        if row is None or (self.emptied and getattr(row, self.emptied) is None):
            return False
        return self.filled is None or getattr(row, self.filled) is None


def _activity(to: Planting) -> Mapping[str, Any]:
    mark = to.keyring.mark(MARKED, secrets.token_hex(8))
    return to.row(t.activities, conversation_id=mark, activity_id=mark, at=to.at)


def _summary_file(to: Planting) -> Mapping[str, Any]:
    to.clear(t.orders, partnership_id=to.scene.partnership)
    key = to.row(
        t.orders,
        once=secrets.token_hex(8),
        partnership_id=to.scene.partnership,
        person_id=to.scene.person,
        action_id=to.scene.action,
        format="canary",
        state="drawn",
        asked_at=to.at,
        expires_at=to.at,
    )
    sealed = to.keyring.encrypt("", "orders", key["id"])
    mine = update(t.orders).where(t.orders.c.id == key["id"])
    to.connection.execute(mine.values(sealed=sealed))
    return key


def _chat_message(to: Planting) -> Mapping[str, Any]:
    return to.row(
        t.chat_messages,
        conversation_id=MARKED,
        message=secrets.token_hex(8),
        version=1,
        tenant_id="",
        service_url="",
        changed_at=to.at,
    )


def _release(to: Planting) -> Mapping[str, Any]:
    to.clear(t.releases, partnership_id=to.scene.partnership)
    return to.row(
        t.releases,
        partnership_id=to.scene.partnership,
        number=1,
        action_id=to.scene.action,
        made_at=to.at,
        actor="clock",
        format="canary",
        minimum_group=0,
        as_at=to.at.date(),
        sha256="",
        inputs_fingerprint="",
        figures="{}",
    )


def _paper_entry(to: Planting) -> Mapping[str, Any]:
    form = to.keyring.mark(MARKED, secrets.token_hex(8))
    place = (to.scene.wave, form, to.scene.person)
    return to.row(
        t.paper_entries,
        wave_id=to.scene.wave,
        form=form,
        entered_by=to.scene.person,
        entered_on=to.at.date(),
        sealed=to.keyring.encrypt("", "paper_entries", *place),
    )


def _you_said(to: Planting) -> Mapping[str, Any]:
    to.clear(t.you_said, action_id=to.scene.action)
    return to.row(
        t.you_said,
        action_id=to.scene.action,
        number=1,
        said=to.keyring.encrypt("", "you_said", "said", to.scene.action, 1),
        did=to.keyring.encrypt("", "you_said", "did", to.scene.action, 1),
        written_by=to.scene.person,
        written_at=to.at,
    )


def _delivery(to: Planting) -> Mapping[str, Any]:
    return to.row(
        t.deliveries,
        dispatch_id=to.scene.dispatch,
        person_id=to.scene.person,
        lane_id=to.scene.lane,
        state="skipped",
        due_at=to.at,
        changed_at=to.at,
    )


def _conversation(to: Planting) -> Mapping[str, Any]:
    return to.row(
        t.chats,
        aad_object_id=MARKED,
        tenant_id=MARKED,
        teams_user_id="",
        service_url="",
        state=ChatState.REMOVED,
        state_at=to.at,
        time_zone="",
        last_seen_at=to.at,
    )


def _study(to: Planting) -> Mapping[str, Any]:
    mine = update(t.studies).where(t.studies.c.id == to.scene.study)
    to.connection.execute(mine.values(salt=os.urandom(32)))
    return {"id": to.scene.study}


def _text(mark: Mark) -> Callable[[Planting], Mapping[str, Any]]:
    def plant(to: Planting) -> Mapping[str, Any]:
        key = secrets.token_hex(32)
        wave = to.scene.wave
        place = (wave, MARKED, key)
        to.clear(t.readings, partnership_id=to.scene.partnership, mark=mark)
        to.clear(t.responses, wave_id=wave, door=mark)
        to.row(t.responses, wave_id=wave, key=key, door=mark, week=to.at.date(), finished=True)
        to.row(
            t.readings,
            place=place_of(TextSource.ANSWER, place),
            partnership_id=to.scene.partnership,
            mark=mark,
            read_by=to.scene.person,
            read_on=to.at.date(),
            sampled=False,
        )
        return to.row(
            t.texts,
            wave_id=wave,
            question=MARKED,
            response_key=key,
            sealed=to.keyring.encrypt("", "texts", *place),
            state=mark,
        )

    return plant


def _concern(to: Planting) -> Mapping[str, Any]:
    to.clear(t.concerns, partnership_id=to.scene.partnership)
    ref = f"canary-{secrets.token_hex(4)}"
    return to.row(
        t.concerns,
        ref=ref,
        once=ref,
        partnership_id=to.scene.partnership,
        grade="green",
        state=ConcernState.CLOSED,
        raised_at=to.at,
        sealed=to.keyring.encrypt("", "concerns", ref),
    )


def _leaver(to: Planting) -> Mapping[str, Any]:
    people = t.people.c
    gone = (people.partnership_id == to.scene.partnership, people.erased_at.is_not(None))
    to.connection.execute(delete(t.people).where(*gone))
    name = f"leaver-{secrets.token_hex(4)}"
    place = (to.scene.partnership, to.scene.agency)
    return {"id": new_person(to.connection, *place, name, to.at)}


def _entry(to: Planting) -> Mapping[str, Any]:
    """Chain two entries in a new trail: the newest of a trail is kept however old it is."""
    place = to.scene.partnership
    for left in (t.audit, t.audit_heads):  # the canaries' own trail, which no one else writes
        to.clear(left, partnership_id=place)
    event = AuditEvent(place, to.at, "clock", MARKED, "audit")
    write_trail(to.connection, to.keyring.audit, [event, event])
    newest = select(func.max(t.audit.c.seq)).where(t.audit.c.partnership_id == place)
    return {"partnership_id": place, "seq": to.connection.scalars(newest).one() - 1}


CANARIES: Mapping[Retained, Canary] = MappingProxyType(
    {
        Retained.PROCESSED_ACTIVITIES: Canary(t.activities, _activity),
        Retained.SUMMARY_FILES: Canary(t.orders, _summary_file, emptied="sealed"),
        Retained.CHAT_MESSAGES: Canary(t.chat_messages, _chat_message),
        Retained.RELEASES: Canary(t.releases, _release),
        Retained.PAPER_ENTRIES: Canary(t.paper_entries, _paper_entry),
        Retained.YOU_SAID: Canary(t.you_said, _you_said, emptied="said"),
        Retained.DELIVERIES: Canary(t.deliveries, _delivery),
        Retained.CONVERSATIONS: Canary(t.chats, _conversation),
        Retained.NAMED_ANSWERS: Canary(t.studies, _study, emptied="salt"),
        Retained.TEXTS: Canary(t.texts, _text(Mark.WITHHELD)),
        Retained.QUOTES: Canary(t.texts, _text(Mark.RELEASED)),
        Retained.CONCERN_TEXTS: Canary(t.concerns, _concern, filled="words_deleted_at"),
        Retained.LEAVERS: Canary(t.people, _leaver, filled="erased_at"),
        Retained.AUDIT: Canary(t.audit, _entry),
    }
)
