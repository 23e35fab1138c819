"""The units of systemd: accepted by it, hardened, and running commands that there are."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.console.commands import COMMANDS
from tests.tools import need

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
SERVICES = sorted(file.name for file in UNITS.glob("*.service"))
COMMAND = "/opt/golden-thread/bin/golden-thread"
MOST_EXPOSED = 2  # of systemd's ten


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """The units on a machine whose programs are there; of a worker, one with a number."""
    for unit in UNITS.iterdir():
        name = unit.name.replace("@.", "@1.")
        (tmp_path / name).write_text(unit.read_text().replace(COMMAND, "/bin/true"))
    return tmp_path


def test_systemd_finds_nothing_wrong(there: Path) -> None:
    files = [str(file) for file in there.iterdir()]
    done = subprocess.run(
        (need("systemd-analyze"), "verify", *files), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_hardly_exposed(there: Path, name: str) -> None:
    unit = there / name.replace("@.", "@1.")
    threshold = f"--threshold={MOST_EXPOSED * 10}"
    done = subprocess.run(
        (need("systemd-analyze"), "security", "--offline=true", threshold, unit),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.splitlines()[-1]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_a_command_of_the_program_as_its_own_user(name: str) -> None:
    unit = (UNITS / name).read_text(encoding="utf-8")
    (command,) = re.findall(rf"{COMMAND} (\S+)", unit)
    assert command in {row.name for row in COMMANDS}
    assert "\nUser=golden-thread\n" in unit
    assert "\nUMask=0077\n" in unit


def test_all_services_are_hardened_alike() -> None:
    texts = [(UNITS / name).read_text(encoding="utf-8") for name in SERVICES]
    assert len({text.split("\n# It needs")[1].split("\n\n")[0].strip() for text in texts}) == 1


def test_the_command_of_the_administrator_is_read_by_a_shell() -> None:
    script = UNITS.parent / "debian" / "golden-thread"
    shell = shutil.which("sh") or "sh"
    assert subprocess.run((shell, "-n", script), check=False).returncode == 0
    assert script.stat().st_mode & 0o111
