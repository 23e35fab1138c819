"""What a training partnership sends says that it is not real: in Teams and by e-mail."""

import asyncio
from dataclasses import replace

from bot.teams.door import to_bytes
from scheduler.messages import deliver_due
from storage.store import Store
from surveys.trust.training import MARK
from tests.builders.clock import SettableClock
from tests.builders.emails import NOT_INSTALLED, a_missed_briefing
from tests.builders.partnership import Town
from tests.dialogs.conftest import quick_town
from tests.scheduler.office import Office
from tests.scheduler.test_emails import office as mail_office
from tests.scheduler.test_emails import server
from tests.stand_ins.mail_server import MailServer

__all__ = ["quick_town", "server"]


def train(store: Store, partnership: int) -> None:
    store.act_now(lambda unit: unit.training.set(partnership, on=True))


def test_a_message_says_so_on_the_card_and_in_the_notification(office: Office) -> None:
    bodies = list[bytes]()
    office.context = replace(office.context, draw=to_bytes)
    send = office.script.send

    async def keeping(address: object, body: bytes, *, has_slot: bool = False) -> object:
        bodies.append(body)
        return await send(address, body, has_slot=has_slot)  # pyright: ignore[reportArgumentType]

    office.script.send = keeping  # pyright: ignore[reportAttributeAccessIssue]
    office.queue(once="real")
    asyncio.run(deliver_due(office.context))
    train(office.town.store, office.town.ashford.partnership)
    office.queue(once="drill")
    asyncio.run(deliver_due(office.context))

    real, drill = (body.decode() for body in bodies)
    assert MARK not in real
    assert f'"text":"{MARK}"' in drill
    assert '"summary":"Training: Done"' in drill


async def test_an_email_says_so_in_its_subject_and_first(
    quick_town: Town, clock: SettableClock, server: MailServer
) -> None:
    train(quick_town.store, quick_town.ashford.partnership)
    a_missed_briefing(quick_town, {"ann": NOT_INSTALLED})
    async with mail_office(quick_town, clock, server) as mail:
        await mail.works()
    [taken] = server.taken
    assert taken.message["Subject"].startswith("Training: ")
    body = taken.message.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith(f"{MARK}.")
