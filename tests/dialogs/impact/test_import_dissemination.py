"""What newsletters, pages and the like counted, from files: contacts, each once in every action."""

from datetime import date

import pytest
from sqlalchemy import select

from dialogs.impact.import_records import ImportRefused, import_records
from storage import tables as t
from storage.store import Store
from surveys.impact.dissemination import (
    ContactCount,
    ContactKind,
    Dissemination,
    DisseminationKind,
)
from surveys.impact.kinds import AtSource
from tests.builders.files import Cells, a_dissemination_row, an_action_row
from tests.builders.register import bring_in, evidence, its_partnership, planned

__all__ = ["planned"]
DAY = date(2026, 3, 2)
LATER = date(2026, 4, 1)
COUNCIL, POLICE = "Ashford Council", "Ashford Police"
PAGE = {"kind": "web page", "item": "Seven minutes", "delivered": "", "opened": "", "visits": "322"}


def refused(store: Store, *rows: Cells) -> list[str]:
    with pytest.raises(ImportRefused) as caught:
        bring_in(store, "dissemination", *rows)
    return caught.value.lines()


def told(store: Store) -> list[Dissemination]:
    return store.look(lambda unit: unit.register.disseminations(its_partnership(unit)))


def test_an_item_is_kept_with_what_was_counted_of_it(planned: Store) -> None:
    rows = [a_dissemination_row(), a_dissemination_row(agency="ashford council", delivered="300",
                                                       opened="<5")]  # fmt: skip
    bring_in(planned, "dissemination", *rows)
    again = bring_in(planned, "dissemination", *rows)

    newsletter = (DisseminationKind.NEWSLETTER, "Safeguarding news, March", DAY, DAY)
    assert again.unchanged == 2
    assert told(planned) == [
        Dissemination(
            *newsletter, "", True, "Mailchimp",
            (ContactCount(ContactKind.DELIVERED, 1240), ContactCount(ContactKind.OPENED, 410)),
        ),
        Dissemination(
            *newsletter, COUNCIL, True, "Mailchimp",
            (
                ContactCount(ContactKind.DELIVERED, 300),
                ContactCount(ContactKind.OPENED, None, AtSource.CONFIDENTIAL),
            ),
        ),
    ]  # fmt: skip


def test_one_item_tells_of_several_actions_and_counts_once_it_is_over(planned: Store) -> None:
    bring_in(planned, "actions", an_action_row(ref="A2"))
    bring_in(planned, "dissemination", a_dissemination_row(action_refs="A1;A2"))
    bring_in(planned, "dissemination", a_dissemination_row(**PAGE, period_end="2026-03-31"))

    found = evidence(planned, LATER).disseminations
    assert [one.item for one in found] == ["Safeguarding news, March", "Seven minutes"]
    assert [one.item for one in evidence(planned, date(2026, 3, 30)).disseminations] == [
        "Safeguarding news, March"
    ]


def test_actions_that_one_item_tells_of_are_released_as_one(planned: Store) -> None:
    bring_in(planned, "actions", an_action_row(ref="A2"), an_action_row(ref="A3"))
    bring_in(planned, "dissemination", a_dissemination_row(action_refs="A1;A2"))

    ids = planned.look(
        lambda unit: {row.ref: row.id for row in unit.connection.execute(select(t.actions))}
    )
    sharing = planned.look(lambda unit: unit.releases.sharing(its_partnership(unit), ids["A1"]))
    assert sharing == {ids["A1"], ids["A2"]}


def test_a_corrected_row_replaces_itself_and_keeps_what_it_replaced(planned: Store) -> None:
    bring_in(planned, "dissemination", a_dissemination_row())
    changed = bring_in(planned, "dissemination", a_dissemination_row(opened="400", each_once="no"))

    [now] = told(planned)
    assert changed.changed == 1
    assert (now.counts[1].n, now.each_once) == (400, False)
    assert [(c.what, c.before, c.after, c.people) for c in evidence(planned, LATER).changes] == [
        (
            "each reader counted once of newsletter “Safeguarding news, March”, 2 March 2026",
            "yes",
            "no",
            None,
        ),
        (
            "contacts of newsletter “Safeguarding news, March”, 2 March 2026",
            "delivered 1,240, opened 410",
            "delivered 1,240, opened 400",
            400,
        ),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"opened": "1235"}, {"opened": "1237"}),  # three addresses are left
        ({"agency": COUNCIL}, {"agency": COUNCIL, "opened": "411"}),
    ],
)
def test_a_correction_does_not_tell_what_a_summary_withholds(
    planned: Store, before: Cells, after: Cells
) -> None:
    for cells in (before, after):
        bring_in(planned, "dissemination", a_dissemination_row(**cells))

    [change] = evidence(planned, LATER).changes
    assert change.people is not None
    assert change.people < 10


def test_rows_of_one_item_agree_on_what_it_is(planned: Store) -> None:
    assert refused(
        planned,
        a_dissemination_row(),
        a_dissemination_row(agency=COUNCIL, delivered="300", opened="20", each_once="no"),
        a_dissemination_row(),
    ) == [
        "line 3, each_once: differs from what it is on line 2; an item has one",
        "line 4, agency: this item, day and agency is already on line 2",
    ]


def test_counts_that_cannot_all_be_true_are_refused_beside_what_is_there(planned: Store) -> None:
    bring_in(planned, "dissemination", a_dissemination_row(agency=COUNCIL, opened="400"))

    assert refused(
        planned, a_dissemination_row(), a_dissemination_row(agency=POLICE, opened="1241")
    ) == [
        "line 2, delivered: the agencies come to 2,480, and all together is 1,240",
        "line 2, opened: the agencies come to 1,641, and all together is 410",
        (
            "line 3, opened: 1,241 is more than delivered, which is 1,240; "
            "each reader is counted once"
        ),
    ]
    assert [one.agency for one in told(planned)] == [COUNCIL]


def test_a_count_is_one_that_there_is_of_its_kind(planned: Store) -> None:
    page = a_dissemination_row(kind="web page", opened="")
    assert refused(
        planned,
        page,
        {**page, "delivered": "", "visits": "1.5"},
        {**page, "delivered": "", "visits": ""},
        a_dissemination_row(period_end="2026-03-01"),
        a_dissemination_row(item="Other", action_refs="A9"),
    ) == [
        "line 2, delivered: is not counted of a web page: use visits and clicked",
        "line 3, visits: is not a whole number",
        "line 4, visits: is missing: at least one count is needed",
        "line 5, period_end: the period would end before it begins",
        "line 6, action_refs: there is no action “A9” in this partnership",
    ]


def test_a_column_that_is_left_out_keeps_what_was_there(planned: Store) -> None:
    bring_in(planned, "dissemination", a_dissemination_row())
    row = a_dissemination_row(opened="", clicked="31")
    del row["delivered"], row["each_once"], row["figures_from"]
    planned.act_now(lambda unit: import_records("dissemination", [row], None, False, unit))

    [now] = told(planned)
    assert now.counts == (
        ContactCount(ContactKind.DELIVERED, 1240),
        ContactCount(ContactKind.CLICKED, 31),
    )
    assert (now.each_once, now.figures_from) == (True, "Mailchimp")
