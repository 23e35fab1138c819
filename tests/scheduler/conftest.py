import pytest

from dialogs.replies import Reply
from scheduler.delivery_context import DeliveryContext
from storage.store import Store
from surveys.sending.message_version import MessageVersion
from surveys.sending.quiet_hours import Quiet
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, a_town
from tests.scheduler.office import Office, Script


def context_of(store: Store, script: Script, clock: SettableClock) -> DeliveryContext:
    """What delivers from a store by a script; a text that is too new cannot be drawn."""

    def drawn(reply: Reply, _at: MessageVersion | None) -> bytes:
        assert reply.model_dump()["title"] != "Too new"
        return b"{}"

    quiet = Quiet(None, None, frozenset())
    return DeliveryContext(
        store, script, drawn, INSTALLATION, quiet, clock, "w1", lambda: 1.0, rate=1e9
    )


@pytest.fixture
def office(sqlite_store: Store, clock: SettableClock) -> Office:
    script = Script()
    return Office(a_town(sqlite_store), context_of(sqlite_store, script, clock), script, clock)
