"""The second door: e-mail to people whom Teams cannot reach, by a mail server or through GOV.UK Notify."""

from bot.mail.notify import NotifyMailer
from bot.mail.smtp import SmtpMailer

__all__ = ["NotifyMailer", "SmtpMailer"]
