from tests.failures.house import Plot
from tests.failures.outages import Outage, cut, refused, unnamed

SIZE = Outage(people=120, seconds=6)


def test_all_arrives_when_a_connector_that_was_down_is_back(on_sqlite: Plot) -> None:
    refused(on_sqlite, SIZE)


def test_all_arrives_when_a_name_that_nobody_knew_is_known_again(on_sqlite: Plot) -> None:
    unnamed(on_sqlite, SIZE)


def test_all_arrives_when_tls_is_no_longer_cut_in_its_greeting(on_sqlite: Plot) -> None:
    cut(on_sqlite, SIZE)
