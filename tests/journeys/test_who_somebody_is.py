"""Who somebody is: tenant and object id bind a person once, and a lead decides what is in doubt."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.teams.development_connector import Treatment
from dialogs.impact.import_records import import_records
from storage import tables as t
from storage.unit import Unit
from surveys.sending.delivery import State
from tests.builders.clock import SettableClock
from tests.journeys.cast import ENTRA, NEWCOMER, bring_in, email, people_rows
from tests.journeys.house import House, open_house
from tests.journeys.person import Person, reads
from tests.stand_ins.activities import TENANT

OTHER = "77777777-aaaa-4bbb-8ccc-888888888888"
NEW_LEAD = "nan"  # on the roster by e-mail only


def _rows(**tenant: str) -> list[dict[str, str]]:
    new = {**people_rows()[-2], "email": email(NEW_LEAD), "name": "Nan Reed", "roles": "lead"}
    return [{**row, **tenant} for row in [*people_rows(), new | {"aad_object_id": ""}]]


def everybody_of_one_tenant(unit: Unit, _service_url: str) -> None:
    bring_in(unit)
    import_records("people", _rows(tenant=TENANT), None, False, unit)


@pytest.fixture
async def house(either_url: str, tmp_path: Path, clock: SettableClock) -> AsyncGenerator[House]:
    """Two tenants may speak to the bot, and the roster names the first for everyone."""
    tenants = {"GT_ALLOWED_TENANTS": f"{TENANT},{OTHER}"}
    opening = open_house(
        either_url, tmp_path / "keys.json", clock, begin=everybody_of_one_tenant, **tenants
    )
    async with opening as opened:
        yield opened


def account(house: House, name: str, number: int, tenant: str = TENANT, **names: str) -> Person:
    """A new account; Teams has these names for it, or none."""
    entra_id = f"00000000-0000-4000-8000-{number:012d}"
    person = Person(house.lines, f"{name}-{number}", entra_id, tenant=tenant)
    treatment = Treatment(200, body={"id": person.teams_user, **names})
    house.lines.connector.script(*[treatment] * 5, kind="members")
    return person


def acts(house: House) -> set[str]:
    query = select(t.audit.c.act)
    return set(house.store.look(lambda unit: unit.connection.scalars(query).all()))


def bound(house: House, name: str) -> tuple[str | None, str | None]:
    query = select(t.people.c.tenant_id, t.people.c.aad_object_id).filter_by(email=email(name))
    tenant, entra_id = house.store.look(lambda unit: unit.connection.execute(query).one())
    return tenant, entra_id


async def test_an_account_of_another_tenant_with_a_leads_email_is_refused_and_told(
    house: House,
) -> None:
    [lou] = await house.people("lou")
    thief = account(house, NEW_LEAD, 1, OTHER, email=email(NEW_LEAD))

    assert "another organisation’s Teams" in reads(await thief.says("concerns"))

    card = await lou.gets("We did not let them in")
    assert "Nan Reed" in reads(card)
    assert OTHER in reads(card)
    assert "actions" not in card, "nobody can let it in by a tap"
    assert bound(house, NEW_LEAD) == (None, None)
    assert {"refuse account"} <= acts(house)
    nan = account(house, NEW_LEAD, 2, email=email(NEW_LEAD))
    assert "concerns" in reads(await nan.says("help")), "and she is not locked out"
    assert bound(house, NEW_LEAD) == (TENANT, nan.object_id)


async def test_a_remade_account_asks_the_lead_and_both_are_told(house: House) -> None:
    sam, lou = await house.people("sam", "lou")
    again = account(house, "sam", 3, email=email("sam"))

    assert "this account is new to us" in reads(await again.says("help"))
    assert "What you can do here" in reads(await sam.says("help")), "until it is answered"
    await lou.gets("from a new account")
    assert "Sam Reed can use this account now" in reads(await lou.taps("account-theirs"))

    assert "What you can do here" in reads(await again.says("help"))
    assert "this account is new to us" in reads(await sam.says("help"))
    assert house.count(t.people, email=email("sam")) == 1
    assert {"bind account", "ask about account", "account theirs"} <= acts(house)


async def test_a_guest_account_is_asked_about_and_a_no_is_told(house: House) -> None:
    [lou] = await house.people("lou")
    guest = account(house, "kim", 4, userPrincipalName="kim_ashford.example#EXT#@council.example")

    assert "this account is new to us" in reads(await guest.says("help"))
    await lou.gets("guest account")
    assert "cannot act as Kim Reed" in reads(await lou.taps("account-not-theirs"))
    assert "is not the one on our list" in reads(await guest.says("help"))
    assert bound(house, NEWCOMER) == (None, None)


async def test_the_same_object_id_in_another_tenant_is_nobody(house: House) -> None:
    [sam] = await house.people("sam")
    double = Person(house.lines, "double", ENTRA["sam"], tenant=OTHER)

    assert "another organisation’s Teams" in reads(await double.says("my data"))
    await double.removes()

    theirs = {"aad_object_id": ENTRA["sam"], "state": "installed"}
    assert house.count(t.chats, **theirs) == 1
    assert "What you can do here" in reads(await sam.says("help"))


async def test_a_look_up_that_fails_is_not_said_to_be_a_stranger(house: House) -> None:
    [lou] = await house.people("lou")
    house.lines.connector.script(Treatment(503), kind="members")
    kim = house.person(NEWCOMER)

    assert "We cannot check just now whether" in reads(await kim.says("help"))
    house.lines.connector.script(
        Treatment(200, body=kim.on_roster_as(email(NEWCOMER))), kind="members"
    )
    assert "What you can do here" in reads(await kim.says("help"))
    assert lou.messages() == lou.messages()[:1], "nobody was asked"


async def test_a_renamed_account_goes_on_and_an_import_by_its_id_renames(house: House) -> None:
    [sam] = await house.people("sam")
    before = house.count(t.people)
    renamed = next(row for row in people_rows() if row["email"] == email("sam"))
    file = [{**renamed, "email": "sam.hill@ashford.example"}]

    result = house.store.act_now(lambda unit: import_records("people", file, None, False, unit))

    assert (result.created, result.changed) == (0, 1)
    assert house.count(t.people) == before
    assert "sam.hill@ashford.example" in reads(await sam.says("my data"))
    assert "rename" in acts(house)


async def test_where_the_roster_names_no_tenant_the_lead_is_asked(house: House) -> None:
    [val] = await house.people("val")
    house.store.act_now(
        lambda unit: unit.connection.execute(t.agencies.update().values(tenant_id=None))
    )
    lee = house.person("lee")
    assert "asked the safeguarding leads" in reads(await lee.says("help")), "by an id alone"
    kim = account(house, NEWCOMER, 5, email=email(NEWCOMER))
    assert "this account is new to us" in reads(await kim.says("help"))

    assert house.count(t.account_questions, why="tenant-unknown") == 2
    assert "Send briefing" in reads(await val.says("help")), "who was bound before goes on"


async def test_leads_whom_teams_knows_by_the_roster_alone_are_asked_too(house: House) -> None:
    account_of_kim = account(house, NEWCOMER, 6, OTHER, email=email(NEWCOMER))
    await account_of_kim.says("help")

    await house.lines.until(lambda: house.count(t.deliveries, state=State.SENT) == 2)
    assert bound(house, "lee") == (TENANT, ENTRA["lee"]), "by the chat that could be opened"
