from tests.failures.flooding import Flooding, flooding
from tests.failures.house import Plot


def test_a_flood_from_one_address_is_kept_and_decides_nothing_and_holds_no_other_family_up(
    on_sqlite: Plot,
) -> None:
    flooding(on_sqlite, Flooding(answers=60, forged=10, seconds=3.0, every=20))
