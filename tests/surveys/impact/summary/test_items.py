"""The result of each question: what is shown of it, in which order, and what is withheld."""

from dataclasses import replace
from typing import Any

from surveys.impact.distributions import wilson
from surveys.impact.evidence import Asked
from surveys.impact.item_counts import ItemCounts
from surveys.impact.kinds import Level, Source
from surveys.impact.summary.compose import summarise
from surveys.impact.summary.item_parts import ItemResult
from tests.surveys.impact.version_1.builders import AS_AT, STARTED, evidence
from tests.surveys.impact.version_2.builders import CHANGE_MODEL

ITEM = ItemCounts(
    outcome_ref=None,
    level=Level.EXPERIENCE,
    source=Source.CHILD,
    wave="young people",
    instrument="young-person-12-17, 1",
    place=0,
    item="Did your worker listen?",
    opened_on=STARTED,
    collected_on=STARTED,
    n=40,
    favourable=26,
    outside=12,
)
WAVE = Asked("young people", "child", ITEM.instrument, "anonymous", STARTED, None, None, 55)


def items(*counts: ItemCounts, asked: tuple[Asked, ...] = (WAVE,)) -> list[ItemResult]:
    known = evidence(items=counts, asked=asked)
    return summarise(known, CHANGE_MODEL, AS_AT, lambda _: "").items


def item(**facts: Any) -> ItemCounts:
    return replace(ITEM, **facts)


def test_an_item_has_its_share_with_the_wilson_interval_and_those_outside():
    [one] = items(ITEM)
    assert (one.n, one.favourable, one.outside) == (40, 26, 12)
    assert (one.proportion, one.interval) == (26 / 40, wilson(26, 40))


def test_an_item_that_too_few_answered_has_no_figure():
    [one] = items(item(n=9, favourable=9))
    assert one.suppressed
    assert {one.n, one.favourable, one.outside, one.proportion, one.interval} == {None}


def test_too_few_outside_are_withheld_alone():
    [one] = items(item(outside=9))
    assert (one.n, one.outside, one.suppressed) == (40, None, False)


def test_items_of_a_wave_whose_figures_are_withheld_are_withheld_with_them():
    session = replace(WAVE, instrument="other, 1", answered=4)
    [one] = items(ITEM, asked=(WAVE, session))
    assert one.suppressed


def test_children_and_families_come_first_and_questions_in_the_order_asked():
    found = items(
        item(source=Source.PRACTITIONER),
        item(source=Source.FAMILY),
        item(place=3, item="A later question?"),
        item(place=1, item="Zest?"),
        asked=(),
    )
    assert [(one.source, one.item) for one in found] == [
        (Source.CHILD, "Zest?"),
        (Source.CHILD, "A later question?"),
        (Source.FAMILY, ITEM.item),
        (Source.PRACTITIONER, ITEM.item),
    ]


def test_an_item_collected_after_the_date_is_not_known_yet():
    later = AS_AT.replace(year=AS_AT.year + 1)
    assert items(item(collected_on=later)) == []
