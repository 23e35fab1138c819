"""The table of dialogs: verb -> command -> dialog; and typed words -> verb. One way in for every surface.

Permission is looked at here, from this table, before a dialog runs; a test walks the table and finds no gap.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from dialogs import (
    answer_form,
    answer_letter,
    answer_survey,
    ask_summary,
    change_sends,
    confirm_briefing,
    confirm_follow_up,
    discuss_briefing,
    enrol,
    follow_link,
    follow_up,
    give_feedback,
    keep_audiences,
    keep_briefings,
    plan_change,
    progress,
    read_briefing,
    release_briefing,
    see_concerns,
    see_missed,
    see_reach,
    see_schedule,
    send_briefing,
    slips,
    take_leave,
    take_word,
    who_is_this,
    write_to_missed,
)
from dialogs.one_send import OfDispatch
from dialogs.replies import Reply
from dialogs.turn import Command, Dialog, House, Turn
from storage.unit import Unit
from surveys.people import Role
from surveys.problems import Refusal
from surveys.telling.permissions import ANY_OF_THEM, ROLES, SENDERS, Permission

LEAD = frozenset({Role.LEAD})
READERS = frozenset({Role.EVALUATOR, Role.LEAD})
WRITERS, APPROVERS = ROLES[Permission.WRITE], ROLES[Permission.APPROVE]

_ROWS = (
    Dialog("help", enrol.Nothing, enrol.show_help),
    Dialog("home", enrol.Nothing, enrol.show_home, enrol.HOUSED),
    Dialog("stop", enrol.Nothing, enrol.stop),
    Dialog("start", enrol.Nothing, enrol.start),
    Dialog("my-data", enrol.Nothing, enrol.show_my_data),
    Dialog("away", take_leave.Away, take_leave.go_away),
    Dialog("i-am-back", enrol.Nothing, take_leave.come_back),
    Dialog("show-briefing", read_briefing.OfBriefing, read_briefing.show),
    Dialog("read", read_briefing.OfBriefing, read_briefing.read),
    Dialog("useful", read_briefing.OfBriefing, read_briefing.useful),
    Dialog("not-useful", read_briefing.OfBriefing, read_briefing.not_useful),
    Dialog("discuss", read_briefing.OfBriefing, discuss_briefing.discuss),
    Dialog("discussed", discuss_briefing.Discussed, discuss_briefing.discussed),
    Dialog("intend", read_briefing.OfBriefing, plan_change.intend),
    Dialog("intended", plan_change.Intended, plan_change.intended),
    Dialog("my-plan", read_briefing.OfBriefing, plan_change.my_plan),
    Dialog("what-came", plan_change.WhatCame, plan_change.what_came),
    Dialog("new-date", plan_change.NewDate, plan_change.new_date),
    Dialog("my-surveys", enrol.Nothing, answer_survey.my_surveys),
    Dialog("open-survey", answer_survey.OfWave, answer_survey.open_survey),
    Dialog("answer", answer_survey.GiveAnswer, answer_survey.answer),
    Dialog("skip", answer_survey.AtQuestion, answer_survey.skip),
    Dialog("back", answer_survey.AtQuestion, answer_survey.back),
    Dialog("later", answer_survey.OfWave, answer_survey.later),
    Dialog("feedback", enrol.Nothing, give_feedback.choose),
    Dialog("give-feedback", give_feedback.About, give_feedback.begin),
    Dialog("briefings", enrol.Nothing, keep_briefings.listed, ANY_OF_THEM),
    Dialog("see-briefing", read_briefing.OfBriefing, keep_briefings.see, ANY_OF_THEM),
    Dialog("preview-to-me", read_briefing.OfBriefing, keep_briefings.preview_to_me, ANY_OF_THEM),
    Dialog("check-briefing", read_briefing.OfBriefing, keep_briefings.check_text, ANY_OF_THEM),
    Dialog("release-briefing", release_briefing.OfVersion, keep_briefings.release, ROLES[Permission.RELEASE]),
    Dialog("approve-briefing", release_briefing.OfVersion, keep_briefings.approve, APPROVERS),
    Dialog("ready-briefing", release_briefing.OfVersion, keep_briefings.make_ready, WRITERS),
    Dialog("duplicate-briefing", read_briefing.OfBriefing, keep_briefings.duplicate, WRITERS),
    Dialog("send-briefing", send_briefing.Begin, send_briefing.choose, SENDERS),
    Dialog("preview-briefing", send_briefing.Choice, send_briefing.preview, SENDERS),
    Dialog("confirm-briefing", confirm_briefing.Confirmation, confirm_briefing.confirmed, SENDERS),
    Dialog("audiences", enrol.Nothing, keep_audiences.listed, SENDERS),
    Dialog("new-audience", enrol.Nothing, keep_audiences.begin, SENDERS),
    Dialog("save-audience", keep_audiences.NewRule, keep_audiences.save, SENDERS),
    Dialog("remove-audience", keep_audiences.OfAudience, keep_audiences.remove, SENDERS),
    Dialog("who", who_is_this.Who, who_is_this.who, SENDERS),
    Dialog("follow-up", enrol.Nothing, follow_up.choose, LEAD),
    Dialog("preview-follow-up", follow_up.Choice, follow_up.preview, LEAD),
    Dialog("confirm-follow-up", confirm_follow_up.Confirmation, confirm_follow_up.confirmed, LEAD),
    Dialog("progress", OfDispatch, progress.show_progress, SENDERS),
    Dialog("change-send", OfDispatch, change_sends.change, SENDERS),
    Dialog("pause-send", OfDispatch, change_sends.pause, SENDERS),
    Dialog("resume-send", OfDispatch, change_sends.resume, SENDERS),
    Dialog("cancel-send", OfDispatch, change_sends.ask_cancel, SENDERS),
    Dialog("confirm-cancel", OfDispatch, change_sends.cancel, SENDERS),
    Dialog("withdraw-send", OfDispatch, change_sends.ask_withdraw, SENDERS),
    Dialog("confirm-withdraw", change_sends.Withdrawal, change_sends.withdraw, SENDERS),
    Dialog("change-text", OfDispatch, change_sends.ask_change, SENDERS),
    Dialog("confirm-change", change_sends.NewText, change_sends.change_text, SENDERS),
    Dialog("saw-old-text", change_sends.PageOfPeople, change_sends.saw_old_text, SENDERS),
    Dialog("choose-letters", enrol.Nothing, write_to_missed.choose, SENDERS),
    Dialog("write-letters", OfDispatch, write_to_missed.write, SENDERS),
    Dialog("not-reached", see_missed.AtPage, see_missed.show, SENDERS),
    Dialog("it-arrived", take_word.Word, take_word.it_arrived, SENDERS),
    Dialog("reach", enrol.Nothing, see_reach.choose, SENDERS),
    Dialog("reach-of", see_reach.FromSend, see_reach.of_briefing, SENDERS),
    Dialog("cascade-log", see_reach.AtPage, see_reach.log, LEAD),
    Dialog("concerns", enrol.Nothing, see_concerns.listed, LEAD),
    Dialog("schedule", enrol.Nothing, see_schedule.listed, SENDERS),
    Dialog("stop-schedule", see_schedule.OfJob, see_schedule.stop, SENDERS),
    Dialog("have-this", see_concerns.OfConcern, see_concerns.have_this, LEAD),
    Dialog("summary", enrol.Nothing, ask_summary.choose, READERS),
    Dialog("make-summary", ask_summary.Choice, ask_summary.make, READERS),
    Dialog("web-copy", enrol.Nothing, ask_summary.web_copy, READERS),
)
DIALOGS: Mapping[str, Dialog] = {row.verb: row for row in _ROWS}
PAGES: Mapping[type[Command], Callable[[Unit, Any, House], Reply]] = {
    answer_form.OpenForm: answer_form.open_form,
    answer_form.SubmitForm: answer_form.submit_form,
    follow_link.FollowLink: follow_link.follow,
    answer_letter.OpenLetter: answer_letter.open_letter,
    answer_letter.SubmitLetter: answer_letter.submit_letter,
    answer_letter.OpenStop: answer_letter.open_stop,
    answer_letter.TakeStop: answer_letter.take_stop,
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
        "audiences",
        "briefings",
        "send-briefing",
        "follow-up",
        "not-reached",
        "reach",
        "concerns",
        "schedule",
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
