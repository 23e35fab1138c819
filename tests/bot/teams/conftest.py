"""Fixtures of the Teams door."""

from collections.abc import AsyncGenerator

import pytest

from tests.bot.teams.door import Door, open_door
from tests.stand_ins.connector import RunningConnector, running_connector


@pytest.fixture
async def door() -> AsyncGenerator[Door]:
    async with open_door() as running:
        yield running


@pytest.fixture
async def connector() -> AsyncGenerator[RunningConnector]:
    async with running_connector() as running:
        yield running
