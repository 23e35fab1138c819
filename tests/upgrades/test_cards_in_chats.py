"""What people had before them goes on after an upgrade: cards, repeats and addresses.

The cards are those that the earlier revision drew, tapped over the real door.
"""

import json

from bot.teams.cards import attachment
from dialogs.replies import thaw
from dialogs.table import DIALOGS
from storage import tables as t
from surveys.sending.frozen import Frozen
from tests.journeys.house import House
from tests.journeys.person import Card, Person, reads
from tests.upgrades.conftest import Opening
from tests.upgrades.filled import CONNECTOR, Filled
from tests.upgrades.people import on_screen, somebody

TAPS: dict[
    str, tuple[str, dict[str, str], str]
] = {  # card: the button, what is filled in, what comes
    "invitation": ("open-survey", {}, "Question 1 of 8"),
    "question": ("answer", {"value": "Agree"}, "Question 3 of 9"),
    "question gone back to": ("answer", {"value": "Yes, I have used it"}, "Question 2 of 9"),
    "question under a ticket": ("answer", {"value": "Yes, straight away"}, "Question 3 of 7"),
    "finish later": ("my-surveys", {}, "Your surveys"),
    "briefing": ("read", {}, "You have read this."),
    "briefing that was read": ("not-useful", {}, "You did not find this useful."),
    "discussion": ("discussed", {"setting": "In the team"}, "You have told us how it was"),
    "intention": ("intended", {"what": "Ask", "by_when": "2026-05-01"}, "what you will do"),
    "plan check-in": ("what-came", {}, "We have recorded that it happened."),
    "concern alert": ("have-this", {}, "You are dealing with this concern"),
    "open concerns": ("have-this", {"concern": "C-DFKWGFG6"}, "You are dealing with this concern"),
    "home": ("not-reached", {}, "Who we have not reached"),
    "progress": ("progress", {}, "Updated "),
    "paused": ("resume-send", {}, "Updated "),
    "one briefing": ("ready-briefing", {}, "This is no longer a draft."),
    "choose a briefing": (
        "preview-briefing",
        {"briefing": "Supervision", "rule": "team=south"},
        "Send to 6 people?",
    ),
    "confirm": ("confirm-briefing", {}, "For 4 people."),  # two of the six have had it since
    "follow-up": (
        "preview-follow-up",
        {"subject": "Hearing children", "instrument": "Six weeks on", "rule": "team=south"},
        "Ask 7 people?",
    ),
    "confirm a follow-up": ("confirm-follow-up", {}, "For 7 people."),
}


def counts(house: House) -> dict[str, int]:
    """How much has been answered, done and sent."""
    tables = (t.answers, t.acts, t.discussions, t.waves)
    return {table.name: house.count(table) for table in tables}


async def tapped(person: Person, verb: str, fields: dict[str, str]) -> Card:
    """Tap a button; one that decides something is asked again first, because its card is old."""
    card = await person.taps(verb, **fields)
    if DIALOGS[verb].asks is None:
        return card
    assert "nothing was sent or changed" in reads(card)
    return await person.taps(verb, **fields)


async def test_cards_already_in_chats_are_answered(opened: Opening, filled: Filled) -> None:
    async with opened(minutes=1) as house:
        before = counts(house)
        came = {
            name: reads(await tapped(on_screen(house, filled, name), verb, fields))
            for name, (verb, fields, _) in TAPS.items()
        }

        assert {name for name, (_, _, words) in TAPS.items() if words not in came[name]} == set()
        grown = {name: number - before[name] for name, number in counts(house).items()}
        assert grown == {"answers": 2, "acts": 2, "discussions": 0, "waves": 1}
        assert house.count(t.dispatches, title="Supervision") == 2
        assert house.count(t.concerns, state="acknowledged") == 3
        assert house.count(t.briefings, ref="B3", state="ready") == 1


def test_every_recorded_card_with_a_button_of_ours_is_tapped(filled: Filled) -> None:
    with_buttons = {
        name
        for name, shown in filled.cards.items()
        if any("verb" in action for action in shown["card"]["actions"])
    }

    assert with_buttons == TAPS.keys()


async def test_a_repeat_gets_the_reply_that_was_kept(opened: Opening, filled: Filled) -> None:
    async with opened(minutes=1) as house:
        before = counts(house)
        for kept in filled.repeats:
            tapped = json.dumps(kept["activity"]).replace(CONNECTOR, house.lines.service_url)
            reply = thaw(Frozen(kept["kind"], json.dumps(kept["reply"])))

            answered = await house.lines.post(json.loads(tapped))

            assert answered["value"] == attachment(reply)["content"], kept["kind"]
        assert counts(house) == before


async def test_addresses_that_were_given_out_lead_where_they_did(
    opened: Opening, filled: Filled
) -> None:
    async with opened(minutes=1) as house:
        given, page = filled.scene["addresses"], house.lines.page
        link = house.lines.address + given["tracked link"]
        async with house.lines.session.get(link, allow_redirects=False) as answer:
            assert answer.headers["Location"] == "https://ashford.example/review"
        assert (await page(given["form"]))[0] == 200
        _, words = await page(given["words of a concern"], {})
        assert "My uncle frightens me, quicksilver porridge" in words.decode()
        status, file = await page(given["download"], {})
        assert (status, b"Ask who lives in the home" in file) == (200, True)
        assert b"Six weeks on" in (await page(given["page of an e-mail"]))[1]
        status, thanks = await page(given["page of an e-mail"], {"used": "no_case"})
        assert (status, b"All done" in thanks) == (200, True)


async def test_a_file_that_was_offered_is_put_where_consent_says(
    opened: Opening, filled: Filled
) -> None:
    async with opened(minutes=1) as house:
        offer = filled.scene["file_offer"]
        place = {
            "uploadUrl": f"{house.lines.service_url}upload/summary.json",
            "contentUrl": "https://ashford-my.sharepoint.com/personal/eve/summary.json",
            "name": "summary.json",
            "uniqueId": "unique-1",
            "fileType": "json",
        }
        await somebody(house, filled, offer["person"]).consents(offer["attachment"], place)
        await house.lines.until(lambda: bool(house.lines.connector.seen("upload")))
        [put] = house.lines.connector.seen("upload")
        assert len(put.body) == offer["attachment"]["content"]["sizeInBytes"]
