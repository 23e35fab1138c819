"""Alarms and board: they use metrics that there are, and each alarm is raised when it should be."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.watching import COMMITS_FAILED
from bot.web.metrics import ACKNOWLEDGED, OF_FIGURES, OF_PROCESS, OF_READINESS
from tests.architecture.modules import ROOT
from tests.bot.web.test_metrics import a_process, scraped
from tests.builders.clock import SettableClock
from tests.tools import need

WATCH = ROOT / "deploy" / "watch"
PAGE = (ROOT / "docs" / "watching.md").read_text(encoding="utf-8")
RULES = [
    rule
    for group in yaml.safe_load((WATCH / "alarms.yml").read_text("utf-8"))["groups"]
    for rule in group["rules"]
]
BOARD = json.loads((WATCH / "board.json").read_text("utf-8"))
NAME = re.compile(r"\bgolden_thread_\w+")
DAY = 86_400


class Series(NamedTuple):
    """What `promtool` makes of one metric: its name with labels, and its values from minute 0."""

    name: str
    values: str


def _same(name: str, value: float) -> list[Series]:
    return [Series(name, f"{value}+0x500")]


def _both(name: str, label: str, **values: float) -> list[Series]:
    return [
        Series(f'{name}{{{label}="{of}", door="teams"}}', f"{value}+0x500")
        for of, value in values.items()
    ]


COMMITS = 'golden_thread_commit_seconds_bucket{instance="a", le="'
TAKEN_ON = f'{ACKNOWLEDGED}_bucket{{class="red", le="'
# Of each alarm: figures that raise it, and figures that do not.
RAISED: dict[str, tuple[list[Series], list[Series]]] = {
    "GoldenThreadDown": (
        _same('up{job="golden-thread"}', 0),
        _same('up{job="golden-thread"}', 1),
    ),
    "GoldenThreadNotReady": (
        _same('golden_thread_part_ready{part="keys"}', 0),
        _same('golden_thread_part_ready{part="keys"}', 1),
    ),
    "GoldenThreadAlertNotReached": (
        _same("golden_thread_alerts_not_reached", 1),
        _same("golden_thread_alerts_not_reached", 0),
    ),
    "GoldenThreadRedConcernLate": (
        _same('golden_thread_concerns_late{class="red"}', 1),
        _same('golden_thread_concerns_late{class="amber"}', 1),
    ),
    "GoldenThreadConcernLate": (
        _same('golden_thread_concerns_late{class="amber"}', 1),
        _same('golden_thread_concerns_late{class="red"}', 1),
    ),
    "GoldenThreadWatchMissing": (
        _same("golden_thread_watch_missing", 1),
        _same("golden_thread_watch_missing", 0),
    ),
    "GoldenThreadMessagesLate": (
        _same('golden_thread_oldest_due_seconds{door="teams"}', 1000),
        _same('golden_thread_oldest_due_seconds{door="teams"}', 800),
    ),
    "GoldenThreadMessagesUnknown": (
        _both("golden_thread_deliveries", "state", unknown=30, sent=100),
        _both("golden_thread_deliveries", "state", unknown=30, sent=1000),
    ),
    "GoldenThreadSendPaused": (
        _same('golden_thread_sends{state="paused"}', 1),
        _same('golden_thread_sends{state="open"}', 1),
    ),
    "GoldenThreadTeamsUnreachable": (
        _same("golden_thread_addresses_paused", 1),
        _same("golden_thread_tenants_paused", 0),
    ),
    "GoldenThreadBackupOld": (
        _same("golden_thread_backup_last_timestamp_seconds", 0),
        [Series("golden_thread_backup_last_timestamp_seconds", "0+240x500")],
    ),
    "GoldenThreadRetentionOverdue": (
        _same("golden_thread_retention_overdue", 1),
        _same("golden_thread_retention_overdue", 0),
    ),
    "GoldenThreadTextsLate": (
        _same("golden_thread_texts_late", 1),
        _same("golden_thread_texts_late", 0),
    ),
    "GoldenThreadSweepLate": (
        _same("golden_thread_sweep_last_timestamp_seconds", 1),
        [Series("golden_thread_sweep_last_timestamp_seconds", "1+240x500")],
    ),
    "GoldenThreadProcessSilent": (
        _same('golden_thread_process_last_heartbeat_timestamp_seconds{worker="a"}', 1),
        [Series('golden_thread_process_last_heartbeat_timestamp_seconds{worker="a"}', "1+60x200")],
    ),
    "GoldenThreadClockStopped": (
        _same('golden_thread_clock_last_tick_timestamp_seconds{clock="alerts"}', 1),
        _same('golden_thread_clock_last_tick_timestamp_seconds{clock="messages"}', 1),
    ),
    "GoldenThreadSavingSlow": (
        [
            Series(f'{COMMITS}1.0"}}', "0+1x200"),
            Series(f'{COMMITS}5.0"}}', "0+9x200"),
            Series(f'{COMMITS}+Inf"}}', "0+9x200"),
        ],
        [Series(f'{COMMITS}1.0"}}', "0+9x200"), Series(f'{COMMITS}+Inf"}}', "0+9x200")],
    ),
    "GoldenThreadNotSaving": (
        [Series('golden_thread_commits_failed_total{kind="OperationalError"}', "0+1x200")],
        _same('golden_thread_commits_failed_total{kind="OperationalError"}', 7),
    ),
    "GoldenThreadSecretEnds": (
        _same("golden_thread_secret_ends_timestamp_seconds", 29 * DAY),
        _same("golden_thread_secret_ends_timestamp_seconds", 60 * DAY),
    ),
    "GoldenThreadTakenOnLate": (
        [
            Series(f'{TAKEN_ON}900.0"}}', "0+1x200"),
            Series(f'{TAKEN_ON}3600.0"}}', "0+5x200"),
            Series(f'{TAKEN_ON}+Inf"}}', "0+5x200"),
        ],
        [Series(f'{TAKEN_ON}900.0"}}', "0+5x200"), Series(f'{TAKEN_ON}+Inf"}}', "0+5x200")],
    ),
    "GoldenThreadVersionsDiffer": (
        [
            *_same('golden_thread_build_info{version="1"}', 1),
            *_same('golden_thread_build_info{version="2"}', 1),
        ],
        _same('golden_thread_build_info{version="1"}', 1),
    ),
}
USUAL = ("1m", "100m")  # between two figures, and when every alarm has waited long enough
WITHIN = {
    "GoldenThreadSweepLate": ("4m", "1900m"),
    "GoldenThreadBackupOld": ("4m", "1900m"),
}


def used() -> set[str]:
    """Return every metric of ours that an alarm or the board uses."""
    queries = [target["expr"] for panel in BOARD["panels"] for target in panel["targets"]]
    return {
        name
        for query in (*queries, *(rule["expr"] for rule in RULES))
        for name in NAME.findall(query)
    }


async def test_every_metric_that_alarms_and_board_use_is_given_by_a_process(
    tmp_path: Path, clock: SettableClock
) -> None:
    COMMITS_FAILED.labels("OperationalError")
    async with a_process(tmp_path, clock) as (address, store):
        await store.act(lambda unit: unit.heartbeats.beat("clock", unit.now))
        await store.act(lambda unit: unit.heartbeats.beat_process("here:1", unit.now))
        text = await scraped(address)
    given = {one.name for family in text_string_to_metric_families(text) for one in family.samples}

    assert used() - given == set()


def test_every_metric_has_its_row_on_the_page_in_the_words_of_the_program() -> None:
    rows = [row for table in (OF_READINESS, OF_PROCESS, OF_FIGURES) for row in table]
    listed = set(re.findall(r"^\| `(golden_thread_\w+)` \|", PAGE, re.MULTILINE))

    for row in rows:
        labels = ", ".join(f"`{label}`" for label in row.labels) or "none"
        assert f"| `golden_thread_{row.name}` | {labels} | {row.words} |" in PAGE
    besides = {ACKNOWLEDGED, "golden_thread_commit_seconds", "golden_thread_commits_failed_total"}
    assert listed == {f"golden_thread_{row.name}" for row in rows} | besides


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alarm_says_what_to_do_and_leads_to_its_part_of_the_page(rule: dict[str, Any]) -> None:
    said = rule["annotations"]

    assert said["summary"].endswith(".")
    assert said["description"].endswith(".")
    page, _, anchor = said["runbook_url"].partition("#")
    assert (page, anchor) == ("docs/watching.md", rule["alert"].lower())
    assert f"### {rule['alert']}\n" in PAGE
    assert rule["labels"]["severity"] in {"critical", "warning", "info"}


def test_promtool_finds_nothing_wrong_with_the_rules() -> None:
    _run(need("promtool"), "check", "rules", str(WATCH / "alarms.yml"))


def test_every_alarm_is_raised_by_what_it_is_about_and_by_nothing_less(tmp_path: Path) -> None:
    assert RAISED.keys() == {rule["alert"] for rule in RULES}
    tests = [
        _test(rule, series, raised=raised)
        for rule in RULES
        for series, raised in zip(RAISED[rule["alert"]], (True, False), strict=True)
    ]
    file = tmp_path / "tests.yml"
    file.write_text(
        yaml.safe_dump({"rule_files": [str(WATCH / "alarms.yml")], "tests": tests}), "utf-8"
    )
    _run(need("promtool"), "test", "rules", str(file))


def _test(rule: dict[str, Any], series: list[Series], *, raised: bool) -> dict[str, Any]:
    """Return a test of `promtool`: an alarm is compared by its presence, through its own series."""
    name = rule["alert"]
    interval, at = WITHIN.get(name, USUAL)
    return {
        "name": f"{name} {'raised' if raised else 'not raised'}",
        "interval": interval,
        "input_series": [{"series": one.name, "values": one.values} for one in series],
        "promql_expr_test": [
            {
                "expr": f'count(ALERTS{{alertname="{name}", alertstate="firing"}})',
                "eval_time": at,
                "exp_samples": [{"labels": "{}", "value": 1}] if raised else [],
            }
        ],
    }


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_board_takes_its_source_from_a_choice_and_says_what_each_panel_is() -> None:
    source = "${source}"

    assert [one["name"] for one in BOARD["templating"]["list"]] == ["source"]
    for panel in BOARD["panels"]:
        assert panel["title"]
        assert panel["description"].endswith(".")
        assert {target["datasource"]["uid"] for target in panel["targets"]} == {source}
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(BOARD["panels"])
