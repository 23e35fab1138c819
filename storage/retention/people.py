"""The end of what leads to a person: addresses of chats, keys of studies, names of leavers."""

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update

from storage import tables as t
from storage.retention.expiry import Ending, Expiry, row_deleted
from storage.retention.unlinking import unlink
from surveys.asking.wave import CLOSED
from surveys.people import ChatState
from surveys.trust.concern_record import ConcernState
from surveys.trust.retention import Over

_P, _C, _W, _S = t.people.c, t.chats.c, t.waves.c, t.studies.c


def _chat_is_over(over: Over) -> ColumnElement[bool]:
    """Return the condition for a chat without the app, or of someone who is on no list."""
    since = func.coalesce(_C.state_at, _C.last_seen_at, type_=_C.last_seen_at.type)
    removed = and_(_C.state == ChatState.REMOVED, since < over.before)
    known = exists().where(_P.aad_object_id == _C.aad_object_id)
    return or_(removed, and_(~known, _C.last_seen_at < over.before))


def _study_is_over(over: Over) -> ColumnElement[bool]:
    """Return the condition for a study whose surveys of known people have closed long ago.

    Behind an open link nobody is known, so that its answers need no key of the study.
    """
    link = exists().where(t.links.c.wave_id == _W.id)
    of_people = select(_W.id).where(_W.study_id == _S.id, ~link).correlate(t.studies)
    under_way = or_(_W.state != CLOSED, _W.closes_at.is_(None), _W.closes_at >= over.before)
    return and_(
        _S.partnership_id == over.partnership_id,
        _S.salt.is_not(None),
        of_people.exists(),
        ~of_people.where(under_way).exists(),
    )


def _key_destroyed(ending: Ending) -> None:
    ending.connection.execute(update(t.studies).where(ending.chosen).values(salt=None))


def _leaver_is_over(over: Over) -> ColumnElement[bool]:
    """Return the condition for who left long ago, and deals with no open concern."""
    concerns = t.concerns.c
    deals = exists().where(concerns.acknowledged_by == _P.id, concerns.state != ConcernState.CLOSED)
    return and_(
        _P.partnership_id == over.partnership_id,
        _P.left_at < over.before,
        _P.erased_at.is_(None),
        ~deals,
    )


def _name_taken(ending: Ending) -> None:
    for row in ending.rows:
        unlink(ending.connection, ending.keyring, row.id, ending.over.now)


CONVERSATIONS = Expiry(t.chats, _chat_is_over, row_deleted)
STUDIES = Expiry(t.studies, _study_is_over, _key_destroyed)
LEAVERS = Expiry(t.people, _leaver_is_over, _name_taken)
