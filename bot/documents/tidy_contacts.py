"""The rows of the tidy table about newsletters, pages and the like, a figure each."""

from collections.abc import Iterable, Iterator

from bot.documents.tidy_row import Row
from bot.documents.wording import WITHHELD
from surveys.impact.summary.contact_parts import ContactResult, DisseminationResult
from surveys.impact.version_2.chart_words import AT_SOURCE


def contact_rows(results: Iterable[DisseminationResult]) -> Iterator[Row]:
    """Yield the counts of each item, in all and by agency, and how they were counted."""
    for one in results:
        agency = f", agency: {one.agency}" if one.agency else ""
        place = Row("dissemination", group=f"{one.kind}: {one.item}{agency}")
        here = place._replace(on=one.since.isoformat())
        yield here._replace(measure="until", value=one.until)
        for count in one.contacts:
            yield here._replace(measure=count.what, value=count.n, status=status_of(count))
        yield here._replace(measure="each_once", value=one.each_once)
        yield here._replace(measure="figures_from", value=one.figures_from)


def status_of(count: ContactResult) -> str:
    """Return why a count has no number, in words; empty where it has one."""
    if count.withheld is not None:
        return AT_SOURCE[count.withheld]
    return WITHHELD if count.suppressed else ""
