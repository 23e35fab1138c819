"""Pages of long lists."""


def pages_of(count: int, on_a_page: int) -> int:
    """Return the number of pages for a list; an empty list has one."""
    return max(1, -(-count // on_a_page))
