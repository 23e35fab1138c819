"""Files drawn once for every test that only reads them: setting a report takes seconds."""

import pytest

from bot.documents import write
from tests.builders.summaries import a_summary


@pytest.fixture(scope="session")
def report() -> bytes:
    return write(a_summary(), "pdf")


@pytest.fixture(scope="session")
def workbook() -> bytes:
    return write(a_summary(), "xlsx")


@pytest.fixture(scope="session")
def word_document() -> bytes:
    return write(a_summary(), "docx")
