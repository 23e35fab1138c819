"""The program with e-mail set up: the second door, through a real mail server on loopback."""

from typing import Any

from tests.journeys.cast import email
from tests.stand_ins.mail_server import MailServer, Taken

SENDER = "threads@ashford.example"


def second_door(mail: MailServer) -> dict[str, Any]:
    """Return the settings of a house that sends e-mail."""
    return {"GT_SMTP_URL": f"smtp://127.0.0.1:{mail.port}", "GT_MAIL_FROM": SENDER}


def written_to(mail: MailServer, name: str) -> list[Taken]:
    """Return the e-mails that somebody of the cast got, oldest first."""
    return [taken for taken in mail.taken if taken.to == [email(name)]]
