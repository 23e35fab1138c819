import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.modules import ROOT, Module, program, within

# What each package may import besides Python and our own packages; the deepest folder counts.
ALLOWED: dict[str, frozenset[str]] = {
    "app.py": frozenset(),
    "surveys": frozenset({"pydantic", "yaml"}),
    "surveys/impact": frozenset({"pydantic", "scipy", "numpy"}),
    "surveys/languages": frozenset({"babel"}),
    "storage": frozenset({"sqlalchemy", "alembic", "cryptography"}),
    "dialogs": frozenset({"pydantic"}),
    "scheduler": frozenset({"apscheduler"}),
    "bot": frozenset({"pydantic", "pydantic_settings", "structlog", "aiohttp", "holidays"})
    | {"opentelemetry", "prometheus_client"},
    "bot/network": frozenset({"aiohttp", "cryptography", "requests", "yarl"}),
    "bot/teams": frozenset(
        {
            "aiohttp",
            "microsoft_teams",
            "botbuilder",
            "botframework",
            "cryptography",
            "jwt",
            "msal",
            "pydantic_core",
            "structlog",
            "yarl",
        }
    ),
    "bot/teams/app_package": frozenset({"jsonschema", "PIL"}),
    "bot/web": frozenset(
        {"aiohttp", "aiohttp_jinja2", "jinja2", "markupsafe", "govuk_frontend_jinja", "segno"}
    )
    | {"prometheus_client", "structlog"},
    "bot/console": frozenset({"typer", "rich", "aiohttp", "openpyxl", "structlog", "pyxform"})
    | {"cryptography", "notifications_python_client"},  # what `check` looks at
    "bot/mail": frozenset({"notifications_python_client", "requests", "urllib3"}),
    "bot/documents": frozenset({"typst", "matplotlib", "xlsxwriter", "docx", "pyarrow", "segno"}),
}
# Modules that may touch the environment, and why.
ENVIRONMENT = {
    "bot/settings.py": "the only reader of settings",
    "bot/teams/sdk.py": "sets a switch of the SDK, which would read an .env file of its own",
    "bot/console/demo/playground.py": "hands the whole of it on to a program that it starts",
}
# Modules of `surveys` that touch more than their arguments, and why.
IMPURE = {
    "surveys/library/__init__.py": "reads the data files of the package",
    "surveys/impact/ratified_model.py": "reads the data file of the package",
    "surveys/languages/catalogue.py": "reads the data files of the package",
    "surveys/languages/read_catalogue.py": "compiles a catalogue in memory",
    "surveys/languages/to_translate.py": "writes into memory, as babel wants it",
    "surveys/impact/schema.py": "prints the schema when it is run by itself",
    "surveys/impact/yearly/schema.py": "prints the schema when it is run by itself",
}
WORLD = frozenset(
    {
        "os",
        "sys",
        "io",
        "pathlib",
        "shutil",
        "subprocess",
        "socket",
        "sqlite3",
        "tempfile",
        "threading",
    }
)
WORLD |= frozenset(
    {"asyncio", "random", "secrets", "time", "uuid", "importlib", "logging", "urllib", "http"}
)
CLOCKS = frozenset({"now", "utcnow", "today", "open", "print", "input"})


def _allowed(path: str) -> frozenset[str]:
    folders = [folder for folder in ALLOWED if path == folder or path.startswith(f"{folder}/")]
    return ALLOWED[max(folders, key=len)]


def test_layers_and_doors_keep_apart() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
    ]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", program(), ids=lambda module: module.path)
def test_a_module_imports_only_what_its_package_may(module: Module) -> None:
    assert module.third_parties() <= _allowed(module.path)


def test_nobody_imports_the_program_that_puts_it_all_together() -> None:
    assert [module.path for module in program() if "app" in set(module.imports())] == []


def test_one_module_reads_the_environment() -> None:
    reading = {module.path for module in program() if {"environ", "getenv"} & _attributes(module)}

    assert reading <= ENVIRONMENT.keys()


def _attributes(module: Module) -> set[str]:
    return {node.attr for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}


def test_doors_leave_the_tables_to_storage() -> None:
    looking = [
        module.path for module in within("bot", "scheduler", "dialogs") if _looks_at_tables(module)
    ]

    assert looking == []


def _looks_at_tables(module: Module) -> bool:
    return any(name.startswith(("storage.tables", "sqlalchemy")) for name in module.imports()) or (
        "from storage import tables" in module.text
    )


@pytest.mark.parametrize("module", within("surveys"), ids=lambda module: module.path)
def test_surveys_know_neither_clock_nor_disk_nor_chance(module: Module) -> None:
    touched = {name for name in module.imports() if name.split(".")[0] in WORLD} | _calls(module)

    assert not touched or module.path in IMPURE


def _calls(module: Module) -> set[str]:
    called = [node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    plain = {func.id for func in called if isinstance(func, ast.Name)}
    dotted = {func.attr for func in called if isinstance(func, ast.Attribute)}
    return (plain & {"open", "print", "input"}) | (dotted & CLOCKS - {"open"})


@pytest.mark.parametrize("path", [*ENVIRONMENT, *IMPURE])
def test_an_exception_names_a_module_that_is_there(path: str) -> None:
    assert Path(ROOT, path).is_file()
