"""The sample files are the demonstration's, and can be imported as they are, one by one."""

import csv

import pytest

from dialogs.impact.import_records import KINDS, import_briefing, import_records
from storage.store import Store
from tests.bot.console.demo.samples import FOLDER, samples


@pytest.mark.parametrize("name", samples())
def test_a_sample_is_what_the_demonstration_makes(name: str) -> None:
    again = "python -m tests.bot.console.demo.samples writes it anew"
    assert (FOLDER / name).read_text(encoding="utf-8") == samples()[name], again


def test_the_samples_can_be_imported_in_their_order(sqlite_store: Store) -> None:
    created: dict[str, int] = {}
    for name in samples():
        text = (FOLDER / name).read_text(encoding="utf-8")
        kind = name.partition(".")[0]
        if kind in KINDS:
            rows = list(csv.DictReader(text.splitlines()))
            created[kind] = sqlite_store.act_now(
                lambda unit, k=kind, r=rows: import_records(k, r, None, False, unit)
            ).created
        else:
            created[kind] = sqlite_store.act_now(
                lambda unit, t=text: import_briefing(t, "it", None, False, unit)
            ).created
    assert all(created.values()), created
