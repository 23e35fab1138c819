"""The table of dialogs: verb -> command -> dialog; and typed words -> verb. One way in for every surface.

Permission is looked at here, from this table, before a dialog runs; a test walks the table and finds no gap.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from dialogs import (
    answer_form,
    answer_survey,
    ask_summary,
    enrol,
    follow_up,
    give_feedback,
    progress,
    read_briefing,
    see_concerns,
    send_briefing,
    slips,
)
from dialogs.replies import Reply
from dialogs.turn import Command, Dialog, House, Turn
from storage.unit import Unit
from surveys.people import Role
from surveys.problems import Refusal

LEAD = frozenset({Role.LEAD})
READERS = frozenset({Role.EVALUATOR, Role.LEAD})

_ROWS = (
    Dialog("help", enrol.Nothing, enrol.show_help),
    Dialog("home", enrol.Nothing, enrol.show_home, READERS),
    Dialog("stop", enrol.Nothing, enrol.stop),
    Dialog("start", enrol.Nothing, enrol.start),
    Dialog("my-data", enrol.Nothing, enrol.show_my_data),
    Dialog("show-briefing", read_briefing.OfBriefing, read_briefing.show),
    Dialog("read", read_briefing.OfBriefing, read_briefing.read),
    Dialog("discuss", read_briefing.OfBriefing, read_briefing.discuss),
    Dialog("discussed", read_briefing.Discussed, read_briefing.discussed),
    Dialog("intend", read_briefing.OfBriefing, read_briefing.intend),
    Dialog("intended", read_briefing.Intended, read_briefing.intended),
    Dialog("my-surveys", enrol.Nothing, answer_survey.my_surveys),
    Dialog("open-survey", answer_survey.OfWave, answer_survey.open_survey),
    Dialog("answer", answer_survey.GiveAnswer, answer_survey.answer),
    Dialog("skip", answer_survey.AtQuestion, answer_survey.skip),
    Dialog("back", answer_survey.AtQuestion, answer_survey.back),
    Dialog("later", answer_survey.OfWave, answer_survey.later),
    Dialog("feedback", enrol.Nothing, give_feedback.choose),
    Dialog("give-feedback", give_feedback.About, give_feedback.begin),
    Dialog("send-briefing", enrol.Nothing, send_briefing.choose, LEAD),
    Dialog("preview-briefing", send_briefing.Choice, send_briefing.preview, LEAD),
    Dialog("confirm-briefing", send_briefing.Confirmation, send_briefing.confirmed, LEAD),
    Dialog("follow-up", enrol.Nothing, follow_up.choose, LEAD),
    Dialog("preview-follow-up", follow_up.Choice, follow_up.preview, LEAD),
    Dialog("confirm-follow-up", follow_up.Confirmation, follow_up.confirmed, LEAD),
    Dialog("progress", progress.OfDispatch, progress.show_progress, LEAD),
    Dialog("not-reached", enrol.Nothing, progress.not_reached, LEAD),
    Dialog("concerns", enrol.Nothing, see_concerns.listed, LEAD),
    Dialog("have-this", see_concerns.OfConcern, see_concerns.have_this, LEAD),
    Dialog("summary", enrol.Nothing, ask_summary.choose, READERS),
    Dialog("make-summary", ask_summary.Choice, ask_summary.make, READERS),
    Dialog("web-copy", enrol.Nothing, ask_summary.web_copy, READERS),
)
DIALOGS: Mapping[str, Dialog] = {row.verb: row for row in _ROWS}
PAGES: Mapping[type[Command], Callable[[Unit, Any, House], Reply]] = {
    answer_form.OpenForm: answer_form.open_form,
    answer_form.SubmitForm: answer_form.submit_form,
    slips.OpenSlip: slips.open_slip,
    slips.TakeSlip: slips.take_slip,
}
TYPED = frozenset(
    {
        "help",
        "home",
        "stop",
        "start",
        "my-data",
        "my-surveys",
        "feedback",
        "send-briefing",
        "follow-up",
        "not-reached",
        "concerns",
        "summary",
    }
)


def verb_of(text: str) -> str:
    """Return the verb that typed words name; anything else is help, and never changes data."""
    verb = "-".join(text.strip().strip("/").lower().split())
    return verb if verb in TYPED else "help"


def take(turn: Turn, verb: str, data: Mapping[str, Any]) -> Reply:
    """Run the dialog of a verb with what the card sent; refuse what is unknown, malformed or not permitted."""
    dialog = DIALOGS.get(verb)
    if dialog is None:
        raise Refusal("out-of-date")
    if dialog.roles and turn.speaker.having(*dialog.roles) is None:
        raise Refusal("not-permitted")
    return dialog.run(turn, _command(dialog, data))


def take_page(unit: Unit, command: Command, house: House) -> Reply:
    """Run the dialog of a page, where nobody is signed in: what the address holds is all that is known."""
    return PAGES[type(command)](unit, command, house)


def _command(dialog: Dialog, data: Mapping[str, Any]) -> Command:
    try:
        known = dialog.command.model_fields  # a client may send a card's other inputs along with a tap
        return dialog.command.model_validate({name: value for name, value in data.items() if name in known})
    except ValidationError as error:
        raise Refusal("out-of-date") from error
