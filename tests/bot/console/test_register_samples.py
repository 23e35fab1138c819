"""The page about the register names every column, and its samples can be imported."""

import csv
import re
from pathlib import Path

import pytest

from dialogs.impact.import_records import KINDS, import_records
from storage.store import Store
from storage.unit import Unit
from surveys.impact.evidence import Evidence
from surveys.impact.kinds import Source
from tests.bot.console.demo.samples import FOLDER

PAGE = (FOLDER.parent / "register.md").read_text(encoding="utf-8")
REGISTER = FOLDER / "register"
ORDER = ("audit", "section11", "review", "inspection", "analysis", "complaints", "dissemination")
BEFORE = ("people", "actions", "outcomes", "indicators")


def _import(store: Store, file: Path) -> int:
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    kind = file.stem
    return store.act_now(lambda unit: import_records(kind, rows, None, False, unit)).created


@pytest.fixture
def with_samples(sqlite_store: Store) -> Store:
    """Give a store with the samples of actions and of the register."""
    for file in (*(FOLDER / f"{kind}.csv" for kind in BEFORE), *map(_sample, ORDER)):
        assert _import(sqlite_store, file) > 0
    return sqlite_store


def _sample(kind: str) -> Path:
    return REGISTER / f"{kind}.csv"


def test_every_sample_of_the_register_is_imported() -> None:
    assert sorted(file.stem for file in REGISTER.iterdir()) == sorted(ORDER)


def test_the_samples_are_evidence_for_the_action_they_name(with_samples: Store) -> None:
    def gather(unit: Unit) -> Evidence:
        for partnership, *_ in unit.people.partnerships():
            if action := unit.evidence.find_action(partnership, "AW-01"):
                return unit.evidence.gather(partnership, action.id, unit.today)
        raise AssertionError

    found = with_samples.look(gather)
    audits = [one for one in found.tallies if one.source is Source.MULTI_AGENCY_AUDIT]
    assert [(one.favourable, one.n) for one in audits] == [(19, 40), (33, 42)]
    (agencies,) = (one for one in found.tallies if one.source is Source.SECTION_11)
    assert (agencies.favourable, agencies.n, agencies.eligible) == (9, 13, 14)


@pytest.mark.parametrize("kind", ORDER)
def test_the_page_names_every_column(kind: str) -> None:
    part = PAGE.partition(f"`import {kind} FILE`")[2].partition("\n## ")[0]
    named = re.findall(r"^\| (\w+\??) \|", part, re.MULTILINE)
    columns = [
        name + ("" if field.is_required() else "?")
        for name, field in KINDS[kind].row.model_fields.items()
    ]

    assert [name for name in named if name != "column"] == columns
