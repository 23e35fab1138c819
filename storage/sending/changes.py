"""What a lead changes after sending: a send is paused, cancelled, withdrawn or given another text.

Each is a few statements, whatever the size of the audience; what is being sent at that moment
arrives, and its card is among those that are updated afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, func, insert, literal, select, update

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.database.upsert import insert_for
from storage.sending.chat_messages import say_anew
from surveys.sending.changes import BY_LEAD, OVER, OldCards, SawOldText, Text
from surveys.sending.delivery import REACHED, State
from surveys.sending.frozen import Frozen
from surveys.sending.progress import NEWS

_D = t.deliveries.c
_S = t.dispatches.c
_U = t.card_updates.c
# The text that was delivered, whatever the card shows by now.
_FIRST = func.coalesce(_D.showed_first, _D.shows)


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last change of a text: which revision it made, and when."""

    revision: int
    at: datetime


class Changes:
    """Changes to a send that was confirmed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stop(self, dispatch_id: int, state: str, now: datetime) -> int:
        """Cancel or withdraw (`state`) a send; return how many people will not get it."""
        self._connection.execute(
            update(t.dispatches).where(_S.id == dispatch_id).values(state=state, card_shows=NEWS)
        )
        skipped = {"state": State.SKIPPED, "reason": state, "changed_at": now}
        for table in (t.posts, t.letters):
            waiting = update(table).where(
                table.c.dispatch_id == dispatch_id, table.c.state == State.PENDING
            )
            self._connection.execute(waiting.values(**skipped))
        return self._skip(
            select(t.lanes.c.id).where(t.lanes.c.dispatch_id == dispatch_id), state, now
        )

    def skip_leftovers(self, now: datetime) -> int:
        """Skip what was being sent when its send was cancelled, and was put off since."""
        return sum(self._skip(_lanes_of(state), state, now) for state in sorted(OVER))

    def _skip(self, lanes: AnySelect, because: str, now: datetime) -> int:
        waiting = update(t.deliveries).where(_D.lane_id.in_(lanes), _D.state == State.PENDING)
        return self._connection.execute(
            waiting.values(state=State.SKIPPED, reason=because, changed_at=now)
        ).rowcount

    def pause(self, dispatch_id: int) -> bool:
        """Pause a send because a lead says so; return whether it was going out."""
        going = update(t.dispatches).where(_S.id == dispatch_id, _S.state == "open")
        return (
            self._connection.execute(
                going.values(state="paused", paused_because=BY_LEAD, card_shows=NEWS)
            ).rowcount
            > 0
        )

    def resume(self, dispatch_id: int) -> bool:
        """Resume a send; return whether it was paused.

        A lead who resumes what a failed canary paused also lets those go who are held behind it.
        """
        overruled = select(_S.id).where(
            _S.id == dispatch_id, _S.state == "paused", _S.paused_because != BY_LEAD
        )
        held = update(t.lanes).where(t.lanes.c.dispatch_id.in_(overruled), t.lanes.c.held)
        self._connection.execute(held.values(held=False))
        paused = update(t.dispatches).where(_S.id == dispatch_id, _S.state == "paused")
        return (
            self._connection.execute(
                paused.values(state="open", paused_because=None, card_shows=NEWS)
            ).rowcount
            > 0
        )

    def paused(self, partnership_id: int | None) -> list[int]:
        """Return every paused dispatch, of one partnership where that is given."""
        query = select(_S.id).where(_S.state == "paused").order_by(_S.id)
        if partnership_id is not None:
            query = query.where(_S.partnership_id == partnership_id)
        return list(self._connection.scalars(query))

    def text(self, dispatch_id: int) -> Text:
        """Return what a dispatch says now."""
        query = select(_S.reply, _S.content, _S.revision, t.partnerships.c.training)
        whose = query.join(t.partnerships, t.partnerships.c.id == _S.partnership_id)
        row = self._connection.execute(whose.where(_S.id == dispatch_id)).one()
        return Text(Frozen(row.reply, row.content), row.revision, bool(row.training))

    def say_instead(
        self,
        dispatch_id: int,
        says: Frozen,
        changed_by: int,
        now: datetime,
        except_for: int | None = None,
    ) -> int:
        """Change a dispatch's text, keep the old one, queue its cards; return the new revision.

        The card of the person `except_for` stays: they have seen the change in another reply.
        """
        same = _S.id == dispatch_id
        # Two changes at the same time are made one after the other.
        self._connection.execute(select(_S.id).where(same).with_for_update())
        facts = (_S.id, _S.revision, _S.reply, _S.content, literal(changed_by), _moment(now))
        columns = ["dispatch_id", "revision", "reply", "content", "changed_by", "changed_at"]
        self._connection.execute(
            insert(t.dispatch_texts).from_select(columns, select(*facts).where(same))
        )
        changed = (
            update(t.dispatches)
            .where(same)
            .values(reply=says.kind, content=says.content, revision=_S.revision + 1)
        )
        revision = self._connection.scalars(changed.returning(_S.revision)).one()
        self._queue_cards(dispatch_id, now, except_for)
        say_anew(self._connection, dispatch_id, now, except_for)
        again = update(t.posts).where(
            t.posts.c.dispatch_id == dispatch_id, t.posts.c.state == State.SENT
        )
        self._connection.execute(again.values(reason=None, attempt=0, due_at=now))
        return revision

    def retitle(self, dispatch_id: int, title: str) -> None:
        """Change a dispatch's title."""
        self._connection.execute(
            update(t.dispatches).where(_S.id == dispatch_id).values(title=title, card_shows=NEWS)
        )

    def _queue_cards(self, dispatch_id: int, now: datetime, except_for: int | None) -> None:
        """Queue the card of everyone whom the text has reached, or is just reaching."""
        cards = select(_D.dispatch_id, _D.person_id, _moment(now)).where(
            _D.dispatch_id == dispatch_id, _HAS_CARD
        )
        if except_for is not None:
            cards = cards.where(_D.person_id != except_for)
        adding = insert_for(self._connection, t.card_updates).from_select(
            ["dispatch_id", "person_id", "due_at"], cards
        )
        ends = case((_U.due_at > adding.excluded.due_at, _U.due_at), else_=adding.excluded.due_at)
        # An update under way ends first, so that an old text never overwrites a new one.
        anew = {"attempt": 0, "due_at": ends}
        queued = adding.on_conflict_do_update(
            index_elements=["dispatch_id", "person_id"], set_=anew
        )
        self._connection.execute(queued)

    def last(self, dispatch_id: int) -> LastChange | None:
        """Return the last change of a dispatch's text, None where there was none."""
        texts = t.dispatch_texts.c
        query = select(texts.revision + 1, texts.changed_at).where(texts.dispatch_id == dispatch_id)
        row = self._connection.execute(query.order_by(texts.revision.desc()).limit(1)).one_or_none()
        return LastChange(*row) if row else None

    def old_cards(self, dispatch_id: int) -> OldCards:
        """Return how many people an earlier text reached, and what their cards show by now."""
        replaced = case((and_(_D.shows >= _S.revision, _U.person_id.is_(None)), 1))
        counts = func.count(), func.count(_U.person_id), func.count(replaced)
        saw = select(*counts).select_from(t.deliveries)
        saw = saw.join(t.dispatches, _S.id == _D.dispatch_id).outerjoin(t.card_updates, _UPDATE_OF)
        row = self._connection.execute(saw.where(_D.dispatch_id == dispatch_id, _SAW)).one()
        return OldCards(*row)

    def saw_old_text(
        self, dispatch_id: int, most: int | None = None, after: int = 0
    ) -> Sequence[SawOldText]:
        """Return whom an earlier text reached: first those who said they had read it, by agency."""
        read = _read_before(dispatch_id)
        query = (
            select(
                t.people.c.name,
                t.people.c.email,
                t.agencies.c.name.label("agency"),
                read.label("read"),
                (_D.shows >= _S.revision).label("shows_new"),
                _U.person_id.is_not(None).label("under_way"),
                _D.reason,
            )
            .join(t.dispatches, _S.id == _D.dispatch_id)
            .join(t.people, t.people.c.id == _D.person_id)
            .join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
            .outerjoin(t.card_updates, _UPDATE_OF)
            .where(_D.dispatch_id == dispatch_id, _SAW)
            .order_by(case((read, 0), else_=1), t.agencies.c.name, t.people.c.name, t.people.c.id)
            .limit(most)
            .offset(after)
        )
        rows = self._connection.execute(query)
        return [
            SawOldText(
                r.name,
                r.email,
                r.agency,
                bool(r.read),
                bool(r.shows_new),
                bool(r.under_way),
                r.reason,
            )
            for r in rows
        ]


