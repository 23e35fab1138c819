"""The development connector, as a fixture would want it: running, with its address."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.teams.development_connector import FAILURES, LoopbackConnector, Step, serving, throttled

__all__ = [
    "FAILURES",
    "LoopbackConnector",
    "RunningConnector",
    "Step",
    "running_connector",
    "serving",
    "throttled",
]


@dataclass(frozen=True, slots=True)
class RunningConnector:
    """A connector with the service address that activities should name."""

    connector: LoopbackConnector
    service_url: str


@asynccontextmanager
async def running_connector(
    taking: LoopbackConnector | None = None,
) -> AsyncGenerator[RunningConnector]:
    connector = taking or LoopbackConnector()
    async with serving(connector.application()) as address:
        yield RunningConnector(connector, f"{address}/")
