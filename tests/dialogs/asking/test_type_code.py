"""A code that is typed leads to its form; any other is answered with whom to call."""

import pytest

from dialogs.asking.type_code import TypeCode, type_code
from dialogs.replies import AskLinkCode, LeadsTo, Reply, ShowStart
from storage import tables as t
from tests.builders.asking import LINK, a_form, followed
from tests.builders.partnership import INSTALLATION, Town


def typed(town: Town, code: str) -> Reply:
    return town.store.act_now(lambda unit: type_code(unit, TypeCode(code=code), INSTALLATION))


def code_of(town: Town) -> str:
    return town.store.look(lambda unit: unit.public_links.code_of(LINK))


@pytest.mark.parametrize("as_typed", [str, str.lower, lambda code: f" {code.replace('-', ' ')} "])
def test_a_code_leads_to_the_form_of_its_link(quick_town: Town, as_typed: type[str]) -> None:
    a_form(quick_town)
    reply = typed(quick_town, as_typed(code_of(quick_town)))
    assert reply == LeadsTo(address=f"/f/{LINK}")


def test_the_form_that_it_leads_to_opens(town: Town) -> None:
    a_form(town)
    reply = typed(town, code_of(town))
    assert isinstance(reply, LeadsTo)
    assert isinstance(followed(town.store, reply.address.rpartition("/")[2]), ShowStart)


def test_a_slip_and_a_code_of_no_link_are_asked_for_again_with_the_numbers(
    quick_town: Town,
) -> None:
    a_form(quick_town)
    code = code_of(quick_town)
    other = quick_town.store.look(lambda unit: unit.public_links.code_of("another-link"))
    for wrong in (code[:-1], code[1] + code[0] + code[2:], other, "I am scared at home"):
        reply = typed(quick_town, wrong)
        assert isinstance(reply, AskLinkCode)
        assert (reply.typed, reply.problem) == (wrong, "link-code-wrong")
        assert {"tel:999", "tel:08001111"} <= {line.href for line in reply.help_lines}


def test_nothing_typed_is_asked_for_without_a_problem(quick_town: Town) -> None:
    reply = typed(quick_town, " ")
    assert isinstance(reply, AskLinkCode)
    assert reply.problem == ""


def test_neither_token_nor_code_is_stored_as_it_is(town: Town) -> None:
    a_form(town)
    code = code_of(town)
    rows = town.store.look(lambda unit: unit.connection.execute(t.links.select()).mappings().all())
    for value in rows[0].values():
        stored = value if isinstance(value, bytes) else str(value).encode()
        assert LINK.encode() not in stored
        assert code.encode() not in stored


def test_a_link_made_before_there_were_codes_has_none(quick_town: Town) -> None:
    a_form(quick_town)
    code = code_of(quick_town)
    quick_town.store.act_now(
        lambda unit: unit.connection.execute(t.links.update().values(code=None, sealed=None))
    )
    assert isinstance(typed(quick_town, code), AskLinkCode)
    assert isinstance(followed(quick_town.store, LINK), ShowStart)
