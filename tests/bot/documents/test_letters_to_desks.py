"""Letters to IT desks: a page each, with what that desk needs, and nothing of another desk's."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from bot.documents import desk_letters
from surveys.sending.app_package import AppPackage
from surveys.sending.desk_letter import DeskLetter

PACKAGE = AppPackage(
    "1b2c3d4e-5f60-4172-8394-a5b6c7d8e9f0", "8f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9", "1.0.2"
)
COUNCIL, POLICE = "72f988bf-86f1-41af-91ab-2d7cd011db47", "82f988bf-86f1-41af-91ab-2d7cd011db47"
ON = date(2026, 3, 4)


def letter(tenant: str, name: str = "", contact: str = "") -> DeskLetter:
    partnerships = ("Northmoor Safeguarding Children Partnership",)
    address = "https://threads.northmoor.gov.uk"
    return DeskLetter(tenant, name, PACKAGE, address, partnerships, contact)


def pages(*letters: DeskLetter) -> list[str]:
    """The words of each page, with every run of white space as one blank."""
    reader = PdfReader(io.BytesIO(desk_letters(letters, ON)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_each_tenant_has_a_page_of_its_own() -> None:
    council, police = pages(letter(COUNCIL, "Northmoor Council"), letter(POLICE))
    assert "To the Microsoft 365 desk of Northmoor Council" in council
    assert COUNCIL in council
    assert POLICE not in council
    assert f"To the Microsoft 365 desk of {POLICE}" in police
    assert "Northmoor Council" not in police
    assert "Page 1 of 2" in council


def test_a_page_says_what_to_upload_what_it_means_and_whom_to_ask() -> None:
    (page,) = pages(letter(COUNCIL, "Northmoor Council", "Sam Okafor, 01632 960100"))
    for words in (
        "Northmoor Safeguarding Children Partnership uses Golden Thread",
        "Upload new app",
        f"App {PACKAGE.app_id}",
        f"Bot {PACKAGE.bot_id}",
        "Golden Thread 1.0.2",
        "Setup policies",
        "no permission of Microsoft Graph",
        "https://threads.northmoor.gov.uk/privacy",
        "Questions: Sam Okafor, 01632 960100.",
        "4 March 2026",
    ):
        assert words in page


@pytest.mark.parametrize("agencies", [1, 12])
def test_long_names_still_fit_on_one_page(agencies: int) -> None:
    name = ", ".join(["Northmoor and Southmoor Combined Safeguarding Services Trust"] * agencies)
    assert len(pages(letter(COUNCIL, name, "Sam Okafor, " * 10))) == 1


def test_the_same_letters_are_the_same_bytes() -> None:
    assert desk_letters([letter(COUNCIL)], ON) == desk_letters([letter(COUNCIL)], ON)
