"""The limit of open files: raised as far as it may be, and never lowered."""

import resource
from collections.abc import Iterator

import pytest

from bot import open_files
from bot.open_files import open_as_many_as_allowed


@pytest.fixture(autouse=True)
def limits() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.parametrize(("before", "most", "after"), [(900, 1000, 1000), (900, 800, 900)])
def test_the_limit_is_raised_and_never_lowered(
    monkeypatch: pytest.MonkeyPatch, before: int, most: int, after: int
) -> None:
    _, highest = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (before, highest))
    monkeypatch.setattr(open_files, "MOST", most)
    open_as_many_as_allowed()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (after, highest)
