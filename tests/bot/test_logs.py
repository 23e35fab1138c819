"""The journal keeps ids, codes and durations, whatever it is handed."""

import logging

import pytest
import structlog

from bot.logs import set_up_logs


@pytest.fixture
def journal():
    set_up_logs(as_json=True)
    yield
    structlog.reset_defaults()
    logging.basicConfig(level=logging.WARNING, handlers=[], force=True)


def test_a_field_that_is_not_on_the_list_is_dropped(
    journal: None, capsys: pytest.CaptureFixture[str]
):
    structlog.get_logger().warning("refused", code="no-bearer", body="CANARY", name="CANARY")
    line = capsys.readouterr().out
    assert "no-bearer" in line
    assert "CANARY" not in line


def test_a_line_of_our_own_keeps_its_code(journal: None, capsys: pytest.CaptureFixture[str]):
    logging.getLogger("golden_thread.console").error("%s %s", "E-12345678", "OSError")
    assert "E-12345678 OSError" in capsys.readouterr().out


def test_of_a_librarys_line_only_its_name_is_kept(
    journal: None, capsys: pytest.CaptureFixture[str]
):
    logging.getLogger("some.library").error("answer was %s", "CANARY")
    line = capsys.readouterr().out
    assert "some.library" in line
    assert "CANARY" not in line
