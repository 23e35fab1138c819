from datetime import UTC, date, datetime

import pytest

from surveys.impact.kinds import AtSource, Direction
from surveys.impact.provenance import Selection
from surveys.records import fields
from surveys.records.evidence_row import EvidenceRow
from surveys.records.reading import read_records
from surveys.records.rows import (
    LEARNING_SOURCES,
    ActionRow,
    EventRow,
    IndicatorRow,
    OutcomeRow,
    PersonRow,
    Record,
)
from surveys.records.sheet import sheet_of
from tests.builders.files import (
    Cells,
    a_person_row,
    an_action_row,
    an_event_row,
    an_evidence_row,
    an_indicator_row,
    an_outcome_row,
)


def read(model: type[Record], row: Cells) -> Record:
    reading = read_records(model, sheet_of([row]))
    assert reading.problems == ()
    return reading.records[0].row


def wrong(model: type[Record], row: Cells) -> list[tuple[str, str]]:
    return [
        (problem.column, problem.reason)
        for problem in read_records(model, sheet_of([row])).problems
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("11/09/2026", "can be read in two ways; write it as YYYY-MM-DD"),
        ("27/10/26", "can be read in two ways; write it as YYYY-MM-DD"),
        ("3 September", "is not a date written as YYYY-MM-DD"),
        ("tomorrow", "is not a date written as YYYY-MM-DD"),
        ("10/13/2026", "is not a date written as YYYY-MM-DD"),
        ("2026-02-30", "is not a day that exists"),
        ("0202-06-01", "the year 202 is not between"),
    ],
)
def test_a_date_that_is_not_clear_is_not_guessed(text: str, reason: str) -> None:
    [(column, why)] = wrong(ActionRow, an_action_row(due_on=text))

    assert column == "due_on"
    assert reason in why


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-01-10 09:30", datetime(2026, 1, 10, 9, 30, tzinfo=UTC)),
        ("2026-07-10T09:30:15", datetime(2026, 7, 10, 8, 30, 15, tzinfo=UTC)),
        ("2026-07-10T09:30Z", datetime(2026, 7, 10, 9, 30, tzinfo=UTC)),
        ("2026-07-10 09:30+02:00", datetime(2026, 7, 10, 7, 30, tzinfo=UTC)),
    ],
)
def test_a_time_has_an_offset_or_is_londons(text: str, utc: datetime) -> None:
    assert fields.moment(text) == utc


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-03-10", "is not a time written as"),
        ("2026-03-10 25:00", "is not a time that exists"),
        ("2026-03-29 01:30", "is skipped in London"),
        ("2026-10-25 01:30", "comes twice in London"),
    ],
)
def test_a_time_that_could_be_read_two_ways_is_refused(text: str, reason: str) -> None:
    [(column, why)] = wrong(EventRow, an_event_row(starts_at=text))

    assert column == "starts_at"
    assert reason in why


def test_an_event_cannot_end_before_it_starts() -> None:
    assert wrong(EventRow, an_event_row(ends_at="2026-03-10 09:00")) == [
        ("ends_at", "the event would end before it starts")
    ]


@pytest.mark.parametrize("kind", LEARNING_SOURCES)
def test_each_kind_of_learning_source_is_known_however_it_is_written(kind: str) -> None:
    written = kind.upper().replace(" ", "_")

    row = read(ActionRow, an_action_row(source_kind=written))

    assert isinstance(row, ActionRow)
    assert row.source_kind == kind


def test_there_are_fourteen_kinds_of_learning_source() -> None:
    assert len(LEARNING_SOURCES) == 14


@pytest.mark.parametrize(
    "address", ["sam", "sam@", "@a.example", "sam@a", "s am@a.example", "a..b@c.example", "x@y.z\n"]
)
def test_what_is_no_email_address_is_refused(address: str) -> None:
    found = wrong(PersonRow, a_person_row(email=address + "!"))

    assert [column for column, _ in found] == ["email"]


def test_an_email_address_and_an_entra_id_are_kept_in_lower_case() -> None:
    guid = "0F8FAD5B-D9CB-469F-A165-70867728950E"

    row = read(PersonRow, a_person_row(email=" Sam.O'Neil@Ashford.Example ", aad_object_id=guid))

    assert isinstance(row, PersonRow)
    assert (row.email, row.aad_object_id) == ("sam.o'neil@ashford.example", guid.lower())


def test_a_person_needs_a_role_and_an_id_that_is_one() -> None:
    for roles in (" ", ";", " ; ;"):
        found = wrong(PersonRow, a_person_row(roles=roles, aad_object_id="12345"))

        assert [column for column, _ in found] == ["roles", "aad_object_id"]


def test_a_control_character_is_refused() -> None:
    assert wrong(PersonRow, a_person_row(name="Sam\x07")) == [
        ("name", "has a character that cannot be shown")
    ]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"favourable": "31"}, "favourable"),
        ({"eligible": "29"}, "n"),
        ({"n": ""}, "n"),
        ({"n": "3.5"}, "n"),
        ({"n": "-3"}, "n"),
        ({"source": "indicator"}, "source"),
        ({"source": "rumour"}, "source"),
        ({"judgement": "better"}, "judgement"),
        ({"judgement": "better", "source": "inspection"}, "note"),
        ({"selection": "random", "source": "section_11"}, "selection"),
        ({"selection": "most of them"}, "selection"),
        ({"read_by": "The chair", "source": "family"}, "read_by"),
        ({"body": "Ofsted"}, "body"),
        ({"reference": "Page 3"}, "reference"),
        (
            {
                "judgement": "better",
                "source": "inspection",
                "note": "Page 3",
                "distinct_because": "Other cases",
            },
            "distinct_because",
        ),
    ],
)
def test_evidence_that_does_not_add_up_names_the_column_to_mend(cells: Cells, column: str) -> None:
    assert [found for found, _ in wrong(EvidenceRow, an_evidence_row(**cells))] == [column]


