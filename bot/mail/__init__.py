"""The second door: e-mail to people whom Teams cannot reach, by a mail server or through GOV.UK Notify."""

from collections.abc import Callable
from datetime import datetime

from bot.mail.notify import NotifyMailer
from bot.mail.smtp import SmtpMailer
from bot.settings import Settings

__all__ = ["NotifyMailer", "SmtpMailer", "mailer_of"]


def mailer_of(settings: Settings, clock: Callable[[], datetime]) -> NotifyMailer | SmtpMailer:
    """Return the way of sending e-mail that is set; GOV.UK Notify goes before a mail server."""
    key = settings.notify_api_key.get_secret_value()
    if key:
        return NotifyMailer(key, settings.notify_template)
    if settings.smtp_server is None:
        msg = "there is no mail server, and whoever asks has not looked"
        raise ValueError(msg)
    return SmtpMailer(settings.smtp_server, settings.mail_from, clock)
