"""The part of a unit of work that is about data through its life: held, kept for a time, erased."""

from functools import cached_property

from sqlalchemy import Connection

from storage.retention.canary_rows import RetentionCanaries
from storage.retention.erasure_rows import ErasureRows
from storage.retention.held_rows import HeldRows
from storage.retention.retention_rows import RetentionRows
from storage.trust.encryption import Keyring


class LifeRows:
    """What is held about people, how long, and how it ends."""

    connection: Connection
    keyring: Keyring

    @cached_property
    def retention(self) -> RetentionRows:
        """The end of what was kept for its time."""
        return RetentionRows(self.connection, self.keyring)

    @cached_property
    def held(self) -> HeldRows:
        """Everything that is held about a person."""
        return HeldRows(self.connection, self.keyring)

    @cached_property
    def retention_canaries(self) -> RetentionCanaries:
        """The rows that prove that what is over goes."""
        return RetentionCanaries(self.connection, self.keyring)

    @cached_property
    def erasures(self) -> ErasureRows:
        """Erasures, and the ledger of them."""
        return ErasureRows(self.connection, self.keyring)
