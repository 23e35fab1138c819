"""Settings: one reader, safe by default, and the README says the same."""

import re
import shutil
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings
from surveys.problems import Refusal

README = Path(__file__).parents[2] / "README.md"
SAMPLE = README.parent / ".env.sample"
EXAMPLES = {  # shown as an example, because there is no default
    "CLIENT_SECRET",
    "GT_ALLOWED_TENANTS",
    "GT_CA_FILE",
    "GT_MAIL_FROM",
    "GT_METRICS_TOKEN",
    "GT_NOTIFY_API_KEY",
    "GT_NOTIFY_TEMPLATE",
    "GT_OPENID_METADATA_URL",
    "GT_OUTGOING_PROXY",
    "GT_SECRET_ENDS",
    "GT_SMTP_URL",
    "GT_TOKEN_URL",
    "GT_TRACES_URL",
    "MANAGED_IDENTITY_CLIENT_ID",
}
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


def test_the_sample_lists_every_setting_once_as_a_production_would_set_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    named = [found[1] for line in lines if (found := re.match(r"(?:# )?([A-Z_]+)=", line))]
    assert sorted(named) == sorted(str(field.alias) for field in Settings.model_fields.values())
    shutil.copy(SAMPLE, tmp_path / ".env")
    filled = settings(monkeypatch)
    assert filled.mode == "production"
    assert filled.faults() == ["CLIENT_SECRET or MANAGED_IDENTITY_CLIENT_ID is missing."]
    assert settings(monkeypatch, CLIENT_SECRET="s").faults() == []


def test_the_sample_says_what_each_setting_is_for_and_shows_the_defaults(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    blocks = SAMPLE.read_text(encoding="utf-8").split("\n\n")
    for block in blocks:
        lines = block.strip().splitlines()
        assert re.match(r"# [^=]+$", lines[0]), block
    shown = dict(re.findall(r"^# ([A-Z_]+)=(\S*)$", SAMPLE.read_text(), re.MULTILINE))
    defaults = {str(field.alias): field.default for field in Settings.model_fields.values()}
    (tmp_path / ".env").write_text("\n".join(f"{name}={value}" for name, value in shown.items()))
    read = read_settings()
    same = [name for name in shown if name not in EXAMPLES]
    assert {name: read.model_dump(by_alias=True)[name] for name in same} == {
        name: defaults[name] for name in same
    }


def test_a_secret_may_be_a_file_of_its_name_and_the_environment_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr("bot.settings.SECRETS", tmp_path)
    (tmp_path / "CLIENT_SECRET").write_text("from a file\n", encoding="utf-8")
    (tmp_path / "of-someone-else").write_text("left alone", encoding="utf-8")
    assert read_settings().client_secret.get_secret_value() == "from a file"
    from_environment = settings(monkeypatch, CLIENT_SECRET="from the environment")
    assert from_environment.client_secret.get_secret_value() == "from the environment"


def test_nothing_set_is_a_safe_local_machine(monkeypatch: pytest.MonkeyPatch):
    assert settings(monkeypatch).faults() == []


def test_a_whole_production_has_no_faults(monkeypatch: pytest.MonkeyPatch):
    assert settings(monkeypatch, **GOOD).faults() == []


def test_production_names_everything_that_is_missing(monkeypatch: pytest.MonkeyPatch):
    faults = " ".join(settings(monkeypatch, GT_MODE="production").faults())
    assert all(
        name in faults
        for name in ("CLIENT_ID", "CLIENT_SECRET", "TENANT_ID", "GT_PUBLIC_URL", "GT_KEYS_FILE")
    )


@pytest.mark.parametrize("missing", ["CLIENT_ID", "CLIENT_SECRET", "TENANT_ID", "GT_KEYS_FILE"])
def test_each_missing_part_alone_is_a_fault(monkeypatch: pytest.MonkeyPatch, missing: str):
    faults = settings(
        monkeypatch, **{name: value for name, value in GOOD.items() if name != missing}
    ).faults()
    assert len(faults) == 1
    assert missing in faults[0]


def test_a_public_address_is_refused_while_calls_need_no_token(monkeypatch: pytest.MonkeyPatch):
    assert (
        "GT_PUBLIC_URL"
        in settings(monkeypatch, GT_PUBLIC_URL="https://threads.example.org").faults()[0]
    )


@pytest.mark.parametrize("name", ["GT_OPENID_METADATA_URL", "GT_TOKEN_URL"])
@pytest.mark.parametrize(
    "address", ["http://example.org/x", "ftp://127.0.0.1/x", "http://10.0.0.1/x"]
)
def test_keys_and_tokens_come_over_https_only(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str
):
    assert name in settings(monkeypatch, **{name: address}).faults()[0]


def test_a_signing_stand_in_on_loopback_makes_tokens_required(monkeypatch: pytest.MonkeyPatch):
    given = settings(monkeypatch, GT_OPENID_METADATA_URL="http://127.0.0.1:5/openid")
    assert given.tokens_required
    assert given.faults() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GT_MINIMUM_GROUP", "4"),
        ("GT_MOST_ASKS", "-1"),
        ("GT_MOST_ASKS", "few"),
        ("GT_SEND_RATE", "0"),
        ("GT_MODE", "open"),
        ("GT_TICK_SECONDS", "soon"),
    ],
)
def test_a_wrong_value_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str):
    with pytest.raises(Refusal, match=name):
        settings(monkeypatch, **{name: value})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("GT_MINIMUM_GROUP", "4", "Setting GT_MINIMUM_GROUP: must be at least 5."),
        ("GT_MINIMUM_GROUP", "7.5", "Setting GT_MINIMUM_GROUP: must be a whole number."),
        ("GT_SEND_RATE", "", "Setting GT_SEND_RATE: must be a number."),
        ("GT_SEND_RATE", "nan", "Setting GT_SEND_RATE: must be a number."),
        ("GT_TICK_SECONDS", "0", "Setting GT_TICK_SECONDS: must be more than 0."),
        ("GT_LOG_FORMAT", "xml", "Setting GT_LOG_FORMAT: must be '', 'text' or 'json'."),
        ("GT_QUIET_HOURS", "25:00-99:00", "Setting GT_QUIET_HOURS: write it as 20:00-07:00."),
        (
            "GT_QUIET_DAYS",
            "funday",
            "Setting GT_QUIET_DAYS: “fun” is not one of mon, tue, wed, thu, fri, sat, sun.",
        ),
    ],
)
def test_a_wrong_value_is_refused_in_a_sentence_when_it_is_read(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
):
    with pytest.raises(Refusal) as caught:
        settings(monkeypatch, **{name: value})
    assert caught.value.sentence == said


