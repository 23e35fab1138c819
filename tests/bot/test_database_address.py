"""An address of the database that cannot be meant is found before it is opened."""

import pytest

from bot.database_address import has_pool_size, is_encoded, is_one


@pytest.mark.parametrize(
    "named", ["sam", "sam:plain", "sam:p%40ss%2Fw%25rd", "sam:", "s%2Bm:ü", "sam:a+b&c=d!"]
)
def test_what_is_written_as_it_must_be_is_taken(named: str) -> None:
    assert is_encoded(f"postgresql://{named}@db.example/threads?sslmode=require")


@pytest.mark.parametrize("password", ["p@ss", "p/ss", "p#ss", "p?ss", "p:ss", "p%ss", "100%"])
def test_a_sign_that_ends_a_password_too_early_is_found(password: str) -> None:
    assert not is_encoded(f"postgresql://sam:{password}@db.example/threads")


@pytest.mark.parametrize(
    ("url", "is_taken"),
    [
        ("sqlite:///var/threads.db", True),
        ("sqlite:///:memory:", False),
        ("sqlite:///", False),
        ("postgresql://sam@/threads?host=/run/postgresql", True),
        ("postgresql://sam@[::1/threads", False),
        ("postgresql://sam@db.example:port/threads", False),
        ("mysql://sam@db.example/threads", False),
    ],
)
def test_only_the_two_databases_have_an_address(url: str, is_taken: bool) -> None:
    assert is_one(url) is is_taken


@pytest.mark.parametrize(
    ("size", "is_taken"), [("1", True), ("100", True), ("0", False), ("101", False), ("ten", False)]
)
def test_a_number_of_connections_is_one_that_can_be_meant(size: str, is_taken: bool) -> None:
    assert has_pool_size(f"postgresql://sam@db.example/threads?pool_size={size}") is is_taken
