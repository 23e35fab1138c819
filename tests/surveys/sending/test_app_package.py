from dataclasses import replace
from uuid import UUID

import pytest

from surveys.problems import Refusal
from surveys.sending.app_package import (
    AppPackage,
    first_app_id,
    hash_of,
    next_package,
    version_numbers,
)

BOT, OTHER = "8f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9", "9a1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9"


def drawn(package: AppPackage) -> bytes:
    return f"{package.app_id} {package.bot_id} {package.version}".encode()


def drawn_otherwise(package: AppPackage) -> bytes:
    return drawn(package) + b" with another address"


def made(version: str) -> AppPackage:
    package = AppPackage("app", BOT, version)
    return replace(package, file_hash=hash_of(drawn(package)))


def test_the_first_is_1_0_0_of_an_app_that_follows_from_the_bot() -> None:
    first = next_package(None, BOT, drawn, "", new_bot=False)
    assert first == AppPackage(first_app_id(BOT), BOT, "1.0.0")
    assert first_app_id(BOT.upper()) == first.app_id != first_app_id(OTHER)
    assert UUID(first.app_id).version == 8


def test_the_last_is_made_again_where_nothing_differs() -> None:
    assert next_package(made("1.0.9"), BOT, drawn, "", new_bot=False) == made("1.0.9")
    assert next_package(made("1.0.9"), BOT, drawn, "1.0.9", new_bot=False) == made("1.0.9")


def test_what_differs_is_the_next_version_of_the_same_app() -> None:
    following = next_package(made("1.0.9"), BOT, drawn_otherwise, "", new_bot=False)
    assert following == AppPackage("app", BOT, "1.0.10")


def test_a_version_that_is_asked_for_must_be_higher() -> None:
    last = made("1.9.0")
    assert next_package(last, BOT, drawn, "1.10.0", new_bot=False).version == "1.10.0"
    for version in ("1.8.9", "1.2", "v2.0.0", "2.0.0-beta", "01.0.0"):
        with pytest.raises(Refusal, match=r"higher than 1\.9\.0") as refused:
            next_package(last, BOT, drawn, version, new_bot=False)
        assert refused.value.code == "app-version-wrong"


def test_a_version_that_was_used_cannot_be_used_for_something_else() -> None:
    with pytest.raises(Refusal, match=r"1\.0\.1 is no version for the next package"):
        next_package(made("1.0.1"), BOT, drawn_otherwise, "1.0.1", new_bot=False)


def test_another_bot_is_never_taken_silently() -> None:
    with pytest.raises(Refusal, match=r"ends every chat. If you mean it, add --new-bot") as refused:
        next_package(made("1.0.0"), OTHER, drawn, "", new_bot=False)
    assert refused.value.code == "app-bot-changed"
    changed = next_package(made("1.0.0"), OTHER, drawn, "", new_bot=True)
    assert changed == AppPackage("app", OTHER, "1.0.1")


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("1.0.2", (1, 0, 2)),
        ("0.10.0", (0, 10, 0)),
        ("1.0", None),
        ("1.0.0.0", None),
        ("1.0.x", None),
        ("١.0.0", None),
        (1.0, None),
        (None, None),
    ],
)
def test_a_version_is_three_numbers(version: object, numbers: tuple[int, ...] | None) -> None:
    assert version_numbers(version) == numbers
