"""Everything that is held about a person: each column that names them, and what its rows say.

A test holds the table to the schema, so that a new column that names a person is in it, or in the
table of those that are not given, with the reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, select

from storage import tables as t
from storage.retention.texts import COMMENTS
from storage.telling.comments_to_read import CommentColumn
from storage.trust.encryption import Keyring
from surveys.london import moment_in_words
from surveys.trust.person_file import HeldPart
from surveys.trust.reading import place_of
from surveys.trust.retention import Retained

Facts = tuple[tuple[str, str], ...]
PROGRAM = "Golden Thread, when it happened"
THEMSELVES = "You, in Teams or by a link in an e-mail"
LISTS = "Files that your partnership imported"


@dataclass(frozen=True, slots=True)
class Holding:
    """One column that names people: what its rows are, what they are about and what they say.

    `about` is the name of a column that leads to another record, and what that one is called by.
    """

    column: Column[Any]
    title: str
    source: str
    facts: tuple[str, ...]
    about: tuple[str, Column[Any]] | None = None
    retained: Retained | None = None

    def part(self, connection: Connection, person_id: int) -> HeldPart:
        """Return what is held of this kind about a person."""
        table = self.column.table
        query = select(*(table.c[name] for name in self.facts)).where(self.column == person_id)
        if self.about is not None:
            key, called = self.about
            query = query.add_columns(called.label("about"))
            query = query.join(called.table, called.table.c.id == table.c[key])
        rows = connection.execute(query.order_by(*table.primary_key)).mappings()
        lines = tuple(facts_of(row) for row in rows)
        return HeldPart(self.title, self.source, self.retained, lines)


def facts_of(row: RowMapping) -> Facts:
    """Return what a row says, name by name, in words."""
    return tuple(
        (str(name).replace("_", " "), in_words(value))
        for name, value in row.items()
        if value is not None and value != ""
    )


def in_words(value: object) -> str:
    """Return a value as people write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return moment_in_words(value) if isinstance(value, datetime) else str(value)


