"""Cards for an evaluator: asking for an impact summary, and getting its file.

A file goes to the person's own OneDrive if they allow it, or to a one-time link; never straight
into the chat.
"""

from typing import Any

from bot.teams.cards.actions import leave, press, primary, visit
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, heading, more, text, warning
from bot.teams.cards.rows import MOST_ROWS, row
from bot.teams.cards.safe_text import plain
from dialogs.replies import ChooseSummary, FileReady, FileSaved, OfferFile

_TEAMS_CARD = "application/vnd.microsoft.teams.card"


def choose_summary(reply: ChooseSummary) -> Card:
    """Ask which action, whose summary comes as a PDF; or which action in which format."""
    if not reply.actions:
        nothing = text("There is no action to summarise yet.")
        return card(reply, [heading(reply.summary), nothing], [leave("Help", "help")])
    if not reply.formats:
        return _as_pdf(reply)
    body = [
        heading(reply.summary),
        *warning(reply.problem),
        *choose("action", "Which action?", reply.actions, error="Please choose an action."),
        *choose("format", "Which format?", reply.formats, error="Please choose a format."),
    ]
    make = primary(press("Make the summary", "make-summary"))
    return card(reply, body, [make, leave("Cancel", "home")])


def _as_pdf(reply: ChooseSummary) -> Card:
    rows = [
        row(one.text, "make-summary", {"action": one.value, "format": "pdf"}, detail=one.detail)
        for one in reply.actions[:MOST_ROWS]
    ]
    body = [
        heading(reply.summary),
        text("Tap an action to get its summary as a PDF."),
        *rows,
        *more(len(reply.actions) - len(rows)),
    ]
    return card(reply, body, [leave("Other formats", "summary", formats=True)])


def file_ready(reply: FileReady) -> Card:
    """Show a download that works once."""
    page = visit("Download", reply.address)
    how = (
        f"The button works once, in the next {reply.minutes} minutes. "
        "After that, ask for the summary again."
    )
    body = [
        heading(reply.title),
        text(reply.file_name, subtle=True, gap="None"),
        text(
            how
            if page
            else "We cannot open the page from here. "
            "Ask your Golden Thread administrator to check the web address."
        ),
    ]
    return card(reply, body, page)


def file_consent(reply: OfferFile) -> dict[str, Any]:
    """Return the file consent attachment; its contexts carry nothing but an opaque number."""
    return {
        "contentType": f"{_TEAMS_CARD}.file.consent",
        "name": reply.file_name,
        "content": {
            "description": plain(reply.description),
            "sizeInBytes": reply.size,
            "acceptContext": {"export": reply.export},
            "declineContext": {"export": reply.export},
        },
    }


def file_info(reply: FileSaved) -> dict[str, Any]:
    """Return the attachment that shows a file saved in the person's OneDrive."""
    return {
        "contentType": f"{_TEAMS_CARD}.file.info",
        "contentUrl": reply.content_url,
        "name": reply.file_name,
        "content": {"uniqueId": reply.unique_id, "fileType": reply.file_type},
    }
