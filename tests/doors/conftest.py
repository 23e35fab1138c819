"""What the tests of this folder share: the stage at the Agents Playground."""

from tests.doors.stage import stage

__all__ = ["stage"]