def test_a_judgement_needs_no_counts() -> None:
    cells = {"source": "peer review", "judgement": "No clear change", "note": "Letter of 2 March"}

    row = read(EvidenceRow, an_evidence_row(favourable="", n="", **cells))

    assert isinstance(row, EvidenceRow)
    assert (row.judgement, row.n) == (Direction.NO_CLEAR_CHANGE, None)


def test_a_judgement_says_who_judged_and_where_it_is_written() -> None:
    cells = {"judgement": "worse", "note": "Slow", "body": "Ofsted", "reference": "Letter, page 3"}

    row = read(EvidenceRow, an_evidence_row(favourable="", n="", source="inspection", **cells))

    assert isinstance(row, EvidenceRow)
    assert (row.body, row.reference) == ("Ofsted", "Letter, page 3")


def test_an_audit_says_how_its_cases_were_selected_and_who_read_them() -> None:
    row = read(EvidenceRow, an_evidence_row(selection="Random", read_by="Health"))

    assert isinstance(row, EvidenceRow)
    assert (row.selection, row.read_by) == (Selection.RANDOM, "Health")


def test_a_planned_change_is_a_share_and_a_trigger_is_yes_or_no() -> None:
    row = read(OutcomeRow, an_outcome_row(planned_change="0.15", trigger="Yes"))

    assert isinstance(row, OutcomeRow)
    assert (row.planned_change, row.trigger) == (0.15, True)
    assert wrong(OutcomeRow, an_outcome_row(planned_change="15")) == [
        ("planned_change", "a share must be between 0 and 1: 40 % is 0.4")
    ]
    assert [column for column, _ in wrong(OutcomeRow, an_outcome_row(trigger="maybe"))] == [
        "trigger"
    ]


def test_only_rival_explanations_of_the_action_can_be_weighed() -> None:
    rivals = an_action_row(rival_explanations="New staff; a new form")
    weighed = {"rivals_weighed": "new staff: two of forty\nA new form: no"}
    problem = "“The weather: mild” does not begin with one of the rival_explanations, a colon and "

    assert wrong(ActionRow, rivals | weighed) == []
    assert wrong(ActionRow, rivals | {"rivals_weighed": "The weather: mild"}) == [
        ("rivals_weighed", f"{problem}how it was weighed")
    ]


@pytest.mark.parametrize("denominator", ["0", "-1"])
def test_an_indicator_is_not_divided_by_nothing(denominator: str) -> None:
    assert wrong(IndicatorRow, an_indicator_row(denominator=denominator)) == [
        ("denominator", "must be above 0, or blank")
    ]


def test_a_share_of_none_is_not_applicable_and_never_nought() -> None:
    row = read(IndicatorRow, an_indicator_row(numerator="0", denominator="0"))

    assert isinstance(row, IndicatorRow)
    assert row.withheld is AtSource.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("c", "c"),
        ("[C]", "c"),
        ("<5", "c"),
        ("< 10", "c"),
        ("u", "u"),
        ("[u]", "u"),
        ("x", "x"),
        ("[x]", "x"),
        ("-", "x"),
        ("z", "z"),
        ("[z]", "z"),
        ("low", "low"),
        ("[low]", "low"),
    ],
)
@pytest.mark.parametrize("column", ["numerator", "denominator"])
def test_a_symbol_in_place_of_a_figure_is_withheld_at_source(
    column: str, written: str, why: str
) -> None:
    row = read(IndicatorRow, an_indicator_row(**{"denominator": "12", column: written}))

    assert isinstance(row, IndicatorRow)
    assert row.withheld == why


@pytest.mark.parametrize("written", ["0", "-3", "12.5"])
def test_a_figure_is_not_withheld(written: str) -> None:
    row = read(IndicatorRow, an_indicator_row(numerator=written))

    assert isinstance(row, IndicatorRow)
    assert (row.withheld, row.numerator) == (None, float(written))


@pytest.mark.parametrize("written", ["22.5%", "q", "<", "c5", "<5%"])
def test_what_is_neither_a_figure_nor_a_symbol_is_refused(written: str) -> None:
    [(column, reason)] = wrong(IndicatorRow, an_indicator_row(numerator=written))

    assert column == "numerator"
    assert reason.endswith("is not a number like 12 or 0.4")


@pytest.mark.parametrize(
    "written", ["0.33333333333333331", "0.3333333333333333", "0.30000000000000004"]
)
def test_a_number_may_have_as_many_decimals_as_a_spreadsheet_writes(written: str) -> None:
    assert fields.number(written) == pytest.approx(float(written))


def test_a_share_stands_between_0_and_1_but_an_indicator_may_be_any_number() -> None:
    assert [
        column for column, _ in wrong(OutcomeRow, an_outcome_row(baseline="40", target="0.7"))
    ] == ["baseline"]

    row = read(
        OutcomeRow,
        an_outcome_row(source="indicator", level="outcome", baseline="40", due_on="2026-09-30"),
    )

    assert isinstance(row, OutcomeRow)
    assert (row.baseline, row.due_on) == (40.0, date(2026, 9, 30))


def test_a_cell_is_read_without_the_signs_that_a_phone_adds() -> None:
    assert fields.yes_or_no("“Yes”.") is True
    assert fields.day("\u20662026-03-31\u2069") == fields.day("2026\N{NON-BREAKING HYPHEN}03-31")
    assert fields.email("\u200bSam@Leeds.gov.uk\N{NO-BREAK SPACE}") == "sam@leeds.gov.uk"
    assert fields.one_of({"lead": 1})("\ufeffLEAD ") == 1
