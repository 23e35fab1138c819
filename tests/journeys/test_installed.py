"""The program as `pip install` leaves it: away from its checkout, with all that it reads."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from bot.settings import Settings
from surveys.languages import TRANSLATED
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "dialogs", "scheduler", "storage", "surveys")
ACTIONS = """\
partnership,ref,title,change_wanted,source_kind,source_ref,owner_agency,due_on
North,A1,See children alone,Children are seen alone,inspection,Report 7,North Council,2026-12-31
"""
OUTCOMES = """\
action_ref,ref,statement,level,source,indicator
A1,O1,Children are heard,experience,child,child-8-11
"""
PEOPLE = """\
partnership,agency,name,email,roles
North,North Council,Ann Lead,ann@north.example,lead
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-index")
    alone = ("--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    subprocess.run((*pip, *alone), check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`golden-thread` in an environment of its own, which takes what it leans on from ours."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check")
    install = ("install", "--no-index", "--no-deps", str(wheel))
    subprocess.run((*pip, *install), check=True, capture_output=True)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "leans-on.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return home / "bin" / "golden-thread"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"people": PEOPLE, "actions": ACTIONS, "outcomes": OUTCOMES}.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def environment() -> dict[str, str]:
    ours = {str(field.alias) for field in Settings.model_fields.values()} | {"PYTHONPATH"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def run(program: Path, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        (program, *words),
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@contextmanager
def serving(program: Path, folder: Path) -> Generator[str]:
    """Serve on a port that is free; the process is ended by its own id."""
    command = (program, "serve", "--port", str(free_port()))
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            said = (re.search(r"running at (http://\S+)\. ", line) for line in process.stdout)
            yield next(found[1] for found in said if found)
        finally:
            process.terminate()


def read(address: str) -> str:
    """Return the content of a page, whatever its status."""
    try:
        with urlopen(address, timeout=60) as answer:
            return answer.read().decode()
    except HTTPError as error:
        return error.read().decode()


def test_the_wheel_has_every_file_of_the_packages_and_nothing_beside_them(wheel: Path) -> None:
    listed = subprocess.run(
        ("git", "ls-files", "app.py", *PACKAGES),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    with ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}
    assert names >= set(listed)
    assert {name.split("/")[0] for name in names} == {"app.py", *PACKAGES}


def test_it_says_its_name_and_the_projects_version(program: Path, folder: Path) -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    said = run(program, folder, "--version").stdout.split()
    assert said[:2] == ["Golden", "Thread"]
    assert f'version = "{said[2]}"' in project


def test_what_it_advises_can_be_typed_as_it_is(program: Path, folder: Path) -> None:
    helped = run(program, folder, "check", "--help").stdout
    assert "Usage: golden-thread check" in helped
    behind = {"GT_MODE": "production", "GT_KEYS_FILE": "keys.json"}
    whole = {"CLIENT_ID": "1", "CLIENT_SECRET": "s", "TENANT_ID": "t"}
    public = {"GT_PUBLIC_URL": "https://threads.example.org"}
    lines = [f"{name}={value}" for name, value in (behind | whole | public).items()]
    (folder / ".env").write_text("\n".join(lines), encoding="utf-8")
    (folder / "var").mkdir()
    refused = run(program, folder, "concerns")
    assert refused.returncode == 1
    assert "Run `golden-thread migrate`" in refused.stderr
    assert "app.py" not in refused.stderr + run(program, folder, "check").stdout


def test_it_migrates_imports_checks_and_writes_a_pdf(program: Path, folder: Path) -> None:
    (folder / "var").mkdir()
    assert run(program, folder, "migrate").returncode == 0
    for kind in ("people", "actions", "outcomes"):
        done = run(program, folder, "import", kind, f"{kind}.csv")
        assert done.returncode == 0, done.stderr
    checked = json.loads(run(program, folder, "check", "--json").stdout)
    lines = {one["name"]: one for one in checked}
    assert lines["database"]["ok"]
    assert lines["instruments"]["ok"]
    assert lines["keys"]["ok"]
    done = run(program, folder, "summary", "A1", "--format", "pdf", "--out", "summary.pdf")
    assert done.returncode == 0, done.stderr
    assert (folder / "summary.pdf").read_bytes().startswith(b"%PDF-")


def test_it_serves_its_pages_with_their_style_sheet_in_every_language(
    program: Path, folder: Path
) -> None:
    with serving(program, folder) as address:
        page = read(f"{address}/g")
        (sheet,) = re.findall(r'<link rel="stylesheet" href="(/static/[^"]+)"', page)
        assert "govuk" in read(f"{address}{sheet}")
        pages = {read(f"{address}/f/nowhere?lang={language}") for language in TRANSLATED}
    assert len(pages) == len(TRANSLATED)
