"""Import inspections and peer reviews: one row for each area and action it speaks of."""

from collections.abc import Sequence

from storage import tables as t
from storage.imports.intake import ImportCounts, Intake
from storage.imports.places import Places
from storage.imports.register.answers_to_points import answers_of
from storage.imports.register.corrections import keeping_corrections
from storage.imports.register.nested import PartsAndRows, keep_cycles
from storage.imports.register.repeated_heads import RepeatedHead, placed, refuse_repeats
from surveys.records.inspection_row import InspectionRow
from surveys.records.reading import Numbered

INSPECTION = RepeatedHead(
    "an inspection",
    ("ref",),
    (
        "title",
        "kind",
        "body",
        "framework",
        "agency",
        "started_on",
        "ended_on",
        "published_on",
    ),
)
AREA = RepeatedHead("an area", ("ref", "area"), ("grade", "theme"))
TABLES = PartsAndRows(
    t.inspection_areas,
    ("inspection_id", "area"),
    "area",
    t.inspection_findings,
    ("inspection_area_id", "action"),
    waits=True,
)
COLUMNS = ("says", "judgement", "reason", "recommendation")


def write_inspections(intake: Intake, records: Sequence[Numbered[InspectionRow]]) -> ImportCounts:
    """Save inspections with the judgement of each area, and what it says of actions."""
    rows = placed(Places(intake), records)
    inspections, areas = INSPECTION.of(intake, rows), AREA.of(intake, rows)
    refuse_repeats(intake, rows, ("ref", "area", "action_ref"), "this area and action")
    findings = answers_of(intake, rows, COLUMNS)
    intake.check()

    def write() -> ImportCounts:
        kept = keep_cycles(intake, t.inspections, inspections)
        return TABLES.keep(intake, rows, kept, areas, findings)

    return keeping_corrections(intake, {one.partnership_id for one in rows}, write)
