"""E-mails: who is sent one, when, and its outcome, with a real mail server on both databases."""

import asyncio
import re
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.mail import NotifyMailer, SmtpMailer
from bot.smtp_server import SmtpServer
from dialogs.ports import EmailOutcome, OutgoingEmail, Refused
from scheduler.bounced_emails import note_bounced
from scheduler.delivery_context import EmailContext
from scheduler.delivery_queue import QueueName
from scheduler.emails import EmailUnavailable, enlist, send_emails
from scheduler.leases import LEASES
from storage import tables as t
from surveys.asking.wave import CLOSED, FINISHED
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.email_delivery import TRIES, UNREACHABLE, sent_as
from surveys.sending.quiet_hours import parse_quiet
from tests.builders.clock import NOON, SettableClock
from tests.builders.emails import (
    LOST,
    NOT_INSTALLED,
    a_missed_briefing,
    a_missed_survey,
    a_reminder,
    change,
    emails,
)
from tests.builders.partnership import INSTALLATION, Town
from tests.databases import copy_sqlite
from tests.dialogs.conftest import quick_town, town
from tests.stand_ins.mail_server import DROP, MailServer, running_mail_server
from tests.stand_ins.notify import KEY, TEMPLATE, running_notify

__all__ = ["copy_sqlite", "quick_town", "town"]
SENDER = "threads@ashford.example"
QUIET = parse_quiet("", "")
LEASE = LEASES[QueueName.EMAILS]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as running:
        yield running


@dataclass
class Office:
    """The sending of e-mails through a real server; it works until nothing more can be done now."""

    context: EmailContext

    async def works(self) -> None:
        """Go round until nothing more can be done now."""
        for _ in range(10):
            if not await enlist(self.context) + await send_emails(self.context):
                return
        pytest.fail("there is always more to do")


@asynccontextmanager
async def office(
    town: Town, clock: SettableClock, server: MailServer, **how: Any
) -> AsyncGenerator[Office]:
    mailer = SmtpMailer(SmtpServer("127.0.0.1", server.port, plain=True), SENDER, clock)
    context = EmailContext(town.store, mailer, INSTALLATION, QUIET, clock, "w", lambda: 1.0)
    yield Office(replace(context, **how))
    await asyncio.to_thread(mailer.close)


async def test_who_cannot_be_reached_gets_one_email(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_survey(town, {"ann": NOT_INSTALLED, "bob": (State.SENT, None), "cat": LOST})
    async with office(town, clock, server) as mail:
        await mail.works()
        await mail.works()
    [taken] = server.taken
    assert taken.to == ["ann@ashford.example"]
    assert emails(town) == {"ann": ("sent", None)}


@pytest.mark.parametrize("reason", UNREACHABLE)
def test_every_reason_for_which_teams_cannot_reach_somebody_counts(
    quick_town: Town, reason: str
) -> None:
    state = State.SKIPPED if reason == "no_address" else State.FAILED
    a_missed_briefing(quick_town, {"ann": (state, reason)})
    assert quick_town.store.act_now(lambda unit: unit.emails.enlist(unit.now, 10)) == 1


@pytest.mark.parametrize(
    "reason", ["opted_out", "asked_too_often", "cancelled", "answered", "closed", "bad-request"]
)
def test_for_any_other_reason_nobody_is_written_to(quick_town: Town, reason: str) -> None:
    a_missed_briefing(quick_town, {"ann": (State.SKIPPED, reason), "bob": (State.FAILED, reason)})
    assert quick_town.store.act_now(lambda unit: unit.emails.enlist(unit.now, 10)) == 0


@pytest.mark.parametrize("state", ["cancelled", "withdrawn", "paused"])
def test_nobody_is_written_to_about_a_send_that_was_stopped(town: Town, state: str) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED}, state=state)
    assert town.store.act_now(lambda unit: unit.emails.enlist(unit.now, 10)) == 0


@pytest.mark.parametrize("kind", [DeliveryKind.ALERT, DeliveryKind.NOTE])
def test_alerts_and_notes_are_not_emailed(quick_town: Town, kind: DeliveryKind) -> None:
    a_missed_briefing(quick_town, {"lea": NOT_INSTALLED}, kind=kind)
    assert quick_town.store.act_now(lambda unit: unit.emails.enlist(unit.now, 10)) == 0


