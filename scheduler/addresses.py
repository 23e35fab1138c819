"""Addresses in Teams: of the person a claim is for, of a chat, and of a card that was sent."""

from dialogs.ports import Address
from dialogs.turn import Installation
from surveys.people import Chat
from surveys.sending.changes import Place
from surveys.sending.dispatch import Claim


def address_of(claim: Claim, installation: Installation) -> Address:
    """Return a person's address: their chat, or their Entra id where a chat is yet to be opened."""
    if claim.chat is not None:
        return address_of_chat(claim.chat)
    tenant = claim.tenant_id or installation.default_tenant
    entra_id = claim.aad_object_id or ""
    return Address(tenant, None, installation.default_service_url, entra_id)


def address_of_chat(chat: Chat) -> Address:
    """Return the address of a chat that we have learned of."""
    return Address(chat.tenant_id, chat.conversation_id, chat.service_url, chat.aad_object_id)


def address_of_place(place: Place) -> Address:
    """Return the address of a channel, or of a chat that has a card of ours."""
    return Address(place.tenant_id, place.conversation_id, place.service_url, place.aad_object_id)
