"""Contacts are said as contacts: beside the reach, never added up, and in no score or label."""

from dataclasses import replace
from datetime import date

import pytest

from surveys.impact.as_at import known_at
from surveys.impact.dissemination import (
    COUNTED,
    OURS,
    ContactCount,
    ContactKind,
    Dissemination,
    DisseminationKind,
)
from surveys.impact.kinds import AtSource, Source
from surveys.impact.summary.compose import summarise
from surveys.impact.summary.contacts import contacts_in_words, contacts_of
from surveys.impact.version_2.change_model import shipped_change_model
from tests.surveys.impact.version_1.builders import AS_AT, evidence, tally

DELIVERED, OPENED = ContactKind.DELIVERED, ContactKind.OPENED
DAY = date(2026, 3, 2)
PAGE = Dissemination(
    DisseminationKind.WEB_PAGE, "Seven minutes", DAY, date(2026, 3, 31), "", False, "Matomo",
    (ContactCount(ContactKind.VISITS, 322),),
)  # fmt: skip


def newsletter(item: str, delivered: int, opened: int | None, agency: str = "") -> Dissemination:
    withheld = AtSource.CONFIDENTIAL if opened is None else None
    counts = (ContactCount(DELIVERED, delivered), ContactCount(OPENED, opened, withheld))
    return Dissemination(DisseminationKind.NEWSLETTER, item, DAY, DAY, agency, True, "", counts)


TOLD = (PAGE, newsletter("News 1", 900, 30), newsletter("News 2", 1240, 410))


def test_the_first_page_says_the_largest_item_of_each_kind() -> None:
    assert contacts_in_words(contacts_of(TOLD, 10)) == (
        "Contacts, which are not people reached: newsletter “News 2”, the largest of 2 counts: "
        "delivered to 1,240 addresses and opened by 410; web page “Seven minutes”: visited 322 "
        "times."
    )


def test_an_agency_alone_and_small_counts_are_not_said_on_the_first_page() -> None:
    rows = (newsletter("News", 400, 300, "Council"), newsletter("News", 9, 3))
    assert contacts_in_words(contacts_of(rows, 10)) == ""


def test_a_small_count_and_one_withheld_at_its_source_have_no_number() -> None:
    [result] = contacts_of((newsletter("News", 9, None),), 10)
    assert [(one.n, one.withheld, one.suppressed, one.wording) for one in result.contacts] == [
        (None, None, True, ""),
        (None, AtSource.CONFIDENTIAL, False, ""),
    ]


def test_no_contact_raises_a_label_or_changes_anything_but_what_is_said_of_contacts() -> None:
    known = evidence(tally(Source.CHILD, 12, 20))
    model = shipped_change_model()
    without, summary = (
        summarise(one, model, AS_AT, lambda _: "0" * 64)
        for one in (known, replace(known, disseminations=TOLD))
    )
    first = summary.first_page
    assert first.did.startswith(without.first_page.did)
    assert (
        summary.model_copy(
            update={
                "dissemination": [],
                "first_page": first.model_copy(update={"did": without.first_page.did}),
            }
        )
        == without
    )


def test_what_is_counted_until_later_is_not_known_yet() -> None:
    known = evidence(disseminations=TOLD)
    assert len(known_at(known, date(2026, 3, 30)).disseminations) == 2


@pytest.mark.parametrize("kind", DisseminationKind)
def test_every_count_of_a_kind_can_be_said(kind: DisseminationKind) -> None:
    for what, words in COUNTED[kind].items():
        assert all("{n}" in text for text in words)
        assert "people" not in words.each_once
        assert (kind, what) not in OURS or "reader" not in words.each_once
