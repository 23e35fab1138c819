from dataclasses import replace

import docx
import pytest
from pypdf import PdfReader

from dialogs.trust.launch_kit import launch_kit
from surveys.sending.launch_kit import LAUNCH_FILES
from surveys.sending.quiet_hours import parse_quiet
from tests.bot.console.conftest import Console
from tests.builders.ready import ready_for_links


def test_the_kit_is_written_from_what_the_partnership_has_set(filled: Console) -> None:
    filled.store.act_now(lambda unit: ready_for_links(unit, 1))
    folder = filled.folder / "launch"
    said = filled("partnership", "launch-kit", "north", "--out", folder)
    assert said.code == 0, said.err
    assert said.out.splitlines() == [str(folder / name) for name in LAUNCH_FILES.values()]
    (page,) = PdfReader(folder / "who-to-ring.pdf").pages
    words = " ".join(page.extract_text().split())
    assert "Ann Lead, North Council (lead)" in words
    assert "Bea Deputy, North NHS (deputy)" in words
    assert "0113 496 0000" in words
    assert "0113 496 0001" in words
    message = docx.Document(str(folder / "message-to-staff.docx"))
    assert any("From now on North uses an app" in line.text for line in message.paragraphs)


def test_a_place_that_is_not_ready_reads_what_it_lacks_and_nothing_is_written(
    filled: Console,
) -> None:
    folder = filled.folder / "launch"
    said = filled("partnership", "launch-kit", "south", "--out", folder)
    assert said.is_one_sentence
    assert said.err.startswith("The launch kit cannot be written yet: South needs 2 more leads")
    assert "alert cover --day-number" in said.err
    assert not folder.exists()


@pytest.mark.parametrize(
    ("hours", "days", "said"),
    [
        ("", "", ""),
        ("20:00-07:00", "", "Nothing between 8 pm and 7 am."),
        ("", "sat,sun", "Nothing on a Saturday or Sunday."),
        (
            "20:00-07:00",
            "sat,sun",
            "Nothing between 8 pm and 7 am, and nothing on a Saturday or Sunday.",
        ),
    ],
)
def test_the_kit_says_when_staff_get_nothing(
    filled: Console, hours: str, days: str, said: str
) -> None:
    filled.store.act_now(lambda unit: ready_for_links(unit, 1))
    here = replace(filled.program.installation(), quiet=parse_quiet(hours, days))
    assert filled.store.look(lambda unit: launch_kit(unit, 1, "North", here)).quiet == said
