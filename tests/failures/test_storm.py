from tests.failures.house import Plot
from tests.failures.storm import Storm, storm


def test_no_process_sends_to_a_throttled_tenant_before_its_time_whatever_form_the_time_has(
    on_postgresql: Plot,
) -> None:
    storm(on_postgresql, Storm(people=150, seconds=3, grace=1.5))
