"""What comes each quarter from files, and what partnerships share."""

from datetime import date

import pytest

from dialogs.impact.import_records import ImportRefused
from storage.store import Store
from surveys.impact.kinds import AtSource
from surveys.impact.quarterly import ComplaintCount, ComplaintKind, IndicatorAnalysis
from surveys.register.shared import SharedLearning
from tests.builders.files import (
    Cells,
    a_complaint_row,
    a_review_row,
    an_action_row,
    an_analysis_row,
    an_indicator_row,
)
from tests.builders.register import bring_in, evidence, its_partnership, planned

__all__ = ["planned"]


def refused(store: Store, kind: str, *rows: Cells) -> list[str]:
    with pytest.raises(ImportRefused) as caught:
        bring_in(store, kind, *rows)
    return caught.value.lines()


def test_an_analysis_is_kept_by_indicator_and_quarter(planned: Store) -> None:
    bring_in(planned, "indicators", an_indicator_row())
    bring_in(planned, "analysis", an_analysis_row(topic="Large families"))
    changed = bring_in(planned, "analysis", an_analysis_row(analysis="Three came back."))

    found = planned.look(lambda unit: unit.register.analyses(its_partnership(unit)))
    assert changed.changed == 1
    assert found == [
        IndicatorAnalysis(
            "A1", "O1", "repeat-plans", date(2026, 1, 1), "Three came back.", "Large families"
        )
    ]


def test_an_analysis_needs_an_indicator_and_a_quarter(planned: Store) -> None:
    bring_in(planned, "indicators", an_indicator_row())

    assert refused(
        planned,
        "analysis",
        an_analysis_row(indicator="Other"),
        an_analysis_row(quarter_start="2026-02-01"),
    ) == [
        (
            "line 2, indicator: there is no indicator “Other” of this outcome: "
            "import its periods first"
        ),
        "line 3, quarter_start: “2026-02-01” is not the first day of a quarter, like 2026-04-01",
    ]


def test_complaints_are_kept_by_agency_theme_and_quarter(planned: Store) -> None:
    hidden = a_complaint_row(agency="Ashford Police", kind="critical issue", count="<5")
    bring_in(planned, "complaints", a_complaint_row(), hidden)
    again = bring_in(planned, "complaints", a_complaint_row(), hidden)

    found = planned.look(lambda unit: unit.register.complaints(its_partnership(unit)))
    theme, quarter = "Not listened to", date(2026, 1, 1)
    assert again.unchanged == 2
    assert found == [
        ComplaintCount("Ashford NHS", ComplaintKind.COMPLAINT, theme, quarter, 12, None),
        ComplaintCount(
            "Ashford Police",
            ComplaintKind.CRITICAL_ISSUE,
            theme,
            quarter,
            None,
            AtSource.CONFIDENTIAL,
        ),
    ]


def test_a_quarter_is_counted_once_in_any_spelling(planned: Store) -> None:
    first = a_complaint_row(partnership="Mid Ashford")
    second = {**first, "partnership": "mid-ashford", "agency": first["agency"].upper()}

    assert refused(planned, "complaints", first, second) == [
        "line 3, quarter_start: this agency, theme and quarter is already on line 2"
    ]


def test_a_count_of_complaints_is_a_whole_number(planned: Store) -> None:
    rows = [a_complaint_row(count=count) for count in ("1.5", "-1")]

    assert refused(planned, "complaints", *rows) == [
        "line 2, count: is not a whole number",
        "line 3, count: is not a whole number",
    ]


def test_what_is_marked_as_shared_is_read_by_every_partnership(planned: Store) -> None:
    bring_in(planned, "actions", an_action_row(started_on="2026-02-20", shared="yes"))
    bring_in(planned, "review", a_review_row(shared="yes", to_share="Ask twice"))
    bring_in(planned, "review", a_review_row(ref="R2", to_share="Not for others"))

    assert planned.look(lambda unit: unit.register.shared()) == [
        SharedLearning(
            "ashford",
            "action",
            "A1",
            "See children alone",
            "Children are seen alone.",
            "child safeguarding practice review",
        ),
        SharedLearning(
            "ashford",
            "review",
            "R1",
            "Review of case 7, a baby",
            "Ask twice",
            "child safeguarding practice review",
        ),
    ]


def test_the_evidence_of_an_action_has_what_came_each_quarter(planned: Store) -> None:
    bring_in(planned, "actions", an_action_row(theme="rude staff"))
    bring_in(planned, "indicators", an_indicator_row())
    bring_in(planned, "analysis", an_analysis_row())
    themes = [a_complaint_row(theme=theme) for theme in ("Rude staff", "Late")]
    bring_in(planned, "complaints", *themes)

    known, before = (evidence(planned, date(year, 3, 1)) for year in (2026, 2025))
    assert [one.theme for one in known.complaints] == ["Rude staff"]
    assert [one.indicator for one in known.analyses] == ["repeat-plans"]
    assert (before.complaints, before.analyses) == ((), ())
