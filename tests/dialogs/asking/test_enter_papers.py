"""Forms on paper: heard at once, typed in by two people, and counted where both typed the same."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from dialogs.asking.differing_cells import WaitingPapers, waiting_papers
from dialogs.asking.enter_papers import PapersEntered, enter_papers, hear_papers
from dialogs.asking.print_paper import numbers_of
from storage import tables as t
from storage.unit import Unit
from surveys.asking.wave import CLOSED
from surveys.problems import Refusal
from surveys.records.sheet import ImportRefused, Sheet, sheet_of
from tests.builders.apart import swept, values
from tests.builders.asking import a_form
from tests.builders.clock import SettableClock
from tests.builders.partnership import Town

HARM = "My uncle hits me every night"


@dataclass(frozen=True)
class Office:
    """Where papers of one link are typed in."""

    town: Town
    wave: int
    numbers: tuple[str, ...]

    def sheet(self, *rows: dict[str, str]) -> Sheet:
        """Return a sheet with the forms in their order, or under a number of their own."""
        numbered = zip(self.numbers, rows, strict=False)
        return sheet_of([{"form_number": number, **row} for number, row in numbered])

    def enters(self, name: str, sheet: Sheet) -> PapersEntered:
        """Bring in a sheet as the command does: heard in a unit of its own."""
        act = self.town.store.act_now
        act(lambda unit: hear_papers(self.town.speaking(unit, name), self.wave, sheet))
        return act(lambda unit: enter_papers(self.town.speaking(unit, name), self.wave, sheet))

    def problems(self, name: str, sheet: Sheet) -> list[str]:
        with pytest.raises(ImportRefused) as refused:
            self.enters(name, sheet)
        return refused.value.lines()

    def waiting(self, name: str = "lea") -> WaitingPapers:
        look = self.town.store.look
        return look(lambda unit: waiting_papers(self.town.speaking(unit, name), self.wave))

    def concerns(self) -> int:
        counted = select(func.count()).select_from(t.concerns)
        return self.town.store.look(lambda unit: unit.connection.scalars(counted).one())

    def rows(self) -> Sequence[tuple[str | None, ...]]:
        """What is kept of each response once the sweep has been."""
        kept = ("door", "assisted_by", "assisted_how", "entered_by", "checked_by")
        query = select(*(t.responses.c[name] for name in kept))
        return swept(
            self.town.store, lambda unit: [tuple(row) for row in unit.connection.execute(query)]
        )


def an_office(town: Town, code: str = "family", copies: int = 4) -> Office:
    a_form(town, code)

    def arrange(unit: Unit) -> tuple[int, tuple[str, ...]]:
        wave = unit.connection.scalars(select(t.links.c.wave_id)).one()
        counts = unit.public_links.print_papers(wave, copies)
        return wave, numbers_of(unit, wave, counts)

    return Office(town, *town.store.act_now(arrange))


@pytest.fixture
def office(town: Town) -> Office:
    return an_office(town)


@pytest.fixture
def quick_office(quick_town: Town) -> Office:
    return an_office(quick_town)


def test_what_two_people_type_alike_is_an_answer_marked_as_paper(office: Office) -> None:
    ann = office.enters("ann", office.sheet({"respect": "Always", "say": "More time, please."}))
    assert (ann.first, ann.counted) == (office.numbers[:1], ())
    assert office.rows() == []
    bob = office.enters("bob", office.sheet({"respect": "always", "say": "more time please"}))
    assert (bob.first, bob.counted, bob.differing) == ((), office.numbers[:1], ())
    [(door, by, how, entered, checked)] = office.rows()
    assert (door, by, how) == ("paper", None, None)
    keyring = office.town.store.keyring
    assert (entered, checked) == tuple(
        keyring.mark("entered by", office.wave, office.town.ids[name]) for name in ("ann", "bob")
    )
    assert values(office.town) == {"respect": json.dumps("always"), "say": "null"}
    assert office.waiting().once == ()


def test_one_person_twice_is_no_second_look(office: Office) -> None:
    sheet = office.sheet({"respect": "Always"})
    office.enters("ann", sheet)
    again = office.enters("ann", sheet)
    assert (again.first, again.counted) == (office.numbers[:1], ())
    assert office.rows() == []
    assert office.waiting().once == ((office.numbers[0], "Ann"),)


def test_what_differs_is_listed_cell_by_cell_and_counts_once_one_of_them_looks_again(
    office: Office,
) -> None:
    office.enters("ann", office.sheet({"respect": "Always", "say": "Time"}, {"respect": "Never"}))
    bob = office.enters(
        "bob", office.sheet({"respect": "Rarely", "say": "Tea"}, {"respect": "Never"})
    )
    assert bob.counted == office.numbers[1:2]
    assert [(one.number, one.column, one.first, one.second) for one in bob.differing] == [
        (office.numbers[0], "respect", ("Ann", "Always"), ("Bob", "Rarely")),
        (office.numbers[0], "say", ("Ann", "other words"), ("Bob", "other words")),
    ]
    assert office.waiting().differing == bob.differing
    assert len(office.rows()) == 1
    ann = office.enters("ann", office.sheet({"respect": "Rarely", "say": "Tea"}))
    assert ann.counted == office.numbers[:1]
    assert len(office.rows()) == 2
    assert office.waiting() == WaitingPapers(4, (), ())


def test_two_who_typed_alike_at_one_moment_are_both_listed_and_one_of_them_counts_it(
    office: Office,
) -> None:
    sheet = office.sheet({"respect": "Always"})
    office.enters("ann", sheet)

    def at_that_moment(unit: Unit) -> None:
        [mine] = unit.paper_entries.of_wave(office.wave)
        theirs = replace(mine, entered_by=office.town.ids["bob"])
        unit.paper_entries.put(office.wave, [theirs], unit.now.date())

    office.town.store.act_now(at_that_moment)
    number = office.numbers[0]
    assert office.waiting().once == ((number, "Ann"), (number, "Bob"))
    assert office.enters("ann", sheet).counted == (number,)
    assert office.waiting().once == ()


def test_a_summary_says_how_many_answered_on_paper(office: Office) -> None:
    sheet = office.sheet({"respect": "Always"}, {"respect": "Never"})
    for name in ("ann", "bob"):
        office.enters(name, sheet)
    place, action = office.town.ashford.partnership, office.town.ashford.action

    def doors(unit: Unit) -> list[tuple[str, int]]:
        evidence = unit.evidence.gather(place, action, unit.today)
        return [door for wave in evidence.asked for door in wave.by_door]

    assert ("paper", 2) in swept(office.town.store, doors)


def test_a_paper_is_counted_once_and_the_same_sheet_again_changes_nothing(office: Office) -> None:
    sheet = office.sheet({"respect": "Always"})
    for name in ("ann", "bob"):
        office.enters(name, sheet)
    for name in ("ann", "bob", "cat"):
        again = office.enters(name, sheet)
        assert (again.before, again.counted, again.first) == (office.numbers[:1], (), ())
    assert len(office.rows()) == 1


def test_who_helped_is_kept_and_compared(office: Office) -> None:
    helped = {"respect": "Always", "helped_by": "An interpreter", "helped_how": "read; wrote"}
    office.enters("ann", office.sheet(helped))
    bob = office.enters("bob", office.sheet(helped | {"helped_by": "A teacher"}))
    [cell] = bob.differing
    assert (cell.column, cell.first[1]) == ("helped_by, helped_how", "interpreter, read,wrote")
    office.enters("bob", office.sheet(helped))
    assert office.rows()[0][1:3] == ("interpreter", "read,wrote")


def test_a_disclosure_is_heard_at_once_and_never_waits_in_the_clear(office: Office) -> None:
    office.enters("ann", office.sheet({"respect": "Never", "say": HARM}))
    assert office.concerns() == 1
    [entry] = office.town.store.look(lambda unit: unit.paper_entries.of_wave(office.wave))
    assert entry.heard
    assert HARM not in str(entry)
    office.enters("bob", office.sheet({"respect": "Never", "say": HARM.lower()}))
    assert values(office.town) == {"respect": json.dumps("never"), "say": "null"}
    texts = swept(office.town.store, lambda unit: unit.connection.execute(select(t.texts)).all())
    assert texts == []


def test_the_same_sheet_again_raises_no_second_concern_and_says_which_paper(
    office: Office,
) -> None:
    for _ in range(3):
        office.enters("ann", office.sheet({"say": HARM}))
    assert office.concerns() == 1
    text = office.town.store.look(lambda unit: unit.concerns.text(1))
    assert ("Number on the paper", office.numbers[0]) in text.words
    assert text.door == "paper"


def test_a_tick_for_help_is_heard_at_once(quick_office: Office) -> None:
    quick_office.enters("ann", quick_office.sheet({"respect": "Always", "concern": "Yes, now"}))
    assert quick_office.concerns() == 1


def test_words_are_heard_where_everything_else_of_the_sheet_is_refused(
    quick_office: Office,
) -> None:
    row = {"form_number": "0099-ZZ", "respect": "Sort of", "notes": HARM}
    lines = quick_office.problems("ann", sheet_of([row]))
    assert any("notes: is not a column we know" in line for line in lines)
    assert any("form_number: is not the number of a form of this link" in line for line in lines)
    assert any("respect: That is not one of the answers offered." in line for line in lines)
    assert quick_office.concerns() == 1
    assert quick_office.waiting().once == ()


def test_a_row_with_a_cell_too_many_is_heard(quick_office: Office) -> None:
    sheet = quick_office.sheet({"respect": "Always"})
    ragged = Sheet(sheet.columns, sheet.rows, (), (("0002-XX", "Always", HARM),))
    quick_office.enters("ann", ragged)
    assert quick_office.concerns() == 1


def test_all_rows_are_kept_or_none(office: Office) -> None:
    good, bad = {"respect": "Always"}, {"respect": "Perhaps"}
    assert office.problems("ann", office.sheet(good, bad)) == [
        "line 3, respect: That is not one of the answers offered."
    ]
    assert office.waiting().once == ()


def test_a_number_twice_in_a_sheet_is_named(quick_office: Office) -> None:
    row = {"form_number": quick_office.numbers[0], "respect": "Always"}
    assert quick_office.problems("ann", sheet_of([row, row])) == [
        "line 3, form_number: this form is already on line 2"
    ]


def test_a_sheet_without_numbers_and_a_helper_who_is_not_offered_are_named(
    quick_office: Office,
) -> None:
    lines = quick_office.problems(
        "ann", sheet_of([{"respect": "Always", "helped_by": "Mrs Smith"}])
    )
    assert "line 1, form_number: this column is missing" in lines
    assert any("helped_by: That is not one of the answers" in line for line in lines)


def test_papers_that_never_came_back_are_left_aside(quick_office: Office) -> None:
    came = quick_office.enters("ann", quick_office.sheet({"respect": ""}, {"respect": "Always"}))
    assert came.first == quick_office.numbers[1:2]


def test_a_row_of_the_database_tells_neither_number_nor_answer(office: Office) -> None:
    office.enters("ann", office.sheet({"respect": "Always", "say": "More tea"}))
    query = select(t.paper_entries)
    [row] = office.town.store.look(lambda unit: unit.connection.execute(query).mappings().all())
    kept = " ".join(one.hex() if isinstance(one, bytes) else str(one) for one in row.values())
    for words in (office.numbers[0], "always", "More tea"):
        assert words not in kept
        assert words.encode() not in row["sealed"]
    assert len(row["sealed"]) > 2048


def test_papers_of_the_last_day_are_typed_in_until_a_week_after_it(
    quick_office: Office, clock: SettableClock
) -> None:
    def close(unit: Unit) -> None:
        ends = unit.now + timedelta(days=1)
        unit.connection.execute(t.waves.update().values(closes_at=ends))

    quick_office.town.store.act_now(close)
    clock.forward(days=2)
    quick_office.town.store.act_now(
        lambda unit: unit.connection.execute(t.waves.update().values(state=CLOSED))
    )
    sheet = quick_office.sheet({"respect": "Always"})
    quick_office.enters("ann", sheet)
    assert quick_office.enters("bob", sheet).counted == quick_office.numbers[:1]
    clock.forward(days=7)
    late = quick_office.sheet({}, {"say": HARM})
    with pytest.raises(Refusal) as refused:
        quick_office.enters("ann", late)
    assert refused.value.code == "papers-too-late"
    assert quick_office.concerns() == 1


def test_nobody_types_in_papers_of_another_partnership(quick_office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        quick_office.enters("lou", quick_office.sheet({"respect": "Always"}))
    assert refused.value.code == "not-found"


def test_who_typed_how_many_is_on_record_and_no_number_is(quick_office: Office) -> None:
    quick_office.enters("ann", quick_office.sheet({"respect": "Always"}, {"respect": "Never"}))
    query = select(t.audit.c.actor, t.audit.c.subject).where(t.audit.c.act == "enter papers")
    rows = quick_office.town.store.look(lambda unit: unit.connection.execute(query).all())
    ann = quick_office.town.ids["ann"]
    assert [tuple(row) for row in rows] == [
        (f"person:{ann}", f"wave:{quick_office.wave} forms:2 counted:0")
    ]
