"""The summary as a Word document, to be read and worked on: the words and blocks of the report.

What is said comes from `report`, the look of each kind of block from `docx_blocks`.
"""

from typing import Any

from docx.document import Document

from bot.documents.docx_blocks import DRAWINGS
from bot.documents.docx_document import empty_document, packed
from bot.documents.docx_text import paragraph
from bot.documents.docx_text import write as write_into
from bot.documents.report import report
from surveys.impact.summary.structure import Summary


def write(summary: Summary) -> bytes:
    """Return the report as DOCX; the same summary gives the same bytes."""
    told: Any = report(summary)
    foot = f"{told['partnership']} · {told['foot']}"
    document = empty_document(told["title"], told["partnership"], summary.as_at, foot)
    _first_page(document, told)
    for place, section in enumerate(told["sections"]):
        title = paragraph(document, "Heading 1", section["title"])
        title.paragraph_format.page_break_before = place == 0
        for block in section["blocks"]:
            DRAWINGS[block["kind"]](document, block)
    return packed(document)


def _first_page(document: Document, told: Any) -> None:
    paragraph(document, "Subtitle", f"{told['partnership']} · Impact summary as at {told['as_at']}")
    paragraph(document, "Title", told["action"])
    write_into(wanted := paragraph(document, "Normal"), f"Action {told['ref']}. ", bold=True)
    write_into(wanted, told["change_wanted"])
    paragraph(document, "Normal", told["started"])
    paragraph(document, "Heading 1", "Label: ", told["badge"])
    paragraph(document, "Normal", told["statement"])
    paragraph(document, "Heading 2", "What changed")
    paragraph(document, "Normal", told["changed"])
    outcomes = told["outcomes"]
    paragraph(document, "Heading 2", f"Intended outcome{'' if len(outcomes) == 1 else 's'}")
    for one in outcomes:
        write_into(line := paragraph(document, "Normal"), one["ref"], bold=True)
        for part in (f" {one['statement']} ", one["badge"], f"\n{one['reason']}"):
            write_into(line, part)
    for question, answer in (
        *told["headings"],
        ("Least favourable finding", told["least_favourable"]),
    ):
        paragraph(document, "Heading 2", question)
        paragraph(document, "Normal", answer)
    paragraph(document, "Heading 2", "What cannot be said")
    otherwise = "Nothing is recorded here: please read the caveats."
    DRAWINGS["bullets"](
        document, {"lead": "", "items": told["cannot_be_said"], "otherwise": otherwise}
    )
    paragraph(document, "Heading 2", "Decision needed")
    write_into(paragraph(document, "Normal"), told["decision"], bold=True)
