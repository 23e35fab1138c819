"""The page on which a person answers a card in the browser: one answer, whichever door it takes.

Its address is on every card, for phones whose buttons do nothing. A card is drawn once for a whole
send, so its address has a placeholder, which is filled in for each person last.
"""

from typing import TypeVar

from dialogs.replies import Reply
from storage.telling.link_tokens import LENGTH, LinkTokens, TokenUse
from storage.trust.encryption import Keyring
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind
from surveys.sending.email_delivery import EmailDelivery

R = TypeVar("R", bound=Reply)
PLACEHOLDER = "YOUR-OWN-PAGE".ljust(LENGTH, "-")
MARK = PLACEHOLDER.encode()
TICKET = "."  # between a token and a ticket


def page_of_message(public_url: str) -> str:
    """Return the address of a message's page, before a token is put in."""
    return f"{public_url}/q/{PLACEHOLDER}"


def page_of_survey(
    keyring: Keyring, public_url: str, wave_id: int, person_id: int, ticket: str | None = None
) -> str:
    """Return the address of the page on which one person answers a survey, under a ticket if any.

    A ticket is in the address alone, as it is on the card: no row leads from a person to it.
    """
    token = LinkTokens(keyring, TokenUse.SURVEY_PAGE).token(wave_id, person_id)
    return f"{public_url}/q/{token}{TICKET}{ticket}" if ticket else f"{public_url}/q/{token}"


def with_own_page(reply: R, keyring: Keyring, dispatch_id: int, person_id: int) -> R:
    """Return a reply with the person's own page in the place of the placeholder."""
    page = getattr(reply, "page", "")
    if PLACEHOLDER not in page:
        return reply
    token = LinkTokens(keyring, TokenUse.MESSAGE_PAGE).token(dispatch_id, person_id)
    return reply.model_copy(update={"page": page.replace(PLACEHOLDER, token)})


def own_token(reply: Reply) -> str:
    """Return the person's own part of the address of their page; empty where there is none."""
    before, _, token = getattr(reply, "page", "").rpartition("/")
    return token if before and len(token) == LENGTH else ""


def opened(unit: Unit, token: str) -> EmailDelivery | None:
    """Return what the page of a card opens, and for whom; None where the token is not ours."""
    message = LinkTokens(unit.keyring, TokenUse.MESSAGE_PAGE).read(token)
    if message is not None:
        return unit.deliveries.opened(*message)
    of, _, ticket = token.partition(TICKET)
    survey = LinkTokens(unit.keyring, TokenUse.SURVEY_PAGE).read(of)
    if survey is None:
        return None
    wave_id, person_id = survey
    of_survey = (DeliveryKind.SURVEY, "open", wave_id, None)
    return EmailDelivery(0, person_id, *of_survey, unit.now, ticket or None)
