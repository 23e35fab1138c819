"""The gate before the bot: it admits Teams, our tenants, our bot, personal chats, safe addresses.

From a channel it admits only news that the app was added or removed, or what the channel is called.

It runs before the SDK, which answers 500 to forged calls and checks neither tenant nor recipient.
Every request is admitted or gets a status below 500, with one short log line that quotes nothing.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from aiohttp import web

from bot.teams.addresses import is_safe_id, may_send_to, same_address
from bot.teams.request_body import BodyRefused, read_activity
from bot.teams.tokens import Claims, TokenCheck, TokenRefused

PLAYGROUND_BOT_ID = "00000000-0000-0000-0000-00000000000011"
NEWS_OF_CHANNELS = frozenset({"installationUpdate", "conversationUpdate"})


@dataclass(frozen=True, slots=True)
class GateRules:
    """What the gate checks requests against; tenants in lower case, hosts without scheme."""

    client_id: str
    tenants: frozenset[str]
    connector_hosts: frozenset[str]
    tokens_required: bool = True
    local: bool = False

    def __post_init__(self) -> None:
        """Refuse an open gate outside local mode, and a token check without an audience."""
        if not self.tokens_required and not self.local:
            raise ValueError("only local mode may go without tokens")
        if self.tokens_required and not self.client_id:
            raise ValueError("a token check needs the bot's client id")


@dataclass(frozen=True, slots=True)
class Admitted:
    """An activity that passed, with the claims of its token (empty where no token is asked for)."""

    activity: Mapping[str, Any]
    claims: Claims


@dataclass(frozen=True, slots=True)
class Denied:
    """A request that did not pass: the HTTP status and the code for the log."""

    status: int
    code: str


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets requests in by `rules`; `tokens` may be None only where the rules ask for none.

    `allowed` returns the tenants that are allowed now; without it, those of the rules are.
    """

    rules: GateRules
    tokens: TokenCheck | None
    allowed: Callable[[], Awaitable[frozenset[str]]] | None = None

    def __post_init__(self) -> None:
        """Refuse a gate without the token check that the rules ask for."""
        if self.rules.tokens_required and self.tokens is None:
            raise ValueError("the rules ask for tokens and there is nothing to check them with")

    async def admit(self, request: web.Request) -> Admitted | Denied:
        """Read and examine one request; never raises, whatever it contains."""
        if request.method != "POST":
            return Denied(405, "method-not-allowed")
        bearer = _bearer(request) if self.rules.tokens_required else ""
        if bearer is None:
            return Denied(401, "no-bearer")
        try:
            activity = await read_activity(request)
            claims: Claims = await self.tokens.claims(bearer) if self.tokens and bearer else {}
        except BodyRefused as refusal:
            return Denied(refusal.status, refusal.code)
        except TokenRefused as refusal:
            return Denied(401, refusal.code)
        return examine(await self._rules_now(), activity, claims)

    async def _rules_now(self) -> GateRules:
        if self.allowed is None:
            return self.rules
        tenants = await self.allowed()
        return self.rules if tenants == self.rules.tenants else replace(self.rules, tenants=tenants)


def examine(rules: GateRules, activity: Mapping[str, Any], claims: Claims) -> Admitted | Denied:
    """Check an activity against the rules, one row of the table after the other."""
    if not isinstance(activity.get("type"), str) or not activity["type"]:
        return Denied(400, "no-type")
    for code, passes in CHECKS:
        if not passes(rules, activity, claims):
            return Denied(403, code)
    return Admitted(activity, claims)


def part(value: object, *names: str) -> object:
    """Follow `names` into nested JSON objects; None as soon as one is missing."""
    for name in names:
        if not isinstance(value, dict):  # quicker to ask than for any mapping
            return None
        value = cast("dict[str, object]", value).get(name)
    return value


def _bearer(request: web.Request) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def _address_allowed(rules: GateRules, activity: Mapping[str, Any], _: Claims) -> bool:
    address = activity.get("serviceUrl")
    return isinstance(address, str) and may_send_to(
        address, rules.connector_hosts, local=rules.local
    )


def _address_claimed(rules: GateRules, activity: Mapping[str, Any], claims: Claims) -> bool:
    if not rules.tokens_required:
        return True
    claimed = claims.get("serviceurl")
    return isinstance(claimed, str) and same_address(claimed, activity["serviceUrl"])


def _from_teams(_rules: GateRules, activity: Mapping[str, Any], _: Claims) -> bool:
    return activity.get("channelId") == "msteams"


def _tenant_allowed(rules: GateRules, activity: Mapping[str, Any], _: Claims) -> bool:
    """Check both fields; a local client may omit one."""
    named = [
        part(activity, "conversation", "tenantId"),
        part(activity, "channelData", "tenant", "id"),
    ]
    if not rules.tokens_required:
        named = [tenant for tenant in named if tenant is not None]
    lowered = {tenant.lower() if isinstance(tenant, str) else "" for tenant in named}
    if len(lowered) != 1 or "" in lowered:
        return False
    return lowered <= rules.tenants


def _to_our_bot(rules: GateRules, activity: Mapping[str, Any], _: Claims) -> bool:
    recipient = part(activity, "recipient", "id")
    if not rules.tokens_required and (recipient == PLAYGROUND_BOT_ID or not rules.client_id):
        return True
    return recipient in (rules.client_id, f"28:{rules.client_id}")


def of_channel(activity: Mapping[str, Any]) -> bool:
    """Say whether an activity is news of a team's channel, which we never answer."""
    if part(activity, "conversation", "conversationType") != "channel":
        return False
    named = isinstance(part(activity, "channelData", "team", "id"), str)
    return named and activity.get("type") in NEWS_OF_CHANNELS


def _personal(rules: GateRules, activity: Mapping[str, Any], _: Claims) -> bool:
    if of_channel(activity):
        return True
    kind = part(activity, "conversation", "conversationType")
    unsaid_locally = kind is None and not rules.tokens_required
    return (kind == "personal" or unsaid_locally) and not part(activity, "conversation", "isGroup")


def _conversation_safe(_rules: GateRules, activity: Mapping[str, Any], _: Claims) -> bool:
    identifier = part(activity, "conversation", "id")
    return isinstance(identifier, str) and is_safe_id(identifier)


CHECKS: tuple[tuple[str, Callable[[GateRules, Mapping[str, Any], Claims], bool]], ...] = (
    ("service-url-not-allowed", _address_allowed),
    ("service-url-not-claimed", _address_claimed),
    ("channel-not-teams", _from_teams),
    ("tenant-not-allowed", _tenant_allowed),
    ("recipient-not-us", _to_our_bot),
    ("conversation-not-personal", _personal),
    ("conversation-id-unsafe", _conversation_safe),
)