@pytest.mark.parametrize("name", ["GT_PUBLIC_URL", "GT_OPENID_METADATA_URL", "GT_TOKEN_URL"])
@pytest.mark.parametrize(
    "address",
    [
        "http://[bad",
        "http://localhost:99999",
        "http://localhost:port",
        "nonsense",
        "https://",
        "http:///f",
    ],
)
def test_an_address_that_is_none_is_one_fault(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str
):
    [fault] = settings(monkeypatch, **{name: address}).faults()
    assert name in fault


@pytest.mark.parametrize(
    "address", ["http://localhost:3978/?x=1", "http://localhost/#top", "http://me@localhost"]
)
def test_forms_need_a_bare_address_to_stand_below(monkeypatch: pytest.MonkeyPatch, address: str):
    assert "GT_PUBLIC_URL" in settings(monkeypatch, GT_PUBLIC_URL=address).faults()[0]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "mysql://h/n",
        "postgres://h/n",
        "postgresql://h:abc/n",
    ],
)
def test_a_database_that_cannot_be_one_is_a_fault(monkeypatch: pytest.MonkeyPatch, address: str):
    [fault] = settings(monkeypatch, GT_DATABASE_URL=address).faults()
    assert fault.startswith("GT_DATABASE_URL must be sqlite:///FILE or postgresql://")


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///var/x.db",
        "sqlite:////srv/x.db",
        "postgresql://u:p%40@h:5432/n",
        "postgresql:///n?host=/run",
    ],
)
def test_a_database_of_either_kind_is_taken(monkeypatch: pytest.MonkeyPatch, address: str):
    assert settings(monkeypatch, GT_DATABASE_URL=address).faults() == []


@pytest.mark.parametrize(
    "hosts", ["https://smba.example.org", "smba.example.org/path", "smba.example.org:443", "*"]
)
def test_hosts_are_names_of_hosts_only(monkeypatch: pytest.MonkeyPatch, hosts: str):
    assert "GT_CONNECTOR_HOSTS" in settings(monkeypatch, GT_CONNECTOR_HOSTS=hosts).faults()[0]


def test_production_without_any_host_could_send_nothing(monkeypatch: pytest.MonkeyPatch):
    [fault] = settings(monkeypatch, **GOOD, GT_CONNECTOR_HOSTS="").faults()
    assert "GT_CONNECTOR_HOSTS" in fault


