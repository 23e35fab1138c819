"""The whole main job by `app.py demo --walkthrough`, in an empty folder and with no one at it."""

import asyncio
import sys
from pathlib import Path

from tests.ports import free_port

PROGRAM = Path(__file__).parents[2] / "app.py"


def left_in(folder: Path, name: str = "summary-aw-01") -> set[str]:
    return {one.suffix[1:] for one in folder.glob(f"{name}.*") if one.stat().st_size > 500}


async def test_the_walkthrough_holds_at_every_step_and_leaves_the_summary_in_every_format(
    tmp_path: Path,
) -> None:
    command = (sys.executable, str(PROGRAM), "demo", "--walkthrough", "--port", str(free_port()))
    playing = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await playing.communicate()
    assert playing.returncode == 0, f"{out.decode()}\n{err.decode()}"
    assert out.decode().count("✓") == 19
    folder = tmp_path / "var" / "demo"
    assert left_in(folder) == {"json", "csv", "xlsx", "docx", "pdf"}
    for name in ("yearly-report", "board", "families"):
        assert {"docx", "pdf"} <= left_in(folder, f"{name}-20*")
