"""The second door: e-mail to people Teams cannot reach, by a mail server or GOV.UK Notify."""

from collections.abc import Callable
from datetime import datetime

from bot.mail.notify import NotifyMailer
from bot.mail.smtp import SmtpMailer
from bot.settings import Settings

__all__ = ["NotifyMailer", "SmtpMailer", "mailer_of"]


def mailer_of(settings: Settings, clock: Callable[[], datetime]) -> NotifyMailer | SmtpMailer:
    """Return the mailer that the settings name; GOV.UK Notify precedes a mail server."""
    key = settings.notify_api_key.get_secret_value()
    if key:
        return NotifyMailer(key, settings.notify_template, network=settings.network)
    if settings.smtp_server is None:
        msg = "no mail server is set, and the caller has not checked"
        raise ValueError(msg)
    return SmtpMailer(settings.smtp_server, settings.mail_from, clock, settings.network)
