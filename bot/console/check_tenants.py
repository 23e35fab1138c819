"""What `check` says of tenants: which refuse our sign-in, are paused, or are not set up yet."""

from collections.abc import Iterator

from bot.console.program import CheckResult
from bot.settings import Settings
from dialogs.people.tenants import tenant_pages
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.sending.tenants import TenantState


def look_at_tenants(unit: Unit, settings: Settings) -> Iterator[CheckResult]:
    """Return a line for each tenant that refuses us or is paused, and one for all others."""
    pages = tenant_pages(unit, settings.tenants, settings.bot_id)
    refusing = [page for page in pages if page.refusal is not None]
    if refusing and len(refusing) == len(pages) > 1:
        words = "every tenant refuses our bot’s sign-in: check CLIENT_ID, CLIENT_SECRET, TENANT_ID"
        yield CheckResult("tenants", False, words)
    for page in refusing:
        since = moment_in_words(page.refusal.since) if page.refusal else ""
        words = f"{page.called} refuses our bot’s sign-in since {since}: send its IT desk the"
        advice = f"sentence of: tenant show {page.tenant_id}"
        yield CheckResult("tenants", False, f"{words} {advice}")
    paused = [page.called for page in pages if page.state is TenantState.PAUSED]
    words = f"{len(pages) - len(paused)} may write to us"
    if paused:
        words += f"; paused by hand: {', '.join(paused)}"
    yield CheckResult("tenants", True, words)
