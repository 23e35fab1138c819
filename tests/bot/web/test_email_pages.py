"""The pages that e-mails lead to, at a real server: what they show, send on and say on failure."""

import pytest

from dialogs.asking.answer_by_email import OpenEmailPage, OpenStop, SubmitEmailPage, TakeStop
from dialogs.replies import OneTimeLinkOffer, Reply, ShowBriefing
from surveys.problems import Refusal
from tests.bot.web.opened import House, opened
from tests.bot.web.page import Page, page_of
from tests.bot.web.replies import form_of, thanks

EMAIL_PAGE = "/q/abcd-1234_efgh"
BRIEFING = ShowBriefing(
    briefing=7,
    title="Hearing children",
    partnership="Northshire Safeguarding Children Partnership",
    sections=(
        (
            "What must change",
            "See all children.\nEvery time.\n\n- Ask first\n- Write it down\n\nThen tell the team.",
        ),
        ("Background", "<script>alert(1)</script> 3 children"),
    ),
    links=(("The whole <b>review</b>", "https://reviews.example/1?a=1&b=2"),),
)
STOP = OneTimeLinkOffer(title="Stop all messages?", text="None.", button="Stop", to="stop")


def email_form(**changes: object) -> Reply:
    return form_of("post-event", way_out=False, once="", **changes)


def house(shown: Reply | Exception, sent: Reply | Exception | None = None) -> House:
    done = thanks(voice="practitioner", reader="practitioner", way_out=False)
    return House(
        {OpenEmailPage: shown, SubmitEmailPage: sent or done, OpenStop: STOP, TakeStop: STOP}
    )


async def shown(reply: Reply | Exception) -> Page:
    async with opened(house(reply)) as client:
        return await page_of(await client.get(EMAIL_PAGE))


async def sent(at: House, *fields: tuple[str, str]) -> Page:
    async with opened(at) as client:
        return await page_of(await client.post(EMAIL_PAGE, data=fields))


async def test_a_survey_is_a_form_without_cookie_and_way_out() -> None:
    async with opened(house(email_form())) as client:
        answer = await client.get(EMAIL_PAGE)
        page = await page_of(answer)
    assert page.status == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert page.texts("script") == [""]
    assert "Exit this page" not in page.text
    assert {"tel:999", "tel:08088005000"} <= {a.get("href") for a in page.all("a")}
    assert "This is not a referral" in page.text


async def test_a_question_answered_before_says_so_and_shows_nothing() -> None:
    page = await shown(email_form(kept=frozenset({"relevant", "intention"})))
    assert page.text.count("Your answer is kept. Choose again to replace it.") == 1
    assert page.text.count("Your words are kept. Write again to replace them.") == 1
    assert not any("checked" in box for box in page.all("input"))


async def test_what_is_sent_goes_on_under_the_token() -> None:
    at = house(email_form())
    page = await sent(at, ("relevant", "agree"), ("intention", "See them alone"))
    assert page.texts("h1") == ["All done"]
    assert "Exit this page" not in page.text
    [command] = at.asked
    assert command == SubmitEmailPage(
        token="abcd-1234_efgh", fields={"relevant": ("agree",), "intention": ("See them alone",)}
    )


@pytest.mark.parametrize("problem", [RuntimeError("disk full"), Refusal("not-saved")])
async def test_answers_that_could_not_be_saved_are_held_by_the_page(problem: Exception) -> None:
    page = await sent(house(email_form(), problem), ("intention", "See them alone"))
    assert page.status == 503
    assert "This was not saved" in page.text
    assert ("intention", "See them alone") in {
        (one.get("name"), one.get("value")) for one in page.all("input")
    }
    assert "Exit this page" not in page.text


@pytest.mark.parametrize(("code", "status"), [("letter-over", 410), ("not-found", 404)])
async def test_a_page_that_is_over_is_plain_and_has_the_numbers_for_staff(
    code: str, status: int
) -> None:
    page = await shown(Refusal(code))
    assert page.status == status
    assert "Exit this page" not in page.text
    assert "tel:999" in {a.get("href") for a in page.all("a")}


async def test_a_briefing_has_its_sections_as_headings_and_its_links() -> None:
    page = await shown(BRIEFING)
    assert page.texts("h1") == ["Hearing children"]
    assert page.texts("h2")[:3] == ["What must change", "Background", "Read more"]
    assert page.texts("li")[:3] == ["Ask first", "Write it down", "The whole <b>review</b>"]
    assert "script" not in page.tags
    assert "https://reviews.example/1?a=1&b=2" in {a.get("href") for a in page.all("a")}
    assert page.texts("button") == ["I have read this"]


async def test_the_button_says_that_it_was_read_and_is_then_gone() -> None:
    page = await sent(house(BRIEFING, BRIEFING.model_copy(update={"acts": frozenset({"read"})})))
    assert "You have told us that you have read this." in page.text
    assert page.texts("button") == []


@pytest.mark.parametrize(("name", "out"), [("stop", True), ("start", False)])
async def test_stopping_asks_first_and_a_mail_program_may_press_the_button(
    name: str, out: bool
) -> None:
    at = house(email_form())
    async with opened(at) as client:
        page = await page_of(await client.get(f"{EMAIL_PAGE}/{name}"))
        done = await client.post(f"{EMAIL_PAGE}/{name}", data={"List-Unsubscribe": "One-Click"})
    assert (page.status, done.status) == (200, 200)
    assert page.first("form")["action"] == "stop"
    assert at.asked == [
        OpenStop(token="abcd-1234_efgh", out=out),
        TakeStop(token="abcd-1234_efgh", out=out),
    ]


@pytest.mark.parametrize(
    "path", ["/q/abc", f"/q/{'a' * 129}", "/q/abcd efgh", "/q/", f"{EMAIL_PAGE}/else"]
)
async def test_what_is_no_address_of_ours_is_not_found(path: str) -> None:
    at = house(email_form())
    async with opened(at) as client:
        assert (await client.get(path)).status == 404
    assert at.asked == []


ONE_CLICK = "List-Unsubscribe=One-Click"
MULTIPART = (
    '--gt\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--gt--\r\n'
)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", ONE_CLICK),
        ("multipart/form-data; boundary=gt", MULTIPART),
        ("application/x-www-form-urlencoded", ""),
    ],
    ids=["form", "multipart", "nothing"],
)
async def test_a_mail_program_stops_them_by_one_post_without_a_page(kind: str, body: str) -> None:
    """As RFC 8058 has it: no cookie, no page before, no redirect, and either kind of body."""
    at = house(email_form())
    async with opened(at) as client:
        headers = {"Content-Type": kind, "User-Agent": "mail program"}
        path = f"{EMAIL_PAGE}/stop"
        answer = await client.post(path, data=body, headers=headers, allow_redirects=False)
        assert answer.status == 200
        assert "Set-Cookie" not in answer.headers
    [command] = [one for one in at.asked if isinstance(one, TakeStop)]
    assert (command.token, command.out) == ("abcd-1234_efgh", True)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_scanner_that_follows_the_link_stops_nothing(method: str) -> None:
    at = house(email_form())
    async with opened(at) as client:
        assert (await client.request(method, f"{EMAIL_PAGE}/stop")).status == 200
    assert not any(isinstance(one, TakeStop) for one in at.asked)
