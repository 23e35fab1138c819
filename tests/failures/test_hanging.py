from tests.failures.hanging import Hanging, hanging
from tests.failures.house import Plot


def test_people_are_answered_while_sends_hang_and_no_connection_to_the_database_is_held(
    on_postgresql: Plot,
) -> None:
    hanging(on_postgresql, Hanging(people=200, seconds=8))
