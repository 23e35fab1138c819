"""Letters to the IT desks of partners, one page for each tenant: what to let in, and what it means.

The set-up policy is the way that is described: it needs no permission of Microsoft Graph.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from bot.documents import blocks, typesetting
from bot.documents.blocks import Block
from surveys.london import day_in_words
from surveys.sending.desk_letter import DeskLetter

TITLE = "Please let Golden Thread into your Teams"
# Of letters, in points: the first with which a page holds it all.
SIZES = (11, 10.5, 10, 9.5, 9, 8.5, 8)
UPLOAD = (
    "Sign in to the Teams admin centre (admin.teams.microsoft.com) as a Teams administrator.",
    (
        "Choose Teams apps, then Manage apps, then Actions, then Upload new app. Upload the ZIP "
        "file that came with this letter, unchanged."
    ),
    (
        "Open Golden Thread in the list and check it against the table below. Make it available to "
        "everyone, or to a group of the staff on our list."
    ),
)
POLICY = (
    "Choose Teams apps, then Setup policies. Open the policy that these staff have, or add one.",
    "Under Installed apps choose Add apps, then Golden Thread, then Save. Pin it too if you can.",
    "Assign the policy to the group. It can take a day, and people may have to sign out and in.",
)
AGREE = (
    (
        "It asks for no permission of Microsoft Graph, for no consent of an Entra administrator "
        "and for no resource-specific consent."
    ),
    (
        "It reads the messages that a person sends to it, and no other chat, channel, e-mail, file "
        "or calendar. It posts in a channel only if an owner adds it to that team."
    ),
    "Teams tells it who writes: name, Entra object id, language and time zone.",
)
KEEP = (
    "Name, work e-mail, agency, team and job title, from the list that your agency gives.",
    (
        "What was sent and whether it arrived, and the answers that people give. Free text is "
        "encrypted, with keys that are kept apart from the database."
    ),
    "Any person can type my data to see what is held, and stop to end all messages.",
)
BACK = (
    "Tell us when it is done, and the App ID that your admin centre shows. We then send one test "
    "message to a person you name, and tell you whether it arrived."
)


def draw(letters: Sequence[DeskLetter], on: date) -> bytes:
    """Return the letters as PDF/UA-1, one page for each."""
    data = {
        "title": TITLE,
        "partnership": ", ".join(letters[0].partnerships) if letters else "",
        "foot": day_in_words(on),
        "sizes": list(SIZES),
        "letters": [_letter(one) for one in letters],
    }
    return typesetting.pdf("desk_letters.typ", blocks.drawable(data))


def _letter(of: DeskLetter) -> dict[str, Any]:
    return {
        "to": f"To the Microsoft 365 desk of {of.tenant_name or of.tenant_id}",
        "sections": [{"title": title, "blocks": found} for title, found in _sections(of, _who(of))],
    }


def _who(of: DeskLetter) -> str:
    return ", ".join(of.partnerships) or "Your safeguarding children partnership"


def _sections(of: DeskLetter, who: str) -> list[tuple[str, list[Block]]]:
    ask = f"Questions: {of.contact}." if of.contact else "Questions: the person who sent you this."
    why = (
        f"{who} uses Golden Thread to send short safeguarding briefings to staff in Teams, and to "
        "ask what has changed for children. Your agency is a partner. This takes 15 minutes."
    )
    return [
        ("", [blocks.text(why)]),
        ("Upload the app", [blocks.bullets(UPLOAD), blocks.facts("What it shows", _shown(of))]),
        ("Install it for the staff on our list", [blocks.bullets(POLICY)]),
        ("What you agree to", [blocks.bullets(AGREE)]),
        (
            "What we keep",
            [blocks.bullets(KEEP), blocks.text(f"More: {of.address}/privacy")],
        ),
        ("Then", [blocks.text(BACK), blocks.text(ask)]),
    ]


def _shown(of: DeskLetter) -> list[tuple[str, str]]:
    host = urlsplit(of.address).hostname or of.address
    return [
        ("Name and version", f"Golden Thread {of.package.version}"),
        ("App", of.package.app_id),
        ("Bot", of.package.bot_id),
        ("Your tenant", of.tenant_id),
        ("Browsers must reach", f"https://{host}"),
    ]