def test_an_old_briefing_is_not_brought_up_again(town: Town, clock: SettableClock) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED})
    clock.forward(days=15)
    assert town.store.act_now(lambda unit: unit.emails.enlist(unit.now, 10)) == 0


def test_emails_are_enlisted_a_few_at_a_time_and_once(town: Town) -> None:
    a_missed_survey(town, dict.fromkeys(("ann", "bob", "cat"), NOT_INSTALLED))
    assert [town.store.act_now(lambda unit: unit.emails.enlist(unit.now, 2)) for _ in range(3)] == [
        2,
        1,
        0,
    ]


async def test_the_email_says_who_writes_why_until_when_and_how_to_stop(
    quick_town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_survey(quick_town, {"ann": NOT_INSTALLED})
    async with office(quick_town, clock, server) as mail:
        await mail.works()
    [taken] = server.taken
    [address] = re.findall(
        r"^http://localhost:3978/q/([A-Za-z0-9_-]{22})$", taken.text, re.MULTILINE
    )
    assert taken.message["Subject"].startswith("A short survey, about")
    assert taken.message["From"] == f"Ashford <{SENDER}>"
    for words in (
        "Ashford asks you",
        "until Friday 6 March",
        "only for you",
        "not a referral",
        "999",
        "press Stop",
    ):
        assert words in taken.text
        assert words in taken.html
    assert f"/q/{address}/stop" in taken.text
    assert "Hearing children" not in taken.text  # what the survey is about stands on the page


async def test_only_the_hash_of_the_address_is_kept(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED})
    async with office(town, clock, server) as mail:
        await mail.works()
    token = re.findall(r"/q/([\w-]{22})$", server.taken[0].text, re.MULTILINE)[0]
    rows = town.store.look(lambda unit: unit.connection.execute(t.letters.select()).all())
    assert token not in repr(rows)
    assert town.store.look(lambda unit: unit.emails.opened(token)) is not None
    assert town.store.look(lambda unit: unit.emails.opened(token[:-1] + "_")) is None


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ((t.people, {"opted_out": True}), "opted_out"),
        ((t.people, {"left_at": NOON}), "left"),
        ((t.invitations, {"state": FINISHED}), "answered"),
    ],
    ids=["opted out", "left", "answered"],
)
async def test_whoever_stops_or_answers_meanwhile_is_left_out(
    town: Town,
    clock: SettableClock,
    server: MailServer,
    facts: tuple[Any, dict[str, Any]],
    reason: str,
) -> None:
    a_missed_survey(town, {"ann": NOT_INSTALLED})
    async with office(town, clock, server) as mail:
        assert await enlist(mail.context) == 1
        change(town, facts[0], "ann", **facts[1])
        await send_emails(mail.context)
    assert server.taken == []
    assert emails(town) == {"ann": ("skipped", reason)}


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (update(t.waves).values(state=CLOSED), "closed"),
        (update(t.dispatches).values(state="cancelled"), "cancelled"),
    ],
    ids=["closed", "cancelled"],
)
async def test_a_send_that_ends_meanwhile_ends_its_emails(
    town: Town, clock: SettableClock, server: MailServer, statement: Any, reason: str
) -> None:
    a_missed_survey(town, {"ann": NOT_INSTALLED})
    async with office(town, clock, server) as mail:
        await enlist(mail.context)
        town.store.act_now(lambda unit: unit.connection.execute(statement))
        await send_emails(mail.context)
    assert server.taken == []
    assert emails(town) == {"ann": ("skipped", reason)}


async def test_a_paused_send_keeps_its_emails_waiting(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED})
    async with office(town, clock, server) as mail:
        await enlist(mail.context)
        for state, sent in (("paused", 0), ("open", 1)):
            now = update(t.dispatches).values(state=state)
            town.store.act_now(lambda unit, now=now: unit.connection.execute(now))
            await mail.works()
            assert len(server.taken) == sent


