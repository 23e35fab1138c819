"""What `check` says of tokens: the keys with which Teams signs, and the one that the bot gets.

The bot's token is really asked for, as `serve` does, and thrown away.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import cast

from bot.console.answers import Ask, WebAnswer, host_of
from bot.console.program import CheckResult
from bot.network.destinations import LOGIN_HOST
from bot.settings import Settings

DIFFERS_BY = timedelta(seconds=60)  # tokens are believed for 5 minutes beyond their time
SOON = timedelta(days=30)
ENTRA = f"https://{LOGIN_HOST}"
SCOPE = "https://api.botframework.com/.default"
_NAME = "own token"
# What Entra says in the number of its error, and what to do.
REASONS: Mapping[int, str] = MappingProxyType(
    {
        7000215: "CLIENT_SECRET is wrong: set its value, not its id",
        7000222: "CLIENT_SECRET has ended: make a new one in Entra, set it and GT_SECRET_ENDS",
        700016: "the tenant of TENANT_ID does not know the app of CLIENT_ID: check both",
        90002: "there is no tenant TENANT_ID: check it",
        900023: "there is no tenant TENANT_ID: check it",
        7000112: "the app of CLIENT_ID is disabled: ask its administrator to enable it in Entra",
        7000229: "the app has no service principal in TENANT_ID: ask its administrator to consent",
    }
)
_OTHERWISE = "check CLIENT_ID, CLIENT_SECRET and TENANT_ID"


def look_at_signing_keys(settings: Settings, ask: Ask) -> Iterator[CheckResult]:
    """Fetch the keys that inbound tokens are signed with, and compare the clocks on the way."""
    address = settings.metadata_url
    metadata = ask(address)
    if metadata.why:
        yield CheckResult("token keys", False, f"{address} cannot be reached: {metadata.why}")
        return
    keys_at = metadata.facts.get("jwks_uri")
    if not isinstance(keys_at, str):
        words = f"{address} does not say where the keys are: check GT_OPENID_METADATA_URL"
        yield CheckResult("token keys", False, words)
    else:
        yield _keys(keys_at, ask(keys_at))
    yield from _clock(address, metadata)


def _keys(address: str, answer: WebAnswer) -> CheckResult:
    if answer.why:
        return CheckResult("token keys", False, f"{address} cannot be reached: {answer.why}")
    found = answer.facts.get("keys")
    listed = cast("list[object]", found) if isinstance(found, list) else []
    if not listed:
        words = (
            f"{address} gave no keys (status {answer.status}): no message from Teams is believed"
        )
        return CheckResult("token keys", False, words)
    return CheckResult("token keys", True, f"{host_of(address)} gave {len(listed):,}")


def _clock(address: str, answer: WebAnswer) -> Iterator[CheckResult]:
    """Compare this machine's clock with the one of a server that keeps time."""
    if answer.date is None:
        return
    ahead = datetime.now(UTC) - answer.date
    if abs(ahead) > DIFFERS_BY:
        which = "ahead of" if ahead > timedelta() else "behind"
        by = round(abs(ahead).total_seconds())
        words = f"this machine is {by:,} s {which} {host_of(address)}, so tokens may be refused"
        yield CheckResult("time", False, f"{words}: set its clock, such as with chrony or NTP")
    else:
        yield CheckResult("time", True, f"agrees with {host_of(address)}")


def look_at_own_token(settings: Settings, ask: Ask) -> CheckResult:
    """Get a token as the bot does, and say in words why it gets none."""
    secret = settings.client_secret.get_secret_value()
    address = settings.token_url or f"{ENTRA}/{settings.tenant_id}/oauth2/v2.0/token"
    if not secret and settings.managed_identity_client_id:
        words = "a managed identity gets it; /readyz and the log say whether it does"
        return CheckResult(_NAME, True, words)
    form = {
        "grant_type": "client_credentials",
        "client_id": settings.bot_id,
        "client_secret": secret,
        "scope": SCOPE,
    }
    answer = ask(address, form)
    host = host_of(address)
    if answer.why:
        return CheckResult(_NAME, False, f"{host} cannot be reached: {answer.why}")
    if answer.status == 200 and isinstance(answer.facts.get("access_token"), str):
        return CheckResult(_NAME, True, f"{host} gave one")
    said, advice = _refusal(answer)
    return CheckResult(_NAME, False, f"{host} refused our sign-in ({said}): {advice}")


def _refusal(answer: WebAnswer) -> tuple[str, str]:
    """Return the number of a refusal, as Entra or the server gave it, and what to do."""
    listed = answer.facts.get("error_codes")
    codes = cast("list[object]", listed) if isinstance(listed, list) else []
    known = next((code for code in codes if code in REASONS), None)
    if isinstance(known, int):
        return f"AADSTS{known}", REASONS[known]
    return f"AADSTS{codes[0]}" if codes else f"status {answer.status}", _OTHERWISE


def look_at_secret(ends: date | None, today: date) -> Iterator[CheckResult]:
    """Say until when CLIENT_SECRET is good, where it is set."""
    if ends is None:
        return
    left = ends - today
    if left < timedelta():
        words = f"CLIENT_SECRET ended on {ends}: make a new one in Entra, and set both settings"
        yield CheckResult("secret", False, words)
    elif left < SOON:
        words = f"CLIENT_SECRET ends in {left.days} days, on {ends}: make a new one in Entra"
        yield CheckResult("secret", False, f"{words}, set it and GT_SECRET_ENDS, and restart")
    else:
        yield CheckResult("secret", True, f"CLIENT_SECRET is good until {ends}")
