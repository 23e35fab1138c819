"""The part of a unit of work that is about concerns: their record, their alerts, and texts read."""

from functools import cached_property

from sqlalchemy import Connection

from storage.trust.alert_tests import AlertTests
from storage.trust.alerts import Alerts
from storage.trust.concern_figures import ConcernFigures
from storage.trust.concern_steps import ConcernSteps
from storage.trust.concerns import Concerns
from storage.trust.cover import ConcernCover
from storage.trust.encryption import Keyring
from storage.trust.readings import Readings
from storage.trust.watch import Watch


class SafeguardingRows:
    """Concerns and everything that leads do about them."""

    connection: Connection
    keyring: Keyring

    @cached_property
    def concerns(self) -> Concerns:
        """Concerns that a lead must see now."""
        return Concerns(self.connection, self.keyring)

    @cached_property
    def concern_figures(self) -> ConcernFigures:
        """How many concerns are open, and how soon they were taken on."""
        return ConcernFigures(self.connection)

    @cached_property
    def alerts(self) -> Alerts:
        """The steps in which leads are told of concerns."""
        return Alerts(self.connection)

    @cached_property
    def alert_tests(self) -> AlertTests:
        """Tests of alerts."""
        return AlertTests(self.connection)

    @cached_property
    def watch(self) -> Watch:
        """The synthetic concern that is under way."""
        return Watch(self.connection)

    @cached_property
    def cover(self) -> ConcernCover:
        """Who covers concerns, and when."""
        return ConcernCover(self.connection)

    @cached_property
    def concern_steps(self) -> ConcernSteps:
        """What people have done about each concern."""
        return ConcernSteps(self.connection, self.keyring)

    @cached_property
    def readings(self) -> Readings:
        """What readers judged of texts."""
        return Readings(self.connection, self.keyring)
