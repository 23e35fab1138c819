"""What an installation says of itself in its papers: from its settings, and from the program."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from bot.console.paper_words import ACTIVITIES, RISKS, ROLES
from bot.network.destinations import (
    FILES,
    LOGIN_HOST,
    NOTIFY_HOST,
    Destination,
    destination,
)
from bot.settings import Settings
from dialogs.turn import Installation
from storage.trust.sealed_columns import SEALED_COLUMNS
from surveys.asking.instrument import Mode, Reader
from surveys.asking.notices import form_notice
from surveys.languages import name_of
from surveys.library import shipped
from surveys.london import day_in_words
from surveys.trust.papers import FactTable, PaperFacts
from surveys.trust.retention import RETENTION

VOICES: Mapping[str, str] = {
    "child": "child-8-11",
    "young_person": "young-person-12-17",
    "family": "family",
    "practitioner": "post-event",
}
"""Whose notice quotes which form."""

_HOW = {
    Mode.NAMED: "with a name",
    Mode.CONFIDENTIAL: "under a code, kept apart from the name within a day",
    Mode.ANONYMOUS: "without a name",
}
_WHO = {
    Reader.YOUNG_CHILD: "children of 4 to 7",
    Reader.CHILD: "children of 8 to 11",
    Reader.YOUNG_PERSON: "young people of 12 to 17",
    Reader.FAMILY: "families",
    Reader.PRACTITIONER: "practitioners",
}


def paper_facts(of: Settings, here: Installation, partnership: str, on: date) -> PaperFacts:
    """Return every fact that a paper may name; passwords and keys are in none of them."""
    texts = {
        "partnership": partnership,
        "public_url": here.public_url,
        "today": day_in_words(on),
        "database": _database(of),
        "mail": _mail(of),
        "tenants": ", ".join(sorted(of.tenants)) or "no tenant yet",
        "encryption": "AES-256-GCM",
        "sealed": str(len(SEALED_COLUMNS)),
        "minimum_group": str(of.minimum_group),
        "most_asks": f"at most {of.most_asks} surveys" if of.most_asks else "no fixed number",
        "quiet": of.quiet_hours or "none are set",
    }
    tables = {
        "questionnaires": _questionnaires(),
        "roles": FactTable("Who may do what", ("Role", "May"), tuple(ROLES.items())),
        "hosts": _hosts(of),
        "retention": _retention(),
        "activities": ACTIVITIES,
        "risks": RISKS,
    }
    for voice, code in VOICES.items():
        instrument = shipped()[code]
        said = form_notice(instrument, here.local_help)
        texts[f"taking_part_{voice}"] = said.taking_part
        texts[f"how_kept_{voice}"] = said.how_kept
        texts[f"not_read_{voice}"] = said.not_read_at_once
        texts[f"languages_{voice}"] = ", ".join(map(name_of, instrument.languages))
        lines = tuple((line.name, line.number) for line in said.help_lines)
        tables[f"help_{voice}"] = FactTable("Whom to call", ("Who", "Number"), lines)
    return PaperFacts(texts, tables)


def _database(of: Settings) -> str:
    if of.is_sqlite:
        return "a SQLite file on the disk of the installation"
    return f"a PostgreSQL database at {urlsplit(of.database_url).hostname}"


def _mail(of: Settings) -> str:
    if of.notify_api_key.get_secret_value():
        return "GOV.UK Notify"
    return f"the mail server {of.smtp_server.host}" if of.smtp_server else "no service: it is off"


def _hosts(of: Settings) -> FactTable:
    calls = [destination(f"https://{host}", "sends to Teams") for host in sorted(of.hosts)]
    calls.append(destination(of.token_url or f"https://{LOGIN_HOST}", "gets the bot’s token"))
    calls.append(destination(of.metadata_url, "reads the keys with which Teams signs"))
    calls.append(Destination(FILES, 443, "puts a summary into an evaluator’s OneDrive"))
    if of.smtp_server:
        calls.append(Destination(of.smtp_server.host, of.smtp_server.port, "sends e-mail"))
    if of.notify_api_key.get_secret_value():
        calls.append(Destination(NOTIFY_HOST, 443, "sends e-mail"))
    rows = tuple((one.host, str(one.port), one.why) for one in calls)
    return FactTable("Hosts that the program may call", ("Host", "Port", "Why"), rows)


def _questionnaires() -> FactTable:
    rows = tuple(
        (one.code, _WHO[one.reader], _HOW[one.mode], ", ".join(map(name_of, one.languages)))
        for one in shipped().values()
    )
    return FactTable("Questionnaires of the program", ("Code", "For", "Kept", "Languages"), rows)


def _retention() -> FactTable:
    rows = tuple((rule.what, _lasts(rule.days), rule.since) for rule in RETENTION.values())
    return FactTable("Deleted by the program itself", ("What", "After", "Counted from"), rows)


def _lasts(days: int) -> str:
    if days >= 730:
        return f"{days // 365} years"
    return f"{days} days" if days > 1 else "1 day"
