"""Says which sends still ask for an answer: an alert ends when someone takes the concern on.

A query that uses it joins `concerns` to its dispatches. What is not about a concern is wanted, and
so is a synthetic one.
"""

from sqlalchemy import or_

from storage import tables as t
from storage.trust.watch import MARKED
from surveys.trust.concern_record import ConcernState

_C = t.concerns.c
# Compared one by one: a prepared statement knows no list.
UNANSWERED = or_(_C.id.is_(None), _C.state == ConcernState.NEW.value, _C.state == MARKED)
