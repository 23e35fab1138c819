"""The end of entries of the audit trail: the chain then begins after the last one deleted.

Where it begins is kept under a mark that only the keys make, so that nobody who can write SQL can
cut a trail short and call it retention.
"""

from sqlalchemy import ColumnElement, and_, delete, func, select, update

from storage import tables as t
from storage.retention.expiry import Ending, Expiry
from storage.trust.audit import beginning_mark
from surveys.trust.retention import Over

_A, _H = t.audit.c, t.audit_heads.c


def _is_over(over: Over) -> ColumnElement[bool]:
    """Return the condition for all entries before the first that is kept; the newest is kept."""
    newest = select(_H.seq).where(_H.partnership_id == over.partnership_id).scalar_subquery()
    kept = t.audit.alias("kept")
    first = (
        select(func.min(kept.c.seq))
        .where(kept.c.partnership_id == over.partnership_id, kept.c.at >= over.before)
        .scalar_subquery()
    )
    mine = _A.partnership_id == over.partnership_id
    return and_(mine, _A.at < over.before, _A.seq < func.coalesce(first, newest))


def _cut(ending: Ending) -> None:
    """Delete the entries, and keep the link of the last one as where the chain begins."""
    connection, last = ending.connection, ending.rows[-1]
    place = (_A.partnership_id == last.partnership_id, _A.seq == last.seq)
    link = connection.scalars(select(_A.hash).where(*place)).one()
    connection.execute(delete(t.audit).where(ending.chosen))
    head = update(t.audit_heads).where(_H.partnership_id == last.partnership_id)
    mark = beginning_mark(ending.keyring.audit, last.partnership_id, last.seq, link)
    connection.execute(head.values(deleted_seq=last.seq, deleted_hash=link, deleted_mark=mark))


TRAIL = Expiry(t.audit, _is_over, _cut)
