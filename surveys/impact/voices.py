"""The words that a summary quotes: released by a person, and never from a group under the minimum.

Nothing beside them tells one writer from another: no wave, agency or date, and no order in which
they came.
"""

from collections.abc import Iterator, Mapping

from surveys.impact.evidence import Evidence, Quote
from surveys.impact.kinds import Source
from surveys.impact.participation import sources_in_order
from surveys.impact.people_parts import Voice

RELEASED_BY_A_PERSON = (
    "A person read each of these texts before it was quoted. Some may be shortened, so that no one "
    "can be recognised."
)


def voices_of(evidence: Evidence, minimum: int) -> list[Voice]:
    """Return the quotes by voice and question, children and families first.

    What several people wrote in the same words is there once.
    """
    quoted = list(_quotable(evidence, minimum))
    return [
        Voice(voice=source, question=question, quotes=_words(quoted, source, question))
        for source in sources_in_order()
        for question in sorted({one.question for one in quoted if one.source is source})
    ]


def _words(quoted: list[Quote], source: Source, question: str) -> list[str]:
    """Return the words by the alphabet, which does not tell when they came."""
    mine = {one.text for one in quoted if (one.source, one.question) == (source, question)}
    return sorted(mine, key=lambda text: (text.casefold(), text))


def _quotable(evidence: Evidence, minimum: int) -> Iterator[Quote]:
    """Yield the quotes from waves that a minimum group has answered.

    The question beside them may tell the wave, so that its respondents are the group, and not all
    of that voice. A wave counts as nobody where it is withheld, or where it has more answers than
    it can have and no lead has looked at them.
    """
    doubtful = {one.wave_id for one in evidence.unchecked}
    answered: Mapping[int | None, int] = {
        one.wave_id: 0 if one.is_withheld or one.wave_id in doubtful else one.answered
        for one in evidence.asked
    }
    yield from (one for one in evidence.quotes if answered.get(one.wave_id, 0) >= minimum)