async def test_nobody_is_written_to_at_night_or_on_leave(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED, "bob": NOT_INSTALLED})
    change(town, t.people, "bob", away_until=date(2026, 3, 9))
    clock.set(NOON + timedelta(hours=9))
    async with office(town, clock, server, quiet=parse_quiet("20:00-07:00", "sat,sun")) as mail:
        await mail.works()
        assert server.taken == []
        clock.set(NOON + timedelta(hours=19, minutes=1))
        await mail.works()
        assert [one.to for one in server.taken] == [["ann@ashford.example"]]
        clock.set(NOON + timedelta(days=5))
        await mail.works()
    assert [one.to for one in server.taken] == [["ann@ashford.example"], ["bob@ashford.example"]]


async def test_a_reminder_does_not_follow_the_first_email_at_once(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    wave, _ = a_missed_survey(town, {"ann": NOT_INSTALLED})
    a_reminder(town, wave, {"ann": NOT_INSTALLED})
    async with office(town, clock, server) as mail:
        await mail.works()
    assert len(server.taken) == 1
    assert not server.taken[0].message["Subject"].startswith("A reminder")


async def test_a_reminder_follows_after_a_day(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    wave, _ = a_missed_survey(town, {"ann": NOT_INSTALLED})
    async with office(town, clock, server) as mail:
        await mail.works()
        clock.forward(hours=24)
        a_reminder(town, wave, {"ann": NOT_INSTALLED})
        await mail.works()
    assert len(server.taken) == 2


async def test_what_a_server_puts_off_goes_later_under_another_address(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED})
    server.on_rcpt = "450 grey"
    async with office(town, clock, server) as mail:
        await mail.works()
        assert emails(town) == {"ann": ("pending", "put-off")}
        server.on_rcpt = "250 OK"
        await mail.works()
        assert server.taken == []
        clock.forward(minutes=3)
        await mail.works()
    assert emails(town) == {"ann": ("sent", None)}
    assert len(server.taken) == 1


async def test_what_is_put_off_too_often_has_failed(
    quick_town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(quick_town, {"ann": NOT_INSTALLED})
    server.on_rcpt = "450 grey"
    async with office(quick_town, clock, server) as mail:
        for _ in range(TRIES):
            await mail.works()
            clock.forward(hours=2)
    assert emails(quick_town) == {"ann": ("failed", "tries_used_up")}
    assert server.talks == TRIES


async def test_a_refused_address_has_failed_and_holds_up_nobody(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED})
    server.on_rcpt = "550 nobody"
    async with office(town, clock, server) as mail:
        await mail.works()
    assert emails(town) == {"ann": ("failed", "address-refused")}


async def test_a_lost_reply_is_not_known_and_never_sent_again(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED})
    server.on_text, server.keeps = DROP, True
    async with office(town, clock, server) as mail:
        await mail.works()
        clock.forward(days=1)
        server.on_text = "250 OK"
        await mail.works()
    assert emails(town) == {"ann": ("unknown", "lost_reply")}
    assert server.texts == 1


async def test_while_nobody_listens_everything_waits_and_uses_up_no_try(
    town: Town, clock: SettableClock
) -> None:
    a_missed_briefing(town, dict.fromkeys(("ann", "bob", "cat"), NOT_INSTALLED))
    with running_mail_server() as server:
        pass
    async with office(town, clock, server) as mail:
        for _ in range(TRIES + 1):
            with pytest.raises(EmailUnavailable):
                await mail.works()
            assert await send_emails(mail.context) == 0
            clock.forward(minutes=6)
        assert set(emails(town).values()) == {("pending", "mail-unreachable")}
    with running_mail_server() as server:
        async with office(town, clock, server) as mail:
            await mail.works()
    assert len(server.taken) == 3


async def test_where_our_own_address_is_refused_everybody_waits(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(town, dict.fromkeys(("ann", "bob", "cat"), NOT_INSTALLED))
    server.on_mail = "550 not you"
    async with office(town, clock, server) as mail:
        with pytest.raises(EmailUnavailable):
            await mail.works()
        assert set(emails(town).values()) == {("pending", "sender-refused")}
        server.on_mail = "250 OK"
        await mail.works()
        assert server.taken == []
        clock.forward(hours=1, minutes=1)
        await mail.works()
    assert len(server.taken) == 3


async def test_what_a_dead_worker_was_sending_is_not_known(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED})
    async with office(town, clock, server) as mail:
        await enlist(mail.context)
        claimed = town.store.act_now(
            lambda unit: unit.emails.claim("dead", unit.now, ["token"], LEASE)
        )
        assert len(claimed) == 1
        clock.forward(seconds=LEASE.total_seconds() + 1)
        assert town.store.act_now(lambda unit: unit.emails.expire_leases(unit.now)) == 1
        await mail.works()
    assert server.taken == []
    assert emails(town) == {"ann": ("unknown", "lease_ran_out")}


