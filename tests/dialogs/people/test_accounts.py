"""Accounts that could be someone's: bound, refused or asked about, and what a lead answers."""

import pytest
from sqlalchemy import select, update

from dialogs.people.accounts import introduce
from dialogs.replies import Said
from storage import tables as t
from storage.unit import Unit
from surveys.accounts import TeamsAccount
from surveys.problems import Refusal
from tests.builders.partnership import TENANT, Town

REMADE = TeamsAccount(TENANT, "aad-remade", ("ann@ashford.example",))


def met(town: Town, account: TeamsAccount, only: str = TENANT) -> str | None:
    return town.store.act_now(lambda unit: introduce(unit, account, only))


def account_of(town: Town, name: str) -> tuple[str | None, str | None]:
    row = select(t.people.c.tenant_id, t.people.c.aad_object_id).filter_by(id=town.ids[name])
    tenant, entra_id = town.store.look(lambda unit: unit.connection.execute(row).one())
    return tenant, entra_id


def change(town: Town, name: str, **facts: object) -> None:
    changed = update(t.people).where(t.people.c.id == town.ids[name]).values(**facts)
    town.store.act_now(lambda unit: unit.connection.execute(changed))


def trail(town: Town) -> list[str]:
    query = select(t.audit.c.act).order_by(t.audit.c.partnership_id, t.audit.c.seq)
    return list(town.store.look(lambda unit: unit.connection.scalars(query).all()))


def cards(town: Town) -> list[str]:
    """The titles of what was sent to leads."""
    query = select(t.dispatches.c.title).where(t.dispatches.c.once.like("account:%"))
    return list(town.store.look(lambda unit: unit.connection.scalars(query).all()))


def test_an_account_is_bound_by_an_email_in_every_partnership_at_once(town: Town) -> None:
    change(town, "ann", aad_object_id=None, tenant_id=None)
    change(town, "ben", aad_object_id=None, tenant_id=None, email="ann@ashford.example")

    assert met(town, REMADE) is None
    assert account_of(town, "ann") == account_of(town, "ben") == (TENANT, "aad-remade")
    assert trail(town) == ["bind account", "bind account"]


def test_a_changed_id_keeps_the_old_account_until_a_lead_says_that_the_new_one_is_theirs(
    town: Town,
) -> None:
    assert met(town, REMADE) == "account-asked"
    assert account_of(town, "ann") == (TENANT, "aad-ann")

    said = town.say("lea", "account-theirs", asked=1)

    assert isinstance(said, Said)
    assert account_of(town, "ann") == (TENANT, "aad-remade")
    assert trail(town) == ["ask about account", "account theirs", "bind account"]


def test_an_account_that_is_not_theirs_is_told_so_and_nobody_is_asked_again(town: Town) -> None:
    met(town, REMADE)
    assert met(town, REMADE) == "account-asked"
    town.say("lea", "account-not-theirs", asked=1)

    assert met(town, REMADE) == "account-not-theirs"
    assert account_of(town, "ann") == (TENANT, "aad-ann")
    assert cards(town) == ["Please check a Teams account"]


def test_an_account_that_was_theirs_and_was_replaced_is_asked_about_again(town: Town) -> None:
    met(town, REMADE)
    town.say("lea", "account-theirs", asked=1)
    before = TeamsAccount(TENANT, "aad-ann", ("ann@ashford.example",))
    met(town, before)
    town.say("lea", "account-theirs", asked=2)

    assert met(town, REMADE) == "account-asked"
    town.say("lea", "account-theirs", asked=1)

    assert account_of(town, "ann") == (TENANT, "aad-remade")


def test_only_the_first_answer_about_an_account_counts(town: Town) -> None:
    met(town, REMADE)
    town.say("lea", "account-not-theirs", asked=1)
    town.say("dee", "account-not-theirs", asked=1)

    with pytest.raises(Refusal, match="answered this already"):
        town.say("dee", "account-theirs", asked=1)
    assert account_of(town, "ann") == (TENANT, "aad-ann")


def test_a_lead_of_another_partnership_is_neither_asked_nor_heard(town: Town) -> None:
    met(town, REMADE)

    with pytest.raises(Refusal, match="could not find"):
        town.say("lou", "account-theirs", asked=1)


def test_an_account_of_another_tenant_is_told_to_the_leads_and_cannot_be_let_in(
    town: Town,
) -> None:
    change(town, "ann", aad_object_id=None, tenant_id=None)
    stranger = TeamsAccount("tenant-2", "aad-stranger", ("ann@ashford.example",))

    assert met(town, stranger) == "account-elsewhere"
    with pytest.raises(Refusal, match="another tenant"):
        town.say("lea", "account-theirs", asked=1)
    assert account_of(town, "ann") == (None, None)
    assert (trail(town), len(cards(town))) == (["refuse account"], 1)


def test_an_account_that_is_someone_elses_already_is_not_given_to_a_second_person(
    town: Town,
) -> None:
    met(town, REMADE)
    change(town, "bob", aad_object_id="aad-remade")

    with pytest.raises(Refusal, match="belongs to someone else"):
        town.say("lea", "account-theirs", asked=1)


def test_of_two_people_with_the_names_of_one_account_it_is_the_one_with_its_email(
    town: Town,
) -> None:
    for name in ("ann", "bob"):
        change(town, name, aad_object_id=None, tenant_id=None)
    names = ("bob@ashford.example", "ann@ashford.example")

    assert met(town, TeamsAccount(TENANT, "aad-new", names)) is None
    assert account_of(town, "bob") == (TENANT, "aad-new")
    assert account_of(town, "ann") == (None, None)


def test_a_stranger_is_on_no_list_and_nobody_hears_of_them(town: Town) -> None:
    assert met(town, TeamsAccount(TENANT, "aad-x", ("x@elsewhere.example",))) == "not-on-roster"
    assert met(town, TeamsAccount(TENANT, "aad-x")) == "not-on-roster"
    assert trail(town) == cards(town) == []


def test_someone_known_by_the_roster_alone_is_bound_at_their_first_chat(town: Town) -> None:
    change(town, "ann", tenant_id=None)

    def first(unit: Unit) -> list[int | None]:
        account = TeamsAccount(TENANT, "aad-ann")
        return [unit.accounts.bind_opened(town.ids["ann"], account) for _ in range(2)]

    assert town.store.act_now(first) == [town.ashford.partnership, None]
    assert account_of(town, "ann") == (TENANT, "aad-ann")
