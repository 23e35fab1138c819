"""Long lists, a page at a time."""


def pages_of(count: int, on_a_page: int) -> int:
    """Return how many pages so many things fill; nothing fills one."""
    return max(1, -(-count // on_a_page))
