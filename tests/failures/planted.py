"""Rows that the clock plants to prove that retention works: they are nobody's, and not counted."""

from typing import Any

from sqlalchemy import ColumnElement, select

from storage import tables as t
from storage.people.roster import CANARY_SLUG


def is_not_planted(columns: Any) -> ColumnElement[bool]:
    """Say of rows of partnerships that they are not of the canaries' own."""
    hidden = select(t.partnerships.c.id).where(t.partnerships.c.slug == CANARY_SLUG)
    return columns.partnership_id.not_in(hidden)