def test_an_env_file_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / ".env").write_text("\ufeffGT_MINIMUM_GROUP=12\nGT_SEND_RATE=5\n", encoding="utf-8")
    read = settings(monkeypatch, GT_SEND_RATE="7")
    assert (read.minimum_group, read.send_rate) == (12, 7)


def test_an_env_file_that_is_not_text_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / ".env").write_bytes(b"CLIENT_ID=\xff\n")
    with pytest.raises(Refusal, match=r"Setting \.env: the file cannot be read as UTF-8 text\."):
        settings(monkeypatch)


@pytest.mark.parametrize("name", ["CLIENT_SECRET", "GT_SMTP_URL", "GT_NOTIFY_API_KEY"])
def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch, name: str):
    read = settings(monkeypatch, **{name: "smtp://user:hush-hush@mail.example.org"})
    assert "hush-hush" not in repr(read) + repr(read.smtp_server) + " ".join(read.faults())


MAIL_FROM = "threads@example.org"
NOTIFY_KEY = "live-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"
TEMPLATE = "33333333-3333-4333-8333-333333333333"


@pytest.mark.parametrize(
    ("url", "port", "from_the_start"),
    [
        ("smtp://user:p%40ss@mail.example.org", 587, False),
        ("smtp://user:p%40ss@mail.example.org:25", 25, False),
        ("smtps://user:p%40ss@mail.example.org/", 465, True),
    ],
)
def test_a_mail_server_is_read_with_its_usual_port(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, from_the_start: bool
):
    read = settings(monkeypatch, GT_SMTP_URL=url, GT_MAIL_FROM=MAIL_FROM)
    assert read.faults() == []
    assert read.sends_emails
    server = read.smtp_server
    assert server is not None
    assert (server.port, server.from_the_start, server.plain) == (port, from_the_start, False)
    assert (server.user, server.password) == ("user", "p@ss")


def test_only_this_machine_in_local_mode_is_spoken_to_without_tls(monkeypatch: pytest.MonkeyPatch):
    here = {"GT_SMTP_URL": "smtp://localhost:2525", "GT_MAIL_FROM": MAIL_FROM}
    local, production = settings(monkeypatch, **here), settings(monkeypatch, **here, **GOOD)
    assert [one.smtp_server.plain for one in (local, production) if one.smtp_server] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://user@h",
        "smtp://h:0x",
        "smtp://h/?tls=no",
    ],
)
def test_a_mail_server_that_is_none_is_one_fault(monkeypatch: pytest.MonkeyPatch, url: str):
    [fault] = settings(monkeypatch, GT_SMTP_URL=url, GT_MAIL_FROM=MAIL_FROM).faults()
    assert fault.startswith("GT_SMTP_URL must be")


@pytest.mark.parametrize(
    "address", ["", "threads", "threads@", "a b@example.org", "Threads <threads@example.org>"]
)
def test_email_needs_an_address_to_come_from(monkeypatch: pytest.MonkeyPatch, address: str):
    [fault] = settings(monkeypatch, GT_SMTP_URL="smtp://localhost", GT_MAIL_FROM=address).faults()
    assert fault.startswith("GT_MAIL_FROM must be")


def test_notify_needs_a_whole_key_and_a_template(monkeypatch: pytest.MonkeyPatch):
    whole = {"GT_NOTIFY_API_KEY": NOTIFY_KEY, "GT_NOTIFY_TEMPLATE": TEMPLATE}
    assert settings(monkeypatch, **whole).faults() == []
    [key] = settings(monkeypatch, **whole | {"GT_NOTIFY_API_KEY": "live-key"}).faults()
    [template] = settings(monkeypatch, **whole | {"GT_NOTIFY_TEMPLATE": "my template"}).faults()
    assert key.startswith("GT_NOTIFY_API_KEY must be")
    assert template.startswith("GT_NOTIFY_TEMPLATE must be")


def test_nothing_set_means_no_second_door(monkeypatch: pytest.MonkeyPatch):
    read = settings(monkeypatch)
    assert not read.sends_emails
    assert read.smtp_server is None


@pytest.mark.parametrize("value", ["1", "proxy.example.org", "10.0.0.1-10.0.0.9", "0.0.0.0/0"])
def test_proxies_that_are_no_addresses_are_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    with pytest.raises(Refusal, match=r"GT_PROXIES: write the addresses"):
        settings(monkeypatch, GT_PROXIES=value)
