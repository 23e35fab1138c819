"""Forms that no browser sends are refused with a page; none is an error of ours."""

from collections.abc import AsyncIterator
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.web.form_data import Fields, fields_of, made_out
from dialogs.asking.answer_form import SubmitForm
from surveys.problems import Refusal
from tests.bot.web.opened import Client, House, opened
from tests.bot.web.page import page_of

FORM = "/f/abcd1234"
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
NAMES = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True)
WORDS = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1
).filter(str.strip)


def sent_to(house: House) -> SubmitForm:
    """The one command that went on."""
    [command] = house.asked
    assert isinstance(command, SubmitForm)
    return command


@pytest.fixture
async def house() -> House:
    return House()


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with opened(house) as client:
        yield client


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"used=yes",  # no _once
        b"_once=1&_once=2",
        b"_once=1&used=yes&used=yes",
        b"_once=1&used=%zz",
        b"_once=1&used=%e",
        b"_once=1&used=%ff%fe",
        b"_once=1&used=\xff",
        b"_once=1&used=a%00b",
        b"_once=1&used=a\x00b",
        b"_once=1&us%00ed=a",
        b"_once=1&used",
        b"_once=1&__proto__=1&Used=1",
        b"&".join([b"_once=1", *(b"a%d=1" % n for n in range(500))]),
    ],
)
async def test_a_form_no_browser_sends_is_refused_and_heard_as_far_as_it_can_be_read(
    client: Client, house: House, body: bytes
) -> None:
    page = await page_of(await client.post(FORM, data=body, headers=URLENCODED))
    assert page.status == 400
    assert "Your answers are not saved yet" in page.text
    assert page.first("form")["method"] == "post"
    assert sent_to(house).unread or not sent_to(house).once


@pytest.mark.parametrize(
    "kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", "", "x"]
)
async def test_another_kind_of_content_is_refused(client: Client, house: House, kind: str) -> None:
    body = b"_once=1&used=yes&say=I+am+scared"
    response = await client.post(FORM, data=body, headers={"Content-Type": kind})
    assert response.status == 400
    assert sent_to(house).unread == "form-unreadable"
    assert "scared" in str(sent_to(house).fields)


async def test_a_packed_body_is_refused(client: Client, house: House) -> None:
    headers = {**URLENCODED, "Content-Encoding": "gzip"}
    response = await client.post(FORM, data=b"not gzip at all", headers=headers)
    assert response.status == 400
    assert sent_to(house).fields == {}


@pytest.mark.parametrize("announced", [True, False])
async def test_a_form_beyond_64_kb_is_refused_however_it_is_sent(
    client: Client, house: House, announced: bool
) -> None:
    body = urlencode({"_once": "1", "say": "x " * 35_000 + "I am scared"}).encode()

    async def in_pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(body), 10_000):
            yield body[at : at + 10_000]

    response = await client.post(FORM, data=body if announced else in_pieces(), headers=URLENCODED)
    assert response.status == 413
    assert sent_to(house).unread == "too-large"
    assert sent_to(house).fields["say"][0].endswith("I am scared")


async def test_of_a_flood_in_one_form_no_more_is_read_than_a_few_forms(
    client: Client, house: House
) -> None:
    body = b"_once=1&say=" + b"x" * 2_000_000
    response = await client.post(FORM, data=body, headers=URLENCODED)
    assert response.status == 413
    assert len(sent_to(house).fields["say"][0]) < 300_000


async def test_a_form_just_within_64_kb_is_taken(client: Client, house: House) -> None:
    body = b"_once=1&say=" + b"x" * (64 * 1024 - 12)
    assert (await client.post(FORM, data=body, headers=URLENCODED)).status == 200
    assert len(house.asked) == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_another_method_is_refused_with_a_page(client: Client, method: str) -> None:
    response = await client.request(method, FORM)
    assert response.status == 405
    assert response.headers["Allow"]


@settings(deadline=None)  # each example opens a server
@given(
    body=st.one_of(
        st.binary(max_size=300), st.text("_once=1&%0aZ;+\0é", max_size=80).map(str.encode)
    )
)
async def test_whatever_is_posted_is_never_an_error_of_ours(body: bytes) -> None:
    async with opened() as client:
        response = await client.post(FORM, data=body, headers=URLENCODED)
        assert response.status < 500


@given(
    fields=st.dictionaries(NAMES, st.lists(WORDS, unique=True, min_size=1, max_size=4), max_size=8)
)
def test_what_a_browser_sends_arrives_as_it_was_typed(fields: dict[str, list[str]]) -> None:
    body = urlencode(fields, doseq=True).encode()
    assert fields_of(body) == {name: tuple(values) for name, values in fields.items()}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"say=I+am+scared&used=%zz", "I am scared"),
        (b"say=I+am+scared&say=I+am+scared", "I am scared"),
        (b"I+am+scared", "I am scared"),
        (b"Say+Now=I+am+scared", "I am scared"),
        (b"say=I+am+scared%00%ff", "I am scared"),
        ("say=I am \u201cscared\u201d".encode(), "I am \u201cscared\u201d"),
    ],
)
def test_what_can_be_made_out_in_a_broken_form_is(body: bytes, words: str) -> None:
    said = [value for values in made_out(body).values() for value in values]
    assert [value.strip("\ufffd") for value in said].count(words) == 1


@given(body=st.binary(max_size=300))
def test_something_or_nothing_is_made_out_in_any_body(body: bytes) -> None:
    assert all("\0" not in value for values in made_out(body).values() for value in values)


@given(body=st.binary(max_size=200))
@example(b"a=%00")
def test_a_body_is_read_or_refused(body: bytes) -> None:
    fields: Fields = {}
    with suppress(Refusal):
        fields = fields_of(body)
    assert all("\0" not in value for values in fields.values() for value in values)
