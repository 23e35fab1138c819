"""Imports of records from files: a table is read once, compared, and only differences are written.

An import deletes nothing, except a link to an action that the file no longer names.
"""

from storage.imports.actions import write_actions, write_outcomes
from storage.imports.briefings import Writing, write_briefing
from storage.imports.events import write_attendance, write_events
from storage.imports.evidence import write_evidence
from storage.imports.indicators import write_indicators
from storage.imports.intake import ImportCounts, Intake
from storage.imports.people import write_people
from storage.imports.register import (
    write_analyses,
    write_audits,
    write_complaints,
    write_dissemination,
    write_inspections,
    write_reviews,
    write_section_11,
)

__all__ = [
    "ImportCounts",
    "Intake",
    "Writing",
    "write_actions",
    "write_analyses",
    "write_attendance",
    "write_audits",
    "write_briefing",
    "write_complaints",
    "write_dissemination",
    "write_events",
    "write_evidence",
    "write_indicators",
    "write_inspections",
    "write_outcomes",
    "write_people",
    "write_reviews",
    "write_section_11",
]
