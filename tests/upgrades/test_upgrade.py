"""An installation stopped in the middle of its work, upgraded, and started again: nothing is lost.

What waited goes out, what was on its way is not known and is not repeated, and cards that waited
to be changed are.
"""

from sqlalchemy import select

from storage import tables as t
from storage.database.revisions import pending
from surveys.sending.delivery import DeliveryKind, State
from tests.journeys.house import House
from tests.stand_ins.mail_server import MailServer
from tests.upgrades.conftest import Opening
from tests.upgrades.filled import Filled
from tests.upgrades.people import summaries

CHANNEL = "/v3/conversations/19:team@thread.tacv2/activities"
CAME = {  # by person: what waited for them, as a lock screen says it
    "ali": ("briefing for you: Sharing at once",),
    "cai": ("Did it happen?", "briefing for you: Sharing at once"),
    "fay": ("briefing for you: Supervision",),
    "gus": ("briefing for you: Neglect",),  # a send that comes again, and was due
    "hal": ("A reminder: a short survey",),
    "ida": ("A short survey",),
    "lee": ("A safeguarding concern needs you",),
    "lou": (
        "A safeguarding concern needs you",
        "One of your messages is paused",
        "Done",  # of a send that comes again, and could not go out
        "A preview, only for you: Neglect",
    ),
    "eve": ("Your impact summary is ready",),
}
PUT_AGAIN = {  # by what a card says then: who had one
    "has been withdrawn": ("gus", "hal", "ida", "jo", "kit", "liv", "mia"),
    "Ask at every visit, and write it down.": ("ali", "bea", "cai", "dot", "eli", "fay"),
    "See every child alone, at every visit.": ("ali", "mia", "sol", "val"),
}


def test_a_filled_database_comes_to_the_newest_schema(upgraded_url: str) -> None:
    assert pending(upgraded_url) == ()


async def all_gone_out(house: House) -> None:
    """Wait until nothing is left to do but what was set for another day or is held back."""

    def nothing_waits() -> bool:
        waiting = (
            house.count(t.dispatches, kind=DeliveryKind.COME_BACK) - 2,  # one had been before
            house.count(t.dispatches, kind=DeliveryKind.BRIEFING, title="Neglect")
            - 2,  # one comes again
            house.count(t.dispatches, state="open") - 1,  # set for the day after
            house.count(t.posts, state=State.PENDING),
            house.count(t.card_updates),
            house.count(t.orders, state="wanted"),
            house.count(t.letters, state=State.PENDING),
        )
        return not any(waiting)

    await house.lines.until(nothing_waits)


def states(house: House, title: str) -> dict[str, tuple[str, str | None]]:
    """How the messages of a send stand, by the beginning of the e-mail of each person."""
    of_send = t.deliveries.c.dispatch_id == t.dispatches.c.id
    to_person = t.deliveries.c.person_id == t.people.c.id
    query = select(t.people.c.email, t.deliveries.c.state, t.deliveries.c.reason)
    mine = query.where(of_send, to_person, t.dispatches.c.title == title)
    rows = house.store.look(lambda unit: unit.connection.execute(mine).all())
    return {row.email.partition("@")[0]: (row.state, row.reason) for row in rows}


async def test_what_waited_goes_out(opened: Opening, filled: Filled, mail: MailServer) -> None:
    async with opened(minutes=5) as house:
        await all_gone_out(house)

        came = {name: summaries(house, filled, name) for name in CAME}
        lost = [
            (name, words)
            for name, wanted in CAME.items()
            for words in wanted
            if not any(words in one for one in came[name])
        ]
        assert lost == []
        assert house.count(t.dispatches, paused_because="cannot-be-drawn") == 0
        written_to = {one for taken in mail.taken for one in taken.to}
        assert {"bea@ashford.example", "cai@ashford.example"} <= written_to
        assert house.count(t.letters, state=State.FAILED) == 0


async def test_what_was_on_its_way_is_not_known_and_not_repeated(
    opened: Opening, filled: Filled
) -> None:
    async with opened(minutes=5) as house:
        await house.lines.until(lambda: house.count(t.deliveries, state=State.SENDING) == 0)
        await all_gone_out(house)

        assert states(house, "Supervision") == {
            "ali": (State.SENT, None),
            "bea": (State.FAILED, "not_installed"),
            "cai": (State.UNKNOWN, "lost_reply"),
            "dot": (State.SKIPPED, "opted_out"),
            "eli": (State.UNKNOWN, "lease_ran_out"),
            "fay": (State.SENT, None),
            "gus": (State.PROVEN, None),
        }
        settled = ("ali", "bea", "cai", "dot", "eli", "gus")
        again = {name: "".join(summaries(house, filled, name)) for name in settled}
        assert [name for name, words in again.items() if "Supervision" in words] == []


async def test_what_was_held_back_stays_where_it_was(opened: Opening) -> None:
    async with opened(minutes=5) as house:
        await all_gone_out(house)

        assert house.count(t.deliveries, state=State.PENDING) == 9 + 8  # paused, and for tomorrow
        assert house.count(t.dispatches, state="paused") == 1
        assert house.count(t.dispatches, state="cancelled") == 1


async def test_cards_that_waited_to_be_changed_are_put_again(opened: Opening) -> None:
    async with opened(minutes=5) as house:
        await all_gone_out(house)

        put = [(one.path, one.body.decode()) for one in house.lines.connector.seen("update")]
        for words, names in PUT_AGAIN.items():
            places = "".join(path for path, body in put if words in body)
            assert [name for name in names if f"chat-{name}/" not in places] == []


async def test_a_post_that_waited_goes_out_and_an_earlier_one_is_changed(opened: Opening) -> None:
    async with opened(minutes=5) as house:
        await house.lines.until(lambda: house.count(t.posts, shows=1) == 1)
        await house.lines.until(lambda: house.count(t.posts, state=State.SENT) == 2)

        seen = house.lines.connector.seen
        [posted] = [one.body.decode() for one in seen("message") if one.path == CHANNEL]
        assert "Sharing at once" in posted
        [changed] = [one.body.decode() for one in seen("update") if one.path.startswith(CHANNEL)]
        assert "See every child alone, at every visit." in changed
