"""How questions that are not scored were answered: counts, children and families first.

Small counts are withheld, and with them as many others as keep them from being worked out.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from surveys.impact.descriptions import Description
from surveys.impact.evidence import Evidence
from surveys.impact.participation import sources_in_order
from surveys.impact.summary.described_parts import DescribedAnswer
from surveys.impact.summary.flow_parts import WaveFlow
from surveys.impact.summary.items import hidden_waves, wave_key
from surveys.impact.suppress import hidden_cells


def described_of(
    evidence: Evidence, flow: Sequence[WaveFlow], minimum: int
) -> list[DescribedAnswer]:
    """Return the answers by source, wave and question, in the order in which each was asked."""
    hidden, sources = hidden_waves(flow), sources_in_order()

    def place(one: Description) -> tuple[int, date, str, str, int, str]:
        where = (sources.index(one.source), one.opened_on, one.wave, one.instrument)
        return *where, one.place, one.question

    return [
        answer
        for one in sorted(evidence.descriptions, key=place)
        for answer in _answers(one, minimum, is_hidden=wave_key(one) in hidden)
    ]


def _answers(one: Description, minimum: int, *, is_hidden: bool) -> Iterator[DescribedAnswer]:
    """Yield everyone who answered, then those of each answer."""
    withheld = is_hidden or one.n < minimum
    yield _answer(one, None, one.n, is_hidden=withheld)
    counts = [people for _, people in one.parts]
    cells = range(len(counts)) if withheld else hidden_cells(counts, one.n, minimum)
    for at, (answer, people) in enumerate(one.parts):
        yield _answer(one, answer, people, is_hidden=at in cells)


def _answer(
    one: Description, answer: str | None, people: int, *, is_hidden: bool
) -> DescribedAnswer:
    return DescribedAnswer(
        source=one.source,
        wave=one.wave,
        on=one.collected_on,
        question=one.question,
        answer=answer,
        people=None if is_hidden else people,
        suppressed=is_hidden,
    )
