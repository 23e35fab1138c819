"""The yearly-report pack of a partnership: its summaries at one date become one value.

A pack gives out what its summaries do: each is checked beside the others, and all of them are kept
as releases in the transaction in which the file leaves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from dialogs.impact.give_out import GivenOut, WorkedOut, record_release, work_out
from dialogs.turn import Installation
from storage.store import Store
from storage.unit import Unit
from surveys.impact.people_parts import Partnership
from surveys.impact.progress import Tell, to_nobody
from surveys.impact.version_2.change_model import shipped_change_model
from surveys.impact.yearly.business_year import BusinessYear
from surveys.impact.yearly.compose import yearly_pack
from surveys.impact.yearly.structure import YearlyPack
from surveys.problems import Refusal


@dataclass(frozen=True, slots=True)
class PackOrder:
    """Which year of which partnership, by its number, is reported as at which date."""

    partnership_id: int
    place: Partnership
    year: BusinessYear
    as_at: date


@dataclass(frozen=True, slots=True)
class WorkedOutPack:
    """A pack, and what each of its summaries gives out, in the order of working out."""

    pack: YearlyPack
    given: tuple[GivenOut, ...]


def order(
    unit: Unit, partnership_id: int, place: Partnership, actions: Iterable[int], year: BusinessYear
) -> PackOrder:
    """Return what is to be reported; refuses a year that has not begun.

    It is as at the last day of a year that is over, or as at today where figures of another day
    are out: those may be given out of a released day and of today alone.
    """
    if year.starts_on > unit.today:
        raise Refusal("date-future")
    last = year.as_at(unit.today)
    is_open = all(_may_be_as_at(unit, partnership_id, action, last) for action in actions)
    return PackOrder(partnership_id, place, year, last if is_open else unit.today)


def _may_be_as_at(unit: Unit, partnership_id: int, action_id: int, day: date) -> bool:
    sharing = unit.releases.sharing(partnership_id, action_id)
    released = {head.as_at for one in sharing for head in unit.releases.heads(partnership_id, one)}
    return not released or day == unit.today or day in released


def work_out_pack(
    store: Store,
    installation: Installation,
    wanted: PackOrder,
    actions: Iterable[int],
    tell: Tell = to_nobody,
) -> WorkedOutPack:
    """Return the pack of some actions, one at least; reads only, each summary by itself.

    `tell` is told of each summary how many waves are read.
    """
    found: list[WorkedOut] = []
    for action_id in actions:
        of = (installation, wanted.partnership_id, action_id, wanted.as_at)
        beside = [one.given for one in found]
        worked = store.look(lambda unit, of=of, beside=beside: work_out(unit, *of, beside, tell))
        found.append(worked)
    model = shipped_change_model().with_minimum_group(installation.minimum_group)
    pack = yearly_pack([one.summary for one in found], wanted.place, model, wanted.year)
    return WorkedOutPack(pack, tuple(one.given for one in found))


def record_pack(
    unit: Unit, worked: WorkedOutPack, actor: str, page: str, fmt: str, content: bytes
) -> None:
    """Keep what a page of a pack gives out, and record that the file leaves, by its hash."""
    for given in worked.given:
        record_release(unit, given, actor, fmt, content)
    begins, place = worked.pack.year.starts_on.year, worked.given[0].partnership_id
    subject = f"yearly-report:{begins}:{page}:{fmt}:{sha256(content).hexdigest()}"
    unit.record(place, actor, "download", subject)
