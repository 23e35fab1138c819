"""The only reader of the environment: every setting, its default and its meaning.

Production refuses to start while anything is missing or unsafe, and names it all at once.
"""

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import database_address
from bot.network import Network, faults_of_network, is_loopback, parse_network
from bot.proxies import Proxies, parse_proxies
from bot.setting_values import (
    HOST,
    MAIL,
    UUID,
    is_https,
    is_notify_key,
    is_page,
    listed,
    parts_of,
)
from bot.setting_words import in_words
from bot.smtp_server import SmtpServer, parse_smtp
from bot.watch_settings import faults_of_watching
from surveys.problems import Refusal
from surveys.sending.quiet_hours import parse_quiet

MICROSOFT_HOSTS = (
    "smba.trafficmanager.net",
    "smba.onyx.prod.teams.trafficmanager.net",
    "smba.infra.gcc.teams.microsoft.com",
    "smba.infra.gov.teams.microsoft.us",
    "smba.infra.dod.teams.microsoft.us",
    "frontend.botapi.msg.infra.teams.microsoftonline.cn",
)
PUBLIC_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
SECRETS = Path("/run/secrets")  # where containers get secrets, a file for each
LOCAL_CLIENT = "00000000-0000-4000-8000-000000000001"
LOCAL_TENANT = "00000000-0000-4000-8000-0000000000ff"