BRIEFING, WAVE = ("briefing_id", t.briefings.c.title), ("wave_id", t.waves.c.label)
SEND, CONCERN = ("dispatch_id", t.dispatches.c.title), ("concern_id", t.concerns.c.ref)
ACTION = ("action_id", t.actions.c.title)
DID = "What you did for your partnership: "
HOLDINGS: tuple[Holding, ...] = (
    Holding(
        t.attendance.c.person_id,
        "Events that you were expected at",
        LISTS,
        ("attended",),
        ("event_id", t.events.c.title),
    ),
    Holding(t.invitations.c.person_id, "Surveys that asked you", PROGRAM, ("state",), WAVE),
    Holding(
        t.deliveries.c.person_id,
        "Messages to you in Teams",
        PROGRAM,
        ("state", "reason", "due_at", "changed_at"),
        SEND,
        Retained.DELIVERIES,
    ),
    Holding(
        t.letters.c.person_id,
        "E-mails to you",
        PROGRAM,
        ("state", "reason", "changed_at"),
        SEND,
        Retained.DELIVERIES,
    ),
    Holding(
        t.visits.c.person_id,
        "Links that you opened",
        THEMSELVES,
        ("link", "at"),
        SEND,
        Retained.DELIVERIES,
    ),
    Holding(
        t.acts.c.person_id,
        "What you did with briefings",
        THEMSELVES,
        ("act", "at", "people", "by_when", "came_of_it"),
        BRIEFING,
    ),
    Holding(
        t.discussions.c.person_id,
        "Discussions that you told us of",
        THEMSELVES,
        ("setting", "people", "at"),
        BRIEFING,
    ),
    Holding(
        t.account_questions.c.person_id,
        "Accounts in Teams that could be yours",
        "Teams",
        ("tenant_id", "aad_object_id", "why", "asked_at", "theirs"),
    ),
    Holding(
        t.orders.c.person_id,
        "Summaries that you asked for",
        THEMSELVES,
        ("format", "asked_at"),
        ACTION,
        Retained.SUMMARY_FILES,
    ),
    Holding(
        t.slips.c.person_id,
        "Links for you that work once",
        PROGRAM,
        ("kind", "expires_at", "spent"),
    ),
    Holding(
        t.concerns.c.acknowledged_by,
        f"{DID}concerns that you deal with",
        THEMSELVES,
        ("ref", "state", "acknowledged_at"),
    ),
    Holding(
        t.concern_steps.c.person_id,
        f"{DID}steps in concerns",
        THEMSELVES,
        ("step", "at"),
        CONCERN,
    ),
    Holding(t.readings.c.read_by, f"{DID}texts read", THEMSELVES, ("mark", "read_on")),
    Holding(
        t.readings.c.second_by,
        f"{DID}texts read a second time",
        THEMSELVES,
        ("second_mark", "second_on"),
    ),
    Holding(t.dispatches.c.asked_by, f"{DID}sends", THEMSELVES, ("title", "asked_at")),
    Holding(
        t.dispatch_texts.c.changed_by, f"{DID}changes of sends", THEMSELVES, ("changed_at",), SEND
    ),
    Holding(t.waves.c.asked_by, f"{DID}surveys", THEMSELVES, ("label", "opens_at")),
    Holding(t.jobs.c.made_by, f"{DID}recurring sends", THEMSELVES, ("subject", "every")),
    Holding(
        t.briefing_versions.c.author_id,
        f"{DID}briefings written",
        THEMSELVES,
        ("made_at",),
        BRIEFING,
    ),
    Holding(
        t.briefing_versions.c.released_by,
        f"{DID}briefings signed off",
        THEMSELVES,
        ("released_at",),
        BRIEFING,
    ),
    Holding(
        t.briefing_versions.c.approved_by,
        f"{DID}briefings approved",
        THEMSELVES,
        ("approved_at",),
        BRIEFING,
    ),
    Holding(
        t.briefing_copies.c.person_id, f"{DID}briefings copied", THEMSELVES, ("version",), BRIEFING
    ),
    Holding(
        t.you_said.c.written_by, f"{DID}“you said” written", THEMSELVES, ("written_at",), ACTION
    ),
    Holding(
        t.you_said.c.released_by, f"{DID}“you said” released", THEMSELVES, ("released_at",), ACTION
    ),
    Holding(
        t.you_said.c.withdrawn_by,
        f"{DID}“you said” withdrawn",
        THEMSELVES,
        ("withdrawn_at",),
        ACTION,
    ),
    Holding(
        t.paper_entries.c.entered_by,
        f"{DID}forms on paper typed in",
        THEMSELVES,
        ("entered_on",),
        WAVE,
        Retained.PAPER_ENTRIES,
    ),
    Holding(
        t.answer_checks.c.seen_by,
        f"{DID}answers looked at",
        THEMSELVES,
        ("seen_at", "counts"),
        WAVE,
    ),
    Holding(t.alert_tests.c.confirmed_by, f"{DID}alerts tested", THEMSELVES, ("confirmed_at",)),
    Holding(
        t.account_questions.c.answered_by,
        f"{DID}accounts decided on",
        THEMSELVES,
        ("answered_at", "theirs"),
    ),
)
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "passed_over.person_id": "whether a concern names someone is for its leads alone",
        "card_updates.person_id": "a message to them that is about to be changed",
        "newly_reachable.person_id": "a note, for a moment, that they can be reached again",
    }
)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a person wrote about a briefing, and the place by which readers know it."""

    question: str
    words: str
    place: str


def own_words(connection: Connection, keyring: Keyring, person_id: int) -> list[OwnWords]:
    """Return what a person wrote about briefings; the caller writes the audit event."""
    return [one for column in COMMENTS for one in _written(connection, keyring, column, person_id)]


def _written(
    connection: Connection, keyring: Keyring, column: CommentColumn, person_id: int
) -> Iterator[OwnWords]:
    table = column.table
    mine = select(table).where(table.c.person_id == person_id, column.column().is_not(None))
    for row in connection.execute(mine):
        own = [column.name if part == ":name" else getattr(row, part) for part in column.sealed_for]
        words = keyring.decrypt(getattr(row, column.name), table.name, *own)
        key = (column.name, *(getattr(row, part) for part in column.keys))
        yield OwnWords(column.question, words, place_of(column.source, key))
