from tests.failures.house import Plot
from tests.failures.posts import posts


def test_a_message_is_one_request_on_503_drop_and_timeout_and_one_for_each_try_on_429(
    on_sqlite: Plot,
) -> None:
    posts(on_sqlite, people=4)
