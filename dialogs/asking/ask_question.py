"""One question of a survey as it is asked: where it is among the others, and what was given."""

from collections.abc import Mapping

from dialogs.asking.response import Response
from dialogs.asking.survey_words import question_notice
from dialogs.asking.tell_you_said import last_time
from dialogs.replies import AskQuestion
from dialogs.telling.web_pages import page_of_survey
from dialogs.turn import Turn
from surveys.asking.answers import Answer
from surveys.asking.instrument import Question, say
from surveys.asking.kinds.values import BeforeNow
from surveys.asking.routing import position, previous_question, read_before


def has_words(question: Question, given: Mapping[str, Answer]) -> bool:
    """Say whether words were written before; the box is then shown empty."""
    return question.is_text and question.id in given


def ask(
    turn: Turn,
    to: Response,
    given: Mapping[str, Answer],
    question: Question,
    problem: str | None = None,
) -> AskQuestion:
    """Return a question, with what was chosen before and, where there is one, the `problem`."""
    number, of = position(to.instrument, given, question.id)
    return AskQuestion(
        wave=to.wave.id,
        ticket=to.ticket,
        survey=say(to.instrument.title, to.language),
        language=to.language,
        question=question,
        section=tuple(read_before(to.instrument, given, question)),
        number=number,
        of=of,
        can_go_back=previous_question(to.instrument, given, question.id) is not None,
        given=_shown(given.get(question.id)),
        words_kept=has_words(question, given),
        notice=question_notice(question, to.language),
        problem=problem,
        page=_page(turn, to),
        last_time=last_time(turn.unit, to.wave, to.instrument) if number == 1 else (),
    )


def _page(turn: Turn, to: Response) -> str:
    """Return where a person goes on in the browser, with a name or under a ticket."""
    here = turn.speaker.within(to.wave.partnership_id)
    person_id = to.person_id or (here.id if here else 0)
    url = turn.installation.public_url
    return page_of_survey(turn.unit.keyring, url, to.wave.id, person_id, to.ticket)


def _shown(answer: Answer | None) -> str | int | float | dict[str, int] | list[str] | None:
    """What was chosen before; words are not shown, so no one can see which raised a concern."""
    if answer is None:
        return None
    if isinstance(answer.value, BeforeNow):
        return {"before": answer.value.before, "now": answer.value.now}
    return list(answer.value) if isinstance(answer.value, tuple) else answer.value
