"""Printing links that were made before, and the list that they are found in."""

from datetime import date

import pytest
from sqlalchemy import func, select

from dialogs.asking.list_links import ListedLink, list_links
from dialogs.asking.make_link import LinkToMake, PublicLink, make
from dialogs.asking.print_link import PrintLink, print_link
from dialogs.asking.print_paper import (
    NewPapers,
    PrintPaper,
    numbers_of,
    print_paper,
    printed_papers,
)
from storage import tables as t
from surveys.asking.handout import PrintedLink
from surveys.problems import Refusal
from tests.builders.apart import swept
from tests.builders.asking import LINK, a_form, submission, submit
from tests.builders.clock import SettableClock
from tests.builders.partnership import Town
from tests.builders.ready import ready_for_links


def made(town: Town, **facts: object) -> PublicLink:
    town.store.act_now(lambda unit: ready_for_links(unit, town.ashford.partnership))
    usual = {"action": town.ashford.action, "instrument": "family", "voice": "family"}
    wanted = LinkToMake.model_validate(usual | facts)
    return town.store.act_now(lambda unit: make(town.speaking(unit, "lea"), wanted))


def printed(town: Town, wave: int | None, name: str = "lea") -> PrintedLink:
    command = PrintLink(wave=wave or 0)
    return town.store.act_now(lambda unit: print_link(town.speaking(unit, name), command))


def listed(town: Town, name: str = "lea") -> list[ListedLink]:
    return town.store.look(lambda unit: list_links(town.speaking(unit, name)))


def test_what_is_printed_later_is_what_was_printed_when_it_was_made(town: Town) -> None:
    link = made(town, label="Eastside", setting="a family hub", closes=date(2026, 4, 1))
    assert printed(town, link.wave) == link.printed
    assert link.printed.place == "Eastside, a family hub"
    assert link.printed.last_day == date(2026, 4, 1)


def test_a_link_without_label_and_end_is_printed_without(quick_town: Town) -> None:
    link = made(quick_town)
    assert printed(quick_town, link.wave) == link.printed
    assert (link.printed.place, link.printed.last_day) == ("", None)


def test_printing_is_on_record(quick_town: Town) -> None:
    link = made(quick_town)
    printed(quick_town, link.wave)
    query = select(func.count()).where(t.audit.c.act == "print link")
    assert quick_town.store.look(lambda unit: unit.connection.scalar(query)) == 1


@pytest.mark.parametrize(("name", "code"), [("lou", "not-found"), ("ann", "not-permitted")])
def test_only_a_lead_of_its_partnership_prints_a_link(
    quick_town: Town, name: str, code: str
) -> None:
    link = made(quick_town)
    with pytest.raises(Refusal) as refused:
        printed(quick_town, link.wave, name)
    assert refused.value.code == code


def test_an_address_that_was_not_kept_is_said(quick_town: Town) -> None:
    link = made(quick_town)
    quick_town.store.act_now(
        lambda unit: unit.connection.execute(t.links.update().values(code=None, sealed=None))
    )
    with pytest.raises(Refusal) as refused:
        printed(quick_town, link.wave)
    assert refused.value.code == "address-not-kept"
    assert listed(quick_town)[0].code == ""


def test_each_number_of_a_paper_is_given_out_once(town: Town) -> None:
    link = made(town)

    def papers(copies: int) -> NewPapers:
        command = PrintPaper(wave=link.wave or 0, copies=copies)
        return town.store.act_now(lambda unit: print_paper(town.speaking(unit, "lea"), command))

    first, second = papers(2), papers(1)
    assert first.link == link.printed
    assert [number[:4] for number in (*first.numbers, *second.numbers)] == ["0001", "0002", "0003"]
    which = PrintLink(wave=link.wave or 0)
    _, numbers = town.store.look(lambda unit: printed_papers(town.speaking(unit, "lea"), which))
    assert numbers == (*first.numbers, *second.numbers)


def test_papers_of_two_links_have_other_letters(quick_town: Town) -> None:
    waves = [made(quick_town).wave or 0 for _ in range(2)]
    one, other = (
        quick_town.store.look(lambda unit, wave=wave: numbers_of(unit, wave, range(1, 40)))
        for wave in waves
    )
    assert sum(first == second for first, second in zip(one, other, strict=True)) < 3


def test_links_are_listed_with_what_is_known_of_each(
    quick_town: Town, clock: SettableClock
) -> None:
    link = made(quick_town, label="Eastside", setting="a hub", closes=date(2026, 4, 1))
    (one,) = listed(quick_town)
    assert (one.number, one.label, one.setting) == (link.wave, "Eastside", "a hub")
    assert (one.code, one.is_open) == (link.printed.code, True)
    assert one.last_day == date(2026, 4, 1)
    assert listed(quick_town, "lou") == []
    clock.forward(days=60)
    assert not listed(quick_town)[0].is_open


def test_answers_are_counted_from_the_minimum_group(quick_town: Town) -> None:
    a_form(quick_town)
    for name in "abcde":
        submit(quick_town, submission(name, respect="always"))
    assert listed(quick_town)[0].answered is None
    (one,) = swept(quick_town.store, lambda unit: list_links(quick_town.speaking(unit, "lea")))
    assert (one.answered, one.code) == (5, code_of(quick_town))


def code_of(town: Town) -> str:
    return town.store.look(lambda unit: unit.public_links.code_of(LINK))
