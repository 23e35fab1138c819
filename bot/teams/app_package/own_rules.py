"""What Microsoft's schema lets pass and Teams, or a council, does not: rules of our own.

Each rule yields a plain sentence for everything that is wrong, so that all is said at once.
"""

import re
from collections.abc import Callable, Iterator
from typing import cast
from urllib.parse import urlsplit

from bot.network import is_loopback
from bot.teams.app_package.manifest import MANIFEST
from bot.teams.app_package.opened import OpenedPackage, part
from dialogs.typed_words import meant_by
from surveys.sending.app_package import PackageNeeds, version_numbers

Rule = Callable[[OpenedPackage, PackageNeeds], Iterator[str]]
SCOPES = {"personal", "team"}
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?")
_PLACEHOLDER = re.compile(
    r"\{\{|\}\}|\$\{|<<|>>|<[A-Za-z_ -]+>|\[[A-Z_ -]+\]|%[A-Z_]+%|@@|\b(TBC|CHANGE_?ME)\b"
    r"|\b(your|my)[-_.]?(app|bot|domain|company|name|site)\b|\b(contoso|fabrikam)\b"
    r"|\bexample\.(com|org|net)\b|\b0{8}-(0{4}-){3}0{12}\b",
    re.IGNORECASE,
)


def texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a manifest with its place, such as developer.name."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, one in cast("dict[str, object]", value).items():
            yield from texts(one, f"{place}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, one in enumerate(cast("list[object]", value)):
            yield from texts(one, f"{place}[{number}]")


def _addresses(opened: OpenedPackage, _needs: PackageNeeds) -> Iterator[str]:
    for place, text in texts(dict(opened.manifest)):
        if not re.match(r"https?:", text, re.IGNORECASE) or place == "$schema":
            continue
        try:
            parts = urlsplit(text)
            host = parts.hostname
        except ValueError:
            yield f"{place} is {text}, which is no address."
            continue
        if parts.scheme != "https":
            yield f"{place} must begin with https://, not {text}."
        if not host or is_loopback(host):
            yield f"{place} is {text}, which no one else can open: it must be a public address."


def _public_address(opened: OpenedPackage, needs: PackageNeeds) -> Iterator[str]:
    host = urlsplit(needs.public_url).hostname
    if host and not is_loopback(host) and host not in _domains(opened):
        yield f"validDomains must have {host}, the host of GT_PUBLIC_URL."


def _domains(opened: OpenedPackage) -> list[object]:
    named = opened.manifest.get("validDomains")
    return cast("list[object]", named) if isinstance(named, list) else []


def _valid_domains(opened: OpenedPackage, _needs: PackageNeeds) -> Iterator[str]:
    for domain in _domains(opened):
        if not isinstance(domain, str):
            continue  # the schema says so
        if "*" in domain:
            yield f"validDomains has {domain}: name each host, without an asterisk."
        elif not _HOST.fullmatch(domain.lower()):
            yield (
                f"validDomains has {domain}: it must be a public host name alone, without https://,"
                " port or path."
            )


def _version(opened: OpenedPackage, needs: PackageNeeds) -> Iterator[str]:
    version, last = opened.manifest.get("version"), needs.last.version if needs.last else None
    numbers = version_numbers(version)
    if numbers is None:
        yield f"version is {version}; it must be three numbers, such as 1.0.2."
    elif numbers <= (version_numbers(last) or ()):
        yield f"version is {version}; Teams takes only one that is higher than {last}."


def _identity(opened: OpenedPackage, needs: PackageNeeds) -> Iterator[str]:
    if not needs.bot_id:
        yield "CLIENT_ID is not set: the package needs the id of the bot’s registration."
    bot_id, app_id = opened.bot.get("botId"), opened.manifest.get("id")
    if needs.bot_id and _lower(bot_id) != needs.bot_id:
        yield f"The bot is {bot_id}; CLIENT_ID is {needs.bot_id}."
    if needs.last and _lower(app_id) != needs.last.app_id:
        yield f"The app is {app_id}; it was {needs.last.app_id} before, and must stay so."
    web = opened.manifest.get("webApplicationInfo")
    if web is not None and _lower(part(web).get("id")) != needs.bot_id:
        yield "webApplicationInfo.id must be CLIENT_ID."


def _lower(value: object) -> str:
    return value.lower() if isinstance(value, str) else ""


def _abilities(opened: OpenedPackage, _needs: PackageNeeds) -> Iterator[str]:
    if not opened.bot:
        yield "There is no bot in the manifest."
        return
    if opened.bot.get("supportsFiles") is not True:
        yield "supportsFiles must be true: evaluators get summaries as files."
    scopes = opened.bot.get("scopes")
    named = set(cast("list[str]", scopes)) if isinstance(scopes, list) else set[str]()
    if "personal" not in named or named - SCOPES:
        yield "The bot’s scopes must be personal, with or without team, and no other."
    if "copilotAgents" in opened.manifest:
        yield "copilotAgents must be left out: many tenants refuse an app that has it."


def _consent(opened: OpenedPackage, _needs: PackageNeeds) -> Iterator[str]:
    """No permission of a single team or chat: with one, Graph cannot install the app."""
    permissions = part(part(opened.manifest.get("authorization")).get("permissions"))
    older = part(opened.manifest.get("webApplicationInfo")).get("applicationPermissions")
    if permissions.get("resourceSpecific") or older:
        yield "The package asks for resource-specific consent; it must ask for none."


def _placeholders(opened: OpenedPackage, _needs: PackageNeeds) -> Iterator[str]:
    for place, text in texts(dict(opened.manifest)):
        if found := _PLACEHOLDER.search(text):
            yield f"{place} still has a placeholder: {found[0]}."


def _commands(opened: OpenedPackage, _needs: PackageNeeds) -> Iterator[str]:
    for place, text in texts(opened.bot.get("commandLists")):
        if place.endswith(".title") and meant_by(text).unread:
            yield f"The bot does not understand “{text}”, which the manifest offers to type."


def _stray_files(opened: OpenedPackage, _needs: PackageNeeds) -> Iterator[str]:
    named = {MANIFEST, *part(opened.manifest.get("icons")).values()}
    for name in sorted(opened.files.keys() - named):
        yield f"{name} is in the ZIP, and the manifest does not name it."


RULES: tuple[Rule, ...] = (
    _identity,
    _version,
    _addresses,
    _public_address,
    _valid_domains,
    _abilities,
    _consent,
    _placeholders,
    _commands,
    _stray_files,
)


def own_faults(opened: OpenedPackage, needs: PackageNeeds) -> Iterator[str]:
    """Yield everything in which a package breaks a rule of ours."""
    for rule in RULES:
        yield from rule(opened, needs)
