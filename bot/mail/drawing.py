"""Draws an e-mail as plain text and as simple HTML, without pictures, outside styles or tracking.

Nothing that an author or a roster wrote is taken for markup.
"""

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from html import escape

from dialogs.ports import OutgoingEmail

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*"
)
_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 1.5;\
 color: #0b0c0c">
{before}
<p><a href="{address}" style="font-weight: bold; color: #1d70b8">{label}</a></p>
<p>If the link does not open, copy this address: {address}</p>
{after}
</body>
</html>
"""


def plain_text(mail: OutgoingEmail) -> str:
    """Return an e-mail as text: blank lines between paragraphs, the link on a line of its own."""
    return "\n\n".join([*mail.before, f"{mail.label}:", mail.address, *mail.after])


def page(mail: OutgoingEmail) -> str:
    """Return an e-mail as HTML."""
    return _PAGE.format(
        title=escape(mail.subject),
        before=_paragraphs(mail.before),
        address=escape(mail.address),
        label=escape(mail.label),
        after=_paragraphs(mail.after),
    )


def _paragraphs(words: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in words)


def one_line(words: str) -> str:
    """Return words on one line, as a header needs them."""
    return " ".join(words.split())


def may_be_written_to(address: str) -> bool:
    """Say whether an address is of the plain kind that every mail server accepts."""
    return _ADDRESS.fullmatch(address) is not None


def message(mail: OutgoingEmail, sender: str, now: datetime) -> EmailMessage:
    """Return an e-mail as a message for a mail server."""
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(one_line(mail.sender), addr_spec=sender)
    made["To"] = Address(addr_spec=mail.to)
    made["Subject"] = one_line(mail.subject)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    made["Auto-Submitted"] = "auto-generated"  # keeps out-of-office replies away
    made["X-Auto-Response-Suppress"] = "All"
    if mail.stop_address:
        made["List-Unsubscribe"] = f"<{mail.stop_address}>"
        if mail.stop_address.startswith("https:"):
            made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(f"{plain_text(mail)}\n")
    made.add_alternative(page(mail), subtype="html")
    return made
