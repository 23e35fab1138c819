from tests.failures.drips import TEAMS
from tests.failures.house import Plot
from tests.failures.slow_connections import Slow, slow_connections


def test_connections_that_send_a_byte_a_second_are_let_go_and_hold_nobody_up(
    on_sqlite: Plot,
) -> None:
    slow_connections(on_sqlite, Slow(connections=150, bodies=(TEAMS,)))
