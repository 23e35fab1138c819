"""Settings: one reader, safe by default, and the README says the same."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from surveys.problems import Refusal

README = Path(__file__).parents[2] / "README.md"
GOOD = {
    "GT_MODE": "production",
    "CLIENT_ID": "11111111-1111-4111-8111-111111111111",
    "CLIENT_SECRET": "s",
    "TENANT_ID": "22222222-2222-4222-8222-222222222222",
    "GT_PUBLIC_URL": "https://threads.example.org",
    "GT_KEYS_FILE": "keys.json",
}


@pytest.fixture(autouse=True)
def _an_empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)


def settings(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return read_settings()


def test_the_readme_lists_every_setting_and_no_other():
    table = README.read_text(encoding="utf-8").split("### Settings")[1].split("\n## ")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = {name for cell in first_cells for name in re.findall(r"`([A-Z_]+)`", cell)}
    assert named == {field.alias for field in Settings.model_fields.values()}


def test_nothing_set_is_a_safe_local_machine(monkeypatch: pytest.MonkeyPatch):
    assert settings(monkeypatch).faults() == []


def test_a_whole_production_has_no_faults(monkeypatch: pytest.MonkeyPatch):
    assert settings(monkeypatch, **GOOD).faults() == []


def test_production_names_everything_that_is_missing(monkeypatch: pytest.MonkeyPatch):
    faults = " ".join(settings(monkeypatch, GT_MODE="production").faults())
    assert all(name in faults for name in ("CLIENT_ID", "CLIENT_SECRET", "TENANT_ID", "GT_PUBLIC_URL", "GT_KEYS_FILE"))


@pytest.mark.parametrize("missing", ["CLIENT_ID", "CLIENT_SECRET", "TENANT_ID", "GT_KEYS_FILE"])
def test_each_missing_part_alone_is_a_fault(monkeypatch: pytest.MonkeyPatch, missing: str):
    faults = settings(monkeypatch, **{name: value for name, value in GOOD.items() if name != missing}).faults()
    assert len(faults) == 1
    assert missing in faults[0]


def test_a_public_address_is_refused_while_calls_need_no_token(monkeypatch: pytest.MonkeyPatch):
    assert "GT_PUBLIC_URL" in settings(monkeypatch, GT_PUBLIC_URL="https://threads.example.org").faults()[0]


@pytest.mark.parametrize("name", ["GT_OPENID_METADATA_URL", "GT_TOKEN_URL"])
@pytest.mark.parametrize("address", ["http://example.org/x", "ftp://127.0.0.1/x", "http://10.0.0.1/x"])
def test_keys_and_tokens_come_over_https_only(monkeypatch: pytest.MonkeyPatch, name: str, address: str):
    assert name in settings(monkeypatch, **{name: address}).faults()[0]


def test_a_signing_stand_in_on_loopback_makes_tokens_required(monkeypatch: pytest.MonkeyPatch):
    given = settings(monkeypatch, GT_OPENID_METADATA_URL="http://127.0.0.1:5/openid")
    assert given.tokens_required
    assert given.faults() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("GT_MINIMUM_GROUP", "4"), ("GT_SEND_RATE", "0"), ("GT_MODE", "open"), ("GT_TICK_SECONDS", "soon")],
)
def test_a_wrong_value_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    with pytest.raises(Refusal, match=name):
        settings(monkeypatch, **{name: value})


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch):
    assert "hush-hush" not in repr(settings(monkeypatch, CLIENT_SECRET="hush-hush"))