class Settings(BaseSettings):
    """Settings by their names in the environment; a test compares the README's table with it."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_file=".env", env_file_encoding="utf-8"
    )

    client_id: str = Field(default="", alias="CLIENT_ID")
    client_secret: SecretStr = Field(default=SecretStr(""), alias="CLIENT_SECRET")
    tenant_id: str = Field(default="", alias="TENANT_ID")
    managed_identity_client_id: str = Field(default="", alias="MANAGED_IDENTITY_CLIENT_ID")
    mode: Literal["local", "production"] = Field(default="local", alias="GT_MODE")
    database_url: str = Field(default="sqlite:///var/golden-thread.db", alias="GT_DATABASE_URL")
    public_url: str = Field(default="http://localhost:3978", alias="GT_PUBLIC_URL")
    allowed_tenants: str = Field(default="", alias="GT_ALLOWED_TENANTS")
    connector_hosts: str = Field(default=",".join(MICROSOFT_HOSTS), alias="GT_CONNECTOR_HOSTS")
    openid_metadata_url: str = Field(default="", alias="GT_OPENID_METADATA_URL")
    token_url: str = Field(default="", alias="GT_TOKEN_URL")
    send_rate: float = Field(default=25, gt=0, allow_inf_nan=False, alias="GT_SEND_RATE")
    quiet_hours: str = Field(default="20:00-07:00", alias="GT_QUIET_HOURS")
    quiet_days: str = Field(default="sat,sun", alias="GT_QUIET_DAYS")
    tick_seconds: float = Field(default=2, gt=0, le=60, alias="GT_TICK_SECONDS")
    minimum_group: int = Field(default=10, ge=5, le=1000, alias="GT_MINIMUM_GROUP")
    most_asks: int = Field(default=4, ge=0, le=1000, alias="GT_MOST_ASKS")
    watch_minutes: int = Field(default=60, ge=0, le=1440, alias="GT_WATCH_MINUTES")
    keys_file: str = Field(default="", alias="GT_KEYS_FILE")
    smtp_url: SecretStr = Field(default=SecretStr(""), alias="GT_SMTP_URL")
    mail_from: str = Field(default="", alias="GT_MAIL_FROM")
    notify_api_key: SecretStr = Field(default=SecretStr(""), alias="GT_NOTIFY_API_KEY")
    notify_template: str = Field(default="", alias="GT_NOTIFY_TEMPLATE")
    outgoing_proxy: SecretStr = Field(default=SecretStr(""), alias="GT_OUTGOING_PROXY")
    ca_file: str = Field(default="", alias="GT_CA_FILE")
    proxies: str = Field(default="", alias="GT_PROXIES")
    metrics_token: SecretStr = Field(default=SecretStr(""), alias="GT_METRICS_TOKEN")
    secret_ends: str = Field(default="", alias="GT_SECRET_ENDS")
    traces_url: str = Field(default="", alias="GT_TRACES_URL")
    log_format: Literal["", "text", "json"] = Field(default="", alias="GT_LOG_FORMAT")

    @property
    def is_local(self) -> bool:
        """Say whether this is a developer's own machine."""
        return self.mode == "local"

    @property
    def tokens_required(self) -> bool:
        """Say whether calls must carry a token: in production, and locally if a test can sign."""
        return not self.is_local or bool(self.openid_metadata_url)

    @property
    def bot_id(self) -> str:
        """The bot's registration; locally a fixed one if none is set."""
        return self.client_id or (LOCAL_CLIENT if self.is_local else "")

    @cached_property
    def tenants(self) -> frozenset[str]:
        """The tenants whose people may speak, besides those added with `tenant add`."""
        named = listed(self.allowed_tenants) or listed(self.tenant_id)
        return frozenset(named or ([LOCAL_TENANT] if self.is_local else []))

    @property
    def default_tenant(self) -> str:
        """Where the chat of a person is opened whose tenant the roster does not name: our own."""
        ours = self.tenant_id.lower()
        return ours if ours in self.tenants else min(self.tenants, default="")

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts that messages may be sent to."""
        return frozenset(listed(self.connector_hosts))

    @property
    def metadata_url(self) -> str:
        """Where the keys of inbound tokens are described."""
        return self.openid_metadata_url or PUBLIC_METADATA

    @property
    def log_as_json(self) -> bool:
        """Say whether logs are for machines."""
        return (self.log_format or ("text" if self.is_local else "json")) == "json"

    @property
    def keys_path(self) -> Path:
        """Where the keys are; locally beside the database if nothing is set."""
        if self.keys_file:
            return Path(self.keys_file)
        return self.sqlite_file.parent / "keys.json" if self.is_sqlite else Path("var/keys.json")

    @property
    def sqlite_file(self) -> Path:
        """The file of a SQLite database."""
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def smtp_server(self) -> SmtpServer | None:
        """The mail server, where one is set."""
        return parse_smtp(self.smtp_url.get_secret_value(), local=self.is_local)

    @property
    def sends_emails(self) -> bool:
        """Say whether there is a second door: e-mail to those whom Teams cannot reach."""
        return bool(self.smtp_url.get_secret_value() or self.notify_api_key.get_secret_value())

    @property
    def network(self) -> Network:
        """The way out of this machine, for every client of every outgoing call."""
        return parse_network(self.outgoing_proxy.get_secret_value(), self.ca_file)

    @property
    def proxy_networks(self) -> Proxies:
        """The proxies that are believed when they say whose request they pass on."""
        return parse_proxies(self.proxies)

    @property
    def is_sqlite(self) -> bool:
        """Say whether the database is a SQLite file."""
        return self.database_url.startswith("sqlite:")

    def faults(self) -> list[str]:
        """Return what is missing or unsafe, a sentence each."""
        rules = _EVERYWHERE if self.is_local else (*_EVERYWHERE, *_PRODUCTION)
        found = [sentence for holds, sentence in rules if not holds(self)]
        found += faults_of_network(self.outgoing_proxy.get_secret_value(), self.ca_file)
        return found + faults_of_watching(self.secret_ends, self.traces_url)


def _safe_endpoint(settings: Settings, url: str) -> bool:
    if not url or is_https(url):
        return True
    parts = parts_of(url)
    return settings.is_local and parts.scheme == "http" and is_loopback(parts.hostname)


_Rule = tuple[Callable[[Settings], bool], str]

_EVERYWHERE: tuple[_Rule, ...] = (
    (
        lambda s: database_address.is_one(s.database_url),
        "GT_DATABASE_URL must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.",
    ),
    (
        lambda s: database_address.is_encoded(s.database_url),
        "In the password in GT_DATABASE_URL write @ as %40, / as %2F, # as %23, % as %25.",
    ),
    (
        lambda s: database_address.has_pool_size(s.database_url),
        "pool_size in GT_DATABASE_URL must be a whole number from 1 to 100.",
    ),
    (
        lambda s: is_page(s.public_url),
        "GT_PUBLIC_URL must be an address such as https://threads.example.org.",
    ),
    (
        lambda s: all(HOST.fullmatch(host) for host in s.hosts),
        "GT_CONNECTOR_HOSTS must be host names with commas between, without https:// or a path.",
    ),
    (
        lambda s: _safe_endpoint(s, s.openid_metadata_url),
        "GT_OPENID_METADATA_URL must be https (loopback http only in local mode).",
    ),
    (
        lambda s: _safe_endpoint(s, s.token_url),
        "GT_TOKEN_URL must be https (loopback http only in local mode).",
    ),
    (
        lambda s: not s.smtp_url.get_secret_value() or s.smtp_server is not None,
        "GT_SMTP_URL must be smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465.",
    ),
    (
        lambda s: not s.smtp_url.get_secret_value() or MAIL.fullmatch(s.mail_from) is not None,
        "GT_MAIL_FROM must be the address that e-mail comes from, such as threads@example.org.",
    ),
    (
        lambda s: (
            not s.notify_api_key.get_secret_value()
            or is_notify_key(s.notify_api_key.get_secret_value())
        ),
        "GT_NOTIFY_API_KEY must be a whole key of GOV.UK Notify: a name and two ids with hyphens.",
    ),
    (
        lambda s: (
            not s.notify_api_key.get_secret_value()
            or re.fullmatch(UUID, s.notify_template) is not None
        ),
        "GT_NOTIFY_TEMPLATE must be the id of an e-mail template at GOV.UK Notify.",
    ),
    (
        lambda s: (
            s.tokens_required
            or not is_page(s.public_url)
            or is_loopback(parts_of(s.public_url).hostname)
        ),
        "GT_PUBLIC_URL must be a loopback address: GT_MODE=local accepts calls without tokens.",
    ),
)
_PRODUCTION: tuple[_Rule, ...] = (
    (lambda s: bool(s.client_id), "CLIENT_ID is missing: the bot's registration."),
    (
        lambda s: bool(s.client_secret.get_secret_value() or s.managed_identity_client_id),
        "CLIENT_SECRET or MANAGED_IDENTITY_CLIENT_ID is missing.",
    ),
    (lambda s: bool(s.tenants), "TENANT_ID or GT_ALLOWED_TENANTS is missing."),
    (
        lambda s: is_https(s.public_url),
        "GT_PUBLIC_URL must be the https address that browsers reach.",
    ),
    (lambda s: bool(s.hosts), "GT_CONNECTOR_HOSTS is empty, so nothing could be sent."),
    (
        lambda s: s.send_rate <= 50,
        "GT_SEND_RATE must be at most 50: Teams takes no more from one app in a tenant.",
    ),
    (
        lambda s: bool(s.keys_file),
        "GT_KEYS_FILE is missing: keys are never made silently in production.",
    ),
)


def read_settings(**given: object) -> Settings:
    """Read the environment, `.env`, and secrets that are files named as their settings, in turn.

    Refuses a wrong value by name, and never quotes it.
    """
    secrets = SECRETS if SECRETS.is_dir() else None
    try:
        settings = (
            Settings.model_validate(given) if given else Settings(_secrets_dir=secrets)  # pyright: ignore[reportCallIssue] - of pydantic
        )
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        why = in_words(first["type"], first.get("ctx", {}))
        raise Refusal("setting-wrong", name=name, why=why) from None
    except (UnicodeDecodeError, OSError):
        why = "the file cannot be read as UTF-8 text"
        raise Refusal("setting-wrong", name=".env", why=why) from None
    parse_quiet(settings.quiet_hours, settings.quiet_days)  # refuses what is not a time or a day
    parse_proxies(settings.proxies)  # refuses what is no address
    return settings
