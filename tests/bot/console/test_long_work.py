"""Long work: bars on a terminal, a line for each step in a pipe."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
WORK = (
    "import time; from bot.console.long_work import LongWork; work = LongWork(['A1'], str)\n"
    "for _ in work: work.waves_read(12, 72); time.sleep(0.4)"
)


def _run(errors: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", WORK],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_terminal_shows_how_many_waves_of_a_summary_are_read() -> None:
    leader, follower = os.openpty()
    said = _run(follower)
    os.close(follower)
    shown = os.read(leader, 65_536).decode()
    os.close(leader)
    assert "waves read" in shown
    assert "12/72" in shown
    assert said == ""


def test_a_pipe_gets_a_line_for_each_step_alone() -> None:
    assert _run(subprocess.DEVNULL) == "1 of 1: A1\n"