_HAS_CARD = (_D.state == State.SENDING) | and_(
    _D.activity_id.is_not(None), _D.state.in_([State.SENT, State.PROVEN, State.UNKNOWN])
)
_SAW = and_(_D.state.in_([str(state) for state in REACHED]), _S.revision > _FIRST)
_UPDATE_OF = and_(_U.dispatch_id == _D.dispatch_id, _U.person_id == _D.person_id)


def _lanes_of(state: str) -> AnySelect:
    return (
        select(t.lanes.c.id)
        .join(t.dispatches, _S.id == t.lanes.c.dispatch_id)
        .where(_S.state == state)
    )


def _read_before(dispatch_id: int) -> ColumnElement[bool]:
    """Say whether the person had said, before the last change, that they had read it."""
    acts, texts = t.acts.c, t.dispatch_texts.c
    changed = (
        select(func.max(texts.changed_at)).where(texts.dispatch_id == dispatch_id).scalar_subquery()
    )
    return (
        select(acts.person_id)
        .where(
            acts.briefing_id == _S.briefing_id, acts.person_id == _D.person_id, acts.act == "read"
        )
        .where(acts.at < changed)
        .exists()
    )


def _moment(value: datetime) -> ColumnElement[datetime]:
    return literal(value, t.deliveries.c.due_at.type)
