"""What `check` says of alerts: whether each lead can be told of a concern, and whether one was not.

A lead can be reached in Teams once they have opened the app, and by e-mail where that is set up.
"""

from collections.abc import Iterator

from bot.console.program import CheckResult
from bot.settings import Settings
from dialogs.trust.keep_watch import is_missing, last_came
from dialogs.trust.link_gate import missing_for_links
from dialogs.trust.watch_alerts import not_reached
from dialogs.turn import Installation
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.people import Person, Role


def look_at_alerts(
    unit: Unit, settings: Settings, installation: Installation
) -> Iterator[CheckResult]:
    """Return a line for the doors, one for the leads of each partnership, and the alerts missed."""
    yield _doors(settings)
    yield _watch(unit, installation)
    partnerships = unit.people.real_partnerships()
    if not partnerships:
        words = "no partnership yet; create one with: import people"
        if unit.people.partnerships():
            words = "no partnership yet but for training; import people into a real one"
        yield CheckResult("leads", True, words)
    for place_id, slug, _ in partnerships:
        leads = unit.people.with_role(place_id, Role.LEAD)
        yield _leads(slug, leads, [one for one in leads if not _is_reachable(unit, one, settings)])
        if refs := not_reached(unit, [place_id]):
            words = f"no lead of {slug} could be told of {', '.join(refs)}: ring them now"
            yield CheckResult("alerts", False, words)
        if unit.public_links.any_open(place_id):
            yield from _links(unit, place_id, slug)


def _watch(unit: Unit, installation: Installation) -> CheckResult:
    """Say whether the hourly synthetic concern comes through."""
    if is_missing(unit, installation):
        words = "the synthetic concern stays away, so alerts may too: start serve or worker, and"
        return CheckResult("watch", False, f"{words} look at the log")
    came = last_came(unit)
    if came is None:
        return CheckResult("watch", True, "no synthetic concern has gone through yet")
    return CheckResult(
        "watch", True, f"a synthetic concern last went through on {moment_in_words(came)}"
    )


def _doors(settings: Settings) -> CheckResult:
    if settings.sends_emails:
        return CheckResult("alerts", True, "go out in Teams and by e-mail")
    words = "have only one door, Teams: set GT_SMTP_URL or GT_NOTIFY_API_KEY for e-mail"
    return CheckResult("alerts", settings.is_local, words)


def _leads(slug: str, leads: list[Person], unreachable: list[Person]) -> CheckResult:
    if not leads:
        words = f"{slug} has no safeguarding lead: import a person with the role lead"
        return CheckResult("leads", False, words)
    if unreachable:
        named = ", ".join(lead.email for lead in unreachable)
        words = f"{slug} has no way to reach {named}: ask them to open the app in Teams, or set up"
        return CheckResult("leads", False, f"{words} e-mail")
    return CheckResult("leads", True, f"{slug} has {len(leads)}, and each can be reached")


def _links(unit: Unit, place_id: int, slug: str) -> Iterator[CheckResult]:
    """Name what a partnership lacks behind links that are open: they stay open."""
    for one in missing_for_links(unit, place_id):
        words = f"{slug} has open links and needs {one.what}: {one.do}"
        yield CheckResult("links", False, words)


def _is_reachable(unit: Unit, lead: Person, settings: Settings) -> bool:
    chat = unit.people.chat_of(lead.id)
    in_teams = chat is not None and chat.state == "installed" and chat.conversation_id is not None
    return in_teams or (settings.sends_emails and bool(lead.email))
