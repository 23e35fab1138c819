"""What `check` says of people: those whom Teams cannot reach, as no account of theirs is known."""

from collections.abc import Iterator

from bot.console.program import CheckResult
from bot.settings import Settings
from storage.unit import Unit
from surveys.people import people

NAMED = 5


def look_at_people(unit: Unit, settings: Settings) -> Iterator[CheckResult]:
    """Return a line for each real partnership; wrong where someone has no Entra id nor e-mail."""
    for place_id, slug, _ in unit.people.real_partnerships():
        emails = unit.accounts.without(place_id)
        if not emails:
            yield CheckResult("people", True, f"everyone of {slug} has an Entra id")
            continue
        named = ", ".join(emails[:NAMED])
        more = len(emails) - NAMED
        others = f" and {more:,} more" if more > 0 else ""
        words = f"{slug} has no Entra id for {people(len(emails))} ({named}{others})"
        if settings.sends_emails:
            words += ": they get e-mails until they open the app"
        else:
            words += (
                ", so that nothing reaches them until they open the app: import people with "
                "aad_object_id, or set up e-mail"
            )
        yield CheckResult("people", settings.sends_emails, words)
