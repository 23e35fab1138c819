"""The part of a unit of work that is about sending: dispatches, messages, cards, channels."""

from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from storage.database.deferred import DeferredWrites
from storage.sending.address_pauses import AddressPauses
from storage.sending.app_packages import AppPackages
from storage.sending.card_updates import CardUpdates
from storage.sending.cards_in_chat import CardsInChat
from storage.sending.changes import Changes
from storage.sending.channels import Channels
from storage.sending.chat_messages import ChatMessages
from storage.sending.claims import Claims
from storage.sending.deliveries import Deliveries
from storage.sending.doubtful_sends import DoubtfulSends
from storage.sending.emails import Emails
from storage.sending.exclusions import Exclusions
from storage.sending.had_before import HadBefore
from storage.sending.lanes import Lanes
from storage.sending.missed_sends import MissedSends
from storage.sending.not_reached import NotReachedRows
from storage.sending.progress_cards import ProgressCards
from storage.sending.queue_figures import QueueFigures
from storage.sending.recurring_sends import RecurringSends
from storage.trust.backups import Backups
from storage.trust.encryption import Keyring


class SendingRows:
    """Access to what is sent, as a unit of work gives it."""

    connection: Connection
    keyring: Keyring
    now: datetime
    deferred: DeferredWrites

    @cached_property
    def exclusions(self) -> Exclusions:
        """Who would not get a message, and why."""
        return Exclusions(self.connection, self.now)

    @cached_property
    def deliveries(self) -> Deliveries:
        """Dispatches and their deliveries."""
        return Deliveries(self.connection)

    @cached_property
    def not_reached(self) -> NotReachedRows:
        """People whom sends have not reached, and why."""
        return NotReachedRows(self.connection)

    @cached_property
    def queue_figures(self) -> QueueFigures:
        """How much there is to send."""
        return QueueFigures(self.connection, self.now)

    @cached_property
    def progress_cards(self) -> ProgressCards:
        """The cards that show leads the progress of a send."""
        return ProgressCards(self.connection)

    @cached_property
    def cards_in_chat(self) -> CardsInChat:
        """Cards in one person's chat."""
        return CardsInChat(self.connection)

    @cached_property
    def claims(self) -> Claims:
        """Deliveries that are due or leased by a worker."""
        return Claims(self.connection)

    @cached_property
    def address_pauses(self) -> AddressPauses:
        """Service addresses that cannot be reached."""
        return AddressPauses(self.connection)

    @cached_property
    def backups(self) -> Backups:
        """Backups that were made, and whether nothing may be sent since one was restored."""
        return Backups(self.connection)

    @cached_property
    def doubtful_sends(self) -> DoubtfulSends:
        """What may have been sent since the backup that was restored."""
        return DoubtfulSends(self.connection)

    @cached_property
    def app_packages(self) -> AppPackages:
        """The packages of the Teams app that were made."""
        return AppPackages(self.connection)

    @cached_property
    def missed_sends(self) -> MissedSends:
        """What a person has missed, and how it goes out after all."""
        return MissedSends(self.connection)

    @cached_property
    def lanes(self) -> Lanes:
        """Which deliveries may be sent now."""
        return Lanes(self.connection)

    @cached_property
    def emails(self) -> Emails:
        """E-mails to people whom Teams could not reach."""
        return Emails(self.connection)

    @cached_property
    def changes(self) -> Changes:
        """Changes to a send after it was confirmed: paused, cancelled, corrected, withdrawn."""
        return Changes(self.connection)

    @cached_property
    def card_updates(self) -> CardUpdates:
        """Delivered cards that still have to show the newest text."""
        return CardUpdates(self.connection)

    @cached_property
    def chat_messages(self) -> ChatMessages:
        """What the bot's messages in chats show, and at which version."""
        return ChatMessages(self.connection, self.keyring, self.deferred)

    @cached_property
    def channels(self) -> Channels:
        """Teams channels, and what is posted there."""
        return Channels(self.connection)

    @cached_property
    def recurring_sends(self) -> RecurringSends:
        """Sends that repeat."""
        return RecurringSends(self.connection)

    @cached_property
    def had_before(self) -> HadBefore:
        """Who has had a briefing before."""
        return HadBefore(self.connection)
