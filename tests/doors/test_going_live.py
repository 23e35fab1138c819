"""The administrator's page: it can be followed as it is, which `make bare-machine` then does."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bot.console.commands import COMMANDS
from bot.settings import Settings
from tests.doors.bare_machine import PAGE, ROOT, WORDS, Block, blocks, filled_in
from tests.doors.outside_world import SETTINGS

TEXT = PAGE.read_text(encoding="utf-8")
STEPS = re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]
FOLLOWED = blocks(TEXT)
OF_OURS = re.compile(r"(?<![/-])golden-thread ([a-z][a-z-]+)")
FILES = re.compile(r"\b(?:deploy/[\w./*-]+|requirements\.lock|\.env\.sample)")
SAMPLE = (ROOT / ".env.sample").read_text(encoding="utf-8")


def test_the_steps_are_numbered_and_each_says_what_success_looks_like() -> None:
    numbers = [int(found[1]) for step in STEPS if (found := re.match(r"(\d+)\. ", step))]
    assert numbers == list(range(1, 15))
    assert [step.splitlines()[0] for step in STEPS if "*Success:*" not in step] == []


def test_what_is_followed_goes_from_an_authority_to_a_test_alert() -> None:
    assert "update-ca-certificates" in FOLLOWED[0].lines
    assert "golden-thread alert test north" in FOLLOWED[-1].lines
    assert [block.online for block in FOLLOWED].count(True) == 1


def test_no_word_of_theirs_is_left_in_what_is_followed_and_each_of_ours_is_used() -> None:
    assert [block for block in FOLLOWED if "YOUR-" in block.lines] == []
    assert [word for word in WORDS if word not in TEXT] == []


@pytest.mark.parametrize("block", FOLLOWED, ids=lambda block: block.lines.splitlines()[0][:30])
def test_what_is_followed_names_commands_and_files_that_are_there(block: Block) -> None:
    assert set(OF_OURS.findall(block.lines)) <= {row.name for row in COMMANDS}
    missing = [name for name in FILES.findall(block.lines) if not list(Path(ROOT).glob(name))]
    assert missing == []


def test_the_settings_that_the_page_asks_for_are_settings_and_answered() -> None:
    table = TEXT.split("| setting | to |")[1].split("\n\n")[0]
    asked = set(re.findall(r"`([A-Z_]+)`(?=[,| ])", table.replace("|---|---|", "")))
    names = {str(field.alias) for field in Settings.model_fields.values()}
    assert asked <= names
    answered = set(SETTINGS) | {"GT_PUBLIC_URL", "GT_DATABASE_URL", "GT_SMTP_URL"}
    assert asked <= answered


def test_an_answer_takes_the_line_of_its_setting() -> None:
    filled = filled_in(SAMPLE, {"CLIENT_ID": "mine", "GT_SMTP_URL": r"smtp://a\1:b@c:587"})
    assert "\nCLIENT_ID=mine\n" in filled
    assert "\nGT_SMTP_URL=smtp://a\\1:b@c:587\n" in filled
    with pytest.raises(AssertionError):
        filled_in(SAMPLE, {"NO_SETTING": "x"})


def test_the_gate_follows_the_page() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "make bare-machine" in gate
    steps = [line.split()[1] for line in gate if line.startswith("make ")]
    assert ("test", "bare-machine") in set(pairwise(steps))
