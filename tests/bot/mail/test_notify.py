"""E-mail through a stand-in of GOV.UK Notify: what each answer means, and exactly one POST
whatever it is."""

import asyncio
import re
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.mail import NotifyMailer, notify
from dialogs.ports import (
    BouncedEmail,
    EmailAccepted,
    EmailOutcome,
    OutgoingEmail,
    Refused,
    RetryLater,
    Unknown,
)
from tests.architecture.modules import ROOT
from tests.bot.mail.conftest import A_MAIL
from tests.stand_ins.notify import DROP, HANG, KEY, TEMPLATE, Notify, refusal, running_notify

SHUT = RetryLater(notify.SHUT, False, "mail-unreachable", tried=False)
STOPS = Refused("notify-refused", stops_dispatch=True)


@asynccontextmanager
async def mailing(address: str) -> AsyncGenerator[NotifyMailer]:
    mailer = NotifyMailer(KEY, TEMPLATE, address)
    yield mailer
    await asyncio.to_thread(mailer.close)


async def sent(service: Notify, mail: OutgoingEmail = A_MAIL) -> EmailOutcome:
    async with mailing(service.address) as mailer:
        return await mailer.send(mail)


async def test_an_email_is_posted_once_with_its_words_and_its_way_out() -> None:
    with running_notify() as service:
        assert await sent(service) == EmailAccepted()
    assert service.paths == ["/v2/notifications/email"]
    [posted] = service.posted
    assert posted["email_address"] == A_MAIL.to
    assert posted["template_id"] == TEMPLATE
    assert posted["reference"] == A_MAIL.once
    assert posted["one_click_unsubscribe_url"] == A_MAIL.stop_address
    assert posted["personalisation"]["subject"] == A_MAIL.subject
    assert A_MAIL.address in posted["personalisation"]["body"].splitlines()


async def test_a_way_out_that_is_not_https_is_left_out() -> None:
    with running_notify() as service:
        await sent(service, replace(A_MAIL, stop_address="http://localhost/q/t/stop"))
    assert "one_click_unsubscribe_url" not in service.posted[0]


ANSWERS: list[tuple[dict[str, Any], EmailOutcome]] = [
    ({"status": 201, "body": b"not json"}, EmailAccepted()),
    (
        {
            "status": 400,
            "body": refusal("ValidationError", "email_address Not a valid email address", 400),
        },
        Refused("address-refused"),
    ),
    (
        {"status": 400, "body": refusal("BadRequestError", "Missing personalisation: body", 400)},
        STOPS,
    ),
    ({"status": 403, "body": refusal("AuthError", "Invalid token", 403)}, STOPS),
    ({"status": 307}, STOPS),
    (
        {"status": 429, "body": refusal("RateLimitError", "Exceeded rate limit", 429)},
        RetryLater(notify.AGAIN, True, "notify-429", tried=False),
    ),
    (
        {"status": 500, "body": refusal("Exception", "Internal server error", 500)},
        Unknown("lost_reply"),
    ),
    ({"status": 503, "body": b"<html>"}, Unknown("lost_reply")),
    ({"status": DROP}, Unknown("lost_reply")),
]


@pytest.mark.parametrize(
    ("answer", "outcome"), ANSWERS, ids=lambda value: str(getattr(value, "get", str)("status"))
)
async def test_each_answer_means_one_thing_and_brings_one_post(
    answer: dict[str, Any], outcome: EmailOutcome
) -> None:
    with running_notify(Notify(**answer)) as service:
        assert await sent(service) == outcome
    assert len(service.posted) == 1


async def test_a_service_that_hangs_leaves_it_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        notify, "TOTAL_SECONDS", 1
    )  # fifteen seconds, shortened so that nobody waits for them
    with running_notify(Notify(HANG)) as service:
        assert await sent(service) == Unknown("lost_reply")
    assert len(service.posted) == 1


async def test_where_nobody_listens_no_try_is_used_up() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with mailing(f"http://127.0.0.1:{taken.getsockname()[1]}") as mailer:
            assert await mailer.send(A_MAIL) == SHUT


async def test_a_name_that_nobody_knows_uses_up_no_try() -> None:
    async with mailing("https://notify.invalid") as mailer:
        assert await mailer.send(A_MAIL) == SHUT


async def test_ten_at_once_are_ten_posts() -> None:
    with running_notify() as service:
        async with mailing(service.address) as mailer:
            outcomes = await asyncio.gather(
                *(mailer.send(replace(A_MAIL, to=f"p{at}@ashford.example")) for at in range(10))
            )
    assert outcomes == [EmailAccepted()] * 10
    assert len({posted["email_address"] for posted in service.posted}) == 10


async def test_what_could_not_be_delivered_is_asked_for_page_by_page() -> None:
    failed = [
        {"id": f"{at}5555555-5555-4555-8555-555555555555", "reference": once, "status": status}
        for at, (once, status) in enumerate(
            [
                ("letter-1-2-1", "permanent-failure"),
                ("letter-1-3-1", "temporary-failure"),
                ("of another system", "technical-failure"),
            ]
        )
    ]
    with running_notify(Notify(failed=failed)) as service:
        async with mailing(service.address) as mailer:
            assert await mailer.bounced() == [
                BouncedEmail("letter-1-2-1", "bounced"),
                BouncedEmail("letter-1-3-1", "not-taken"),
                BouncedEmail("of another system", "notify-failed"),
            ]
    assert service.posted == []
    assert len(service.paths) == 3


async def test_a_service_that_does_not_answer_has_nothing_to_say_of_failures() -> None:
    async with mailing("http://127.0.0.1:9") as mailer:
        assert await mailer.bounced() == []


def test_the_page_gives_the_template_to_paste_with_the_names_that_are_filled_in() -> None:
    page = (ROOT / "docs" / "mail.md").read_text("utf-8").split("## GOV.UK Notify")[1]
    named = re.findall(r"^\(\((\w+)\)\)$", page, re.MULTILINE)
    assert tuple(named) == notify.PLACEHOLDERS
