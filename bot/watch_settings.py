"""The settings by which an installation is watched: what they must be, in a sentence each."""

from datetime import date
from urllib.parse import urlsplit

from bot.network import is_loopback


def faults_of_watching(secret_ends: str, traces_url: str) -> list[str]:
    """Return what is wrong with GT_SECRET_ENDS and GT_TRACES_URL; both may be empty."""
    found: list[str] = []
    if secret_ends and not _is_day(secret_ends):
        found.append("GT_SECRET_ENDS must be the last day of CLIENT_SECRET, such as 2027-05-31.")
    if traces_url and not _is_collector(traces_url):
        example = "such as http://localhost:4318/v1/traces"
        found.append(f"GT_TRACES_URL must be https, or http on this machine, {example}.")
    return found


def last_day(secret_ends: str) -> date | None:
    """Return the day of GT_SECRET_ENDS, which has been checked; None where it is empty."""
    return date.fromisoformat(secret_ends) if secret_ends else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_collector(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # unclosed brackets
        return False
    if not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))
