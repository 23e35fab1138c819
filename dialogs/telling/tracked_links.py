"""Addresses of tracked links: a card is drawn once per dispatch, a person's token filled in last.

A card is drawn with a placeholder as long as a token, so that filling in tokens changes no length
and needs no parsing. Cards for no one in particular (a preview, a channel) keep the original links.
"""

from collections.abc import Callable

from dialogs.replies import ShowBriefing
from dialogs.telling.web_pages import MARK as PAGE
from dialogs.telling.web_pages import page_of_message
from storage.telling.link_tokens import LENGTH, LinkTokens, TokenUse
from storage.trust.encryption import Keyring

PLACEHOLDER = "YOUR-OWN-TOKEN".ljust(LENGTH, "-")
_MARK = PLACEHOLDER.encode()
Personal = Callable[[bytes, int, int], bytes]  # body, dispatch, person -> that person's body


def address(public_url: str, index: int) -> str:
    """Return the address of a briefing's link by its index, before a token is put in."""
    return f"{public_url}/r/{PLACEHOLDER}.{index}"


def tracked(reply: ShowBriefing, public_url: str) -> ShowBriefing:
    """Return a briefing as it is frozen to be sent: with a page, and links that lead through us."""
    places = tuple(address(public_url, index) for index in range(len(reply.links)))
    return reply.model_copy(update={"tracked": places, "page": page_of_message(public_url)})


def untracked(reply: ShowBriefing) -> ShowBriefing:
    """Return a briefing for no one in particular, with the original links."""
    return reply.model_copy(update={"tracked": (), "page": ""})


def own(reply: ShowBriefing, tokens: LinkTokens, dispatch_id: int, person_id: int) -> ShowBriefing:
    """Return a frozen briefing as one person sees it."""
    token = tokens.token(dispatch_id, person_id)
    return reply.model_copy(
        update={"tracked": tuple(one.replace(PLACEHOLDER, token) for one in reply.tracked)}
    )


def personal_with(keyring: Keyring) -> Personal:
    """Return what puts the person's own tokens in place of the placeholders of a message."""
    tokens = {_MARK: LinkTokens(keyring), PAGE: LinkTokens(keyring, TokenUse.MESSAGE_PAGE)}

    def personal(body: bytes, dispatch_id: int, person_id: int) -> bytes:
        for mark, of in tokens.items():
            if mark in body:
                body = body.replace(mark, of.token(dispatch_id, person_id).encode())
        return body

    return personal


def read_place(place: str) -> tuple[str, int] | None:
    """Return token and index from the last part of an address; None where it is not one of ours."""
    token, _, index = place.rpartition(".")
    if len(token) != LENGTH or len(index) != 1 or index not in "0123456789":
        return None
    return token, int(index)
