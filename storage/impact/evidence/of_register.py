"""What the register has beside: complaints, what analysts say, what was told, reviews' points."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from storage.impact.evidence.scope import Scope
from storage.register.dissemination import disseminated
from storage.register.of_action import OfAction
from storage.register.quarterly import analyses_of, complaints_of
from storage.register.reviews import points_answered_by
from surveys.impact.quarterly import ComplaintCount, IndicatorAnalysis


def of_register(connection: Connection, scope: Scope, head: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of `Evidence` that only the register has, for an action with this head."""
    wanted = OfAction(scope.partnership_id, scope.action_id, scope.as_at)
    return {
        "complaints": _complaints_on(connection, scope, head["theme"]),
        "analyses": _analysed(connection, scope, head["ref"]),
        "disseminations": disseminated(connection, wanted),
        "review_points": points_answered_by(connection, wanted, head["ref"]),
    }


def _complaints_on(
    connection: Connection, scope: Scope, theme: str | None
) -> tuple[ComplaintCount, ...]:
    """Return the counts on an action's theme up to the as-at date."""
    if not theme:
        return ()
    known = complaints_of(connection, scope.partnership_id)
    return tuple(
        one
        for one in known
        if one.theme.casefold() == theme.casefold() and one.quarter <= scope.as_at
    )


def _analysed(connection: Connection, scope: Scope, ref: str) -> tuple[IndicatorAnalysis, ...]:
    """Return what analysts said of an action's indicators up to the as-at date, latest first."""
    known = analyses_of(connection, scope.partnership_id)
    return tuple(one for one in known if one.action == ref and one.quarter <= scope.as_at)
