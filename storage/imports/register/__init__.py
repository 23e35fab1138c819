"""Imports of the register: what a file repeats in each row is kept once, its parts beside it."""

from storage.imports.register.audits import write_audits
from storage.imports.register.dissemination import write_dissemination
from storage.imports.register.inspections import write_inspections
from storage.imports.register.quarterly import write_analyses, write_complaints
from storage.imports.register.reviews import write_reviews
from storage.imports.register.section_11 import write_section_11

__all__ = [
    "write_analyses",
    "write_audits",
    "write_complaints",
    "write_dissemination",
    "write_inspections",
    "write_reviews",
    "write_section_11",
]