async def test_several_processes_send_each_email_once(
    town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(
        town, dict.fromkeys(("ann", "bob", "cat", "lea", "dee", "eve", "ada"), NOT_INSTALLED)
    )
    async with (
        office(town, clock, server) as one,
        office(town, clock, server, worker="other") as other,
    ):
        await asyncio.gather(one.works(), other.works(), one.works(), other.works())
    assert sorted(taken.to[0].split("@")[0] for taken in server.taken) == sorted(emails(town))
    assert len(server.taken) == 7


async def test_a_fault_of_ours_with_one_email_leaves_the_others_alone(
    quick_town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(quick_town, {"ann": NOT_INSTALLED, "bob": NOT_INSTALLED})

    @dataclass
    class Stumbling:
        inner: SmtpMailer

        async def send(self, mail: OutgoingEmail) -> EmailOutcome:
            if mail.to.startswith("ann"):
                raise RuntimeError
            return await self.inner.send(mail)

    async with office(quick_town, clock, server) as mail:
        assert isinstance(mail.context.mailer, SmtpMailer)
        mail.context = replace(mail.context, mailer=Stumbling(mail.context.mailer))
        await mail.works()
    assert emails(quick_town) == {"ann": ("unknown", "lost_reply"), "bob": ("sent", None)}


async def test_a_message_that_cannot_be_emailed_has_failed_and_says_so(
    quick_town: Town, clock: SettableClock, server: MailServer
) -> None:
    a_missed_briefing(quick_town, {"ann": NOT_INSTALLED})
    odd = update(t.dispatches).values(reply="NoSuchReply")
    quick_town.store.act_now(lambda unit: unit.connection.execute(odd))
    async with office(quick_town, clock, server) as mail:
        await mail.works()
    assert emails(quick_town) == {"ann": ("failed", "cannot-be-drawn")}


def test_those_not_known_are_written_to_only_when_asked(town: Town) -> None:
    dispatch = a_missed_briefing(town, {"ann": LOST, "bob": LOST, "cat": (State.SENT, None)})
    unasked, known, first, second = town.store.act_now(
        lambda unit: (
            unit.emails.enlist(unit.now, 10),
            unit.emails.not_known(dispatch, unit.now),
            unit.emails.write_to_unknown(dispatch, unit.now),
            unit.emails.write_to_unknown(dispatch, unit.now),
        )
    )
    assert (unasked, known, first, second) == (0, 2, 2, 0)
    assert set(emails(town)) == {"ann", "bob"}


def test_a_refusal_that_stops_is_one_for_everybody() -> None:
    assert Refused("notify-refused", stops_dispatch=True) != Refused("notify-refused")


async def test_an_email_that_came_back_is_shown_for_that_person_alone(
    town: Town, clock: SettableClock
) -> None:
    a_missed_survey(town, {"ann": NOT_INSTALLED, "bob": NOT_INSTALLED})
    with running_notify() as service:
        mailer = NotifyMailer(KEY, TEMPLATE, service.address)
        context = EmailContext(town.store, mailer, INSTALLATION, QUIET, clock, "w", lambda: 1.0)
        await Office(context).works()
        [mine] = [one for one in service.posted if one["email_address"].startswith("ann@")]
        about = {"id": "55555555-5555-4555-8555-555555555555", "status": "permanent-failure"}
        service.failed = [about | {"reference": mine["reference"]}, about | {"reference": "other"}]
        service.failed[1]["id"] = "65555555-5555-4555-8555-555555555555"
        assert [await note_bounced(context), await note_bounced(context)] == [1, 0]
        await asyncio.to_thread(mailer.close)
    assert emails(town) == {"ann": ("failed", "bounced"), "bob": ("sent", None)}


@pytest.mark.parametrize("once", ["", "letter-1-2", "letter-1-2-3-4", "letter-1-2-x", "of-others"])
def test_a_key_that_is_not_ours_names_no_delivery(once: str) -> None:
    assert sent_as(once) is None
    assert sent_as("letter-1-2-3") == (1, 2, 3)
