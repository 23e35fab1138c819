from tests.failures.house import Plot
from tests.failures.kills import Kills, kills


def test_a_program_that_is_killed_while_it_sends_loses_nothing_and_repeats_nothing(
    on_sqlite: Plot,
) -> None:
    kills(on_sqlite, Kills(people=1200, kills=8, tenants=10))


def test_a_worker_on_postgresql_that_is_killed_while_it_sends_loses_nothing_and_repeats_nothing(
    on_postgresql: Plot,
) -> None:
    kills(on_postgresql, Kills(people=1200, kills=8, tenants=10))


def test_three_workers_of_which_one_is_killed_again_and_again_lose_nothing_and_repeat_nothing(
    on_postgresql: Plot,
) -> None:
    kills(on_postgresql, Kills(people=1200, kills=6, tenants=4, together=3))
