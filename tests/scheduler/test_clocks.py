"""The clocks of a process: each class of work has its own."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dialogs.ports import (
    BouncedEmail,
    EmailAccepted,
    EmailOutcome,
    Outgoing,
    OutgoingEmail,
    SummaryFile,
)
from dialogs.turn import Installation
from scheduler.clocks import clocks_of
from storage.store import Store
from surveys.library import lexicon
from surveys.sending.quiet_hours import parse_quiet
from tests.scheduler.office import Script

HERE = Installation("https://gt.example", 10, lexicon())


class _Mailer:
    async def send(self, mail: OutgoingEmail) -> EmailOutcome:
        return EmailAccepted()

    async def bounced(self) -> list[BouncedEmail]:
        return []


def _outgoing() -> Outgoing:
    return Outgoing(
        sender=Script(),
        mailer=None,
        draw=lambda _reply, _at: b"{}",
        write_file=lambda _summary, _fmt: SummaryFile("a.json", "application/json", b"{}"),
        quiet=parse_quiet("", ""),
        tick_seconds=1,
        clock=lambda: datetime.now(UTC),
        worker="here",
        report=lambda _task, _kind: None,
        around=nullcontext,
    )


@pytest.mark.parametrize(("mailer", "clocks"), [(None, 6), (_Mailer(), 7)])
async def test_email_has_a_clock_of_its_own_where_it_is_set_up(
    sqlite_store: Store, mailer: _Mailer | None, clocks: int
) -> None:
    made = clocks_of(sqlite_store, HERE, replace(_outgoing(), mailer=mailer))

    assert len(made) == clocks
