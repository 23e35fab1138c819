"""Item results: each scored question of each wave, children and families first.

An item has no label and no direction. It is withheld where fewer answered than the minimum group,
where the figures of its wave are withheld, or where waves of one name are shown together.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from surveys.impact.descriptions import Description
from surveys.impact.evidence import Evidence
from surveys.impact.item_counts import ItemCounts
from surveys.impact.participation import sources_in_order
from surveys.impact.summary.flow_parts import WaveFlow
from surveys.impact.summary.item_parts import ItemResult
from surveys.impact.suppress import shown
from surveys.impact.version_2.intervals import wilson

WaveKey = tuple[str, str, str | None, date]  # wave, source, instrument, opened on


def items_of(evidence: Evidence, flow: Sequence[WaveFlow], minimum: int) -> list[ItemResult]:
    """Return the items by source and wave, in the order in which each questionnaire asks them."""
    hidden, sources = hidden_waves(flow), sources_in_order()

    def place(one: ItemCounts) -> tuple[int, date, str, str, int, str, int, int]:
        where = (sources.index(one.source), one.opened_on, one.wave, one.instrument)
        return *where, one.place, one.item, one.n, one.favourable

    return [
        _item(one, minimum, is_hidden=wave_key(one) in hidden)
        for one in sorted(evidence.items, key=place)
    ]


def hidden_waves(flow: Sequence[WaveFlow]) -> set[WaveKey]:
    """Return the waves of which no question is shown by itself."""
    names = Counter((one.wave, one.voice) for one in flow)
    return {
        (one.wave, one.voice, one.instrument, one.opened_on)
        for one in flow
        if one.suppressed or names[one.wave, one.voice] > 1
    }


def wave_key(one: ItemCounts | Description) -> WaveKey:
    """Return the wave of a question as `hidden_waves` names it."""
    return one.wave, one.source, one.instrument, one.opened_on


def _item(one: ItemCounts, minimum: int, *, is_hidden: bool) -> ItemResult:
    withheld = is_hidden or one.n < minimum
    return ItemResult(
        source=one.source,
        wave=one.wave,
        on=one.collected_on,
        level=one.level,
        outcome=one.outcome_ref,
        item=one.item,
        n=None if withheld else one.n,
        favourable=None if withheld else one.favourable,
        outside=None if withheld else shown(one.outside, minimum),
        proportion=None if withheld else one.favourable / one.n,
        interval=None if withheld else wilson(one.favourable, one.n),
        suppressed=withheld,
    )
