"""The development connector, as a fixture would want it: running, with its address."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.teams.development_connector import (
    FAILURES,
    DevelopmentConnector,
    Treatment,
    serving,
    throttled,
)

__all__ = [
    "FAILURES",
    "DevelopmentConnector",
    "RunningConnector",
    "Treatment",
    "running_connector",
    "serving",
    "throttled",
]


@dataclass(frozen=True, slots=True)
class RunningConnector:
    """A connector with the service address that activities should name."""

    connector: DevelopmentConnector
    service_url: str


@asynccontextmanager
async def running_connector(
    taking: DevelopmentConnector | None = None,
) -> AsyncGenerator[RunningConnector]:
    connector = taking or DevelopmentConnector()
    async with serving(connector.application()) as address:
        yield RunningConnector(connector, f"{address}/")
