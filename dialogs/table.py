"""The table of dialogs: verb -> command -> dialog, for every surface.

Permission is checked here, from the table, before a dialog runs; a test finds no gap in the table.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from dialogs import home, set_absence
from dialogs.asking import (
    answer_by_email,
    answer_form,
    answer_survey,
    follow_up,
    give_feedback,
    preview_audience,
    step_by_email,
    step_form,
    type_code,
)
from dialogs.impact import request_summary
from dialogs.people import accounts, saved_audiences
from dialogs.replies import Reply
from dialogs.scheduling import confirm_briefing, confirm_follow_up, list_recurring
from dialogs.sending import (
    confirm_arrival,
    email_not_reached,
    manage_sends,
    not_reached,
    progress,
    send_briefing,
    withdraw_send,
)
from dialogs.sending.find_send import OfDispatch
from dialogs.telling import (
    discuss_briefing,
    manage_briefings,
    open_link,
    plan_change,
    read_briefing,
    see_reach,
    sign_off_briefing,
)
from dialogs.trust import (
    list_concerns,
    one_time_links,
    read_concern,
    read_texts,
    show_about,
    try_alerts,
    work_on_concern,
)
from dialogs.trust.find_concern import OfConcern
from dialogs.trust.hear import hear_refused
from dialogs.turn import Command, Dialog, Installation, Nothing, Turn
from dialogs.typed_words import meant_by
from storage.unit import Unit
from surveys.people import Role
from surveys.problems import Refusal
from surveys.telling.permissions import ANY_OF_THEM, ROLES, SENDERS, Permission

LEAD, READERS = frozenset({Role.LEAD}), request_summary.READERS
WRITERS, APPROVERS = ROLES[Permission.WRITE], ROLES[Permission.APPROVE]

_ROWS = (
    Dialog("help", Nothing, home.show_help),
    Dialog("home", Nothing, home.show_home, home.WITH_A_HOME),
    Dialog("stop", Nothing, home.stop),
    Dialog("ask-stop", Nothing, home.ask_stop),
    Dialog("start", Nothing, home.start),
    Dialog("my-data", Nothing, home.show_my_data),
    Dialog("away", set_absence.Away, set_absence.go_away),
    Dialog("i-am-back", Nothing, set_absence.come_back),
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
    Dialog("my-surveys", Nothing, answer_survey.my_surveys),
    Dialog("open-survey", answer_survey.OfWave, answer_survey.open_survey),
    Dialog("answer", answer_survey.GiveAnswer, answer_survey.answer),
    Dialog("skip", answer_survey.AtQuestion, answer_survey.skip),
    Dialog("back", answer_survey.StepBack, answer_survey.back),
    Dialog("later", answer_survey.OfWave, answer_survey.later),
    Dialog("feedback", Nothing, give_feedback.choose),
    Dialog("give-feedback", give_feedback.About, give_feedback.begin),
    Dialog("briefings", Nothing, manage_briefings.listed, ANY_OF_THEM),
    Dialog("see-briefing", read_briefing.OfBriefing, manage_briefings.see, ANY_OF_THEM),
    Dialog("preview-to-me", read_briefing.OfBriefing, manage_briefings.preview_to_me, ANY_OF_THEM),
    Dialog("check-briefing", read_briefing.OfBriefing, manage_briefings.check_text, ANY_OF_THEM),
    Dialog(
        "release-briefing",
        sign_off_briefing.OfVersion,
        manage_briefings.release,
        ROLES[Permission.RELEASE],
        asks=manage_briefings.check_text,
    ),
    Dialog("approve-briefing", sign_off_briefing.OfVersion, manage_briefings.approve, APPROVERS),
    Dialog("ready-briefing", sign_off_briefing.OfVersion, manage_briefings.make_ready, WRITERS),
    Dialog("duplicate-briefing", read_briefing.OfBriefing, manage_briefings.duplicate, WRITERS),
    Dialog("send-briefing", send_briefing.Begin, send_briefing.choose, SENDERS),
    Dialog("preview-briefing", send_briefing.BriefingChoice, send_briefing.preview, SENDERS),
    Dialog(
        "confirm-briefing",
        confirm_briefing.BriefingConfirmation,
        confirm_briefing.confirmed,
        SENDERS,
        asks=confirm_briefing.ask_again,
    ),
    Dialog("audiences", Nothing, saved_audiences.listed, SENDERS),
    Dialog("new-audience", Nothing, saved_audiences.begin, SENDERS),
    Dialog("save-audience", saved_audiences.NewRule, saved_audiences.save, SENDERS),
    Dialog("remove-audience", saved_audiences.OfAudience, saved_audiences.remove, SENDERS),
    Dialog("who", preview_audience.Who, preview_audience.who, SENDERS),
    Dialog("follow-up", Nothing, follow_up.choose, LEAD),
    Dialog("preview-follow-up", follow_up.FollowUpChoice, follow_up.preview, LEAD),
    Dialog(
        "confirm-follow-up",
        confirm_follow_up.FollowUpConfirmation,
        confirm_follow_up.confirmed,
        LEAD,
        asks=confirm_follow_up.ask_again,
    ),
    Dialog("progress", OfDispatch, progress.show_progress, SENDERS),
    Dialog("change-send", OfDispatch, manage_sends.change, SENDERS),
    Dialog("pause-send", OfDispatch, manage_sends.pause, SENDERS),
    Dialog("resume-send", OfDispatch, manage_sends.resume, SENDERS),
    Dialog("cancel-send", OfDispatch, manage_sends.ask_cancel, SENDERS),
    Dialog(
        "confirm-cancel",
        OfDispatch,
        manage_sends.cancel,
        SENDERS,
        asks=manage_sends.ask_cancel,
    ),
    Dialog("withdraw-send", OfDispatch, withdraw_send.ask_withdraw, SENDERS),
    Dialog(
        "confirm-withdraw",
        withdraw_send.Withdrawal,
        withdraw_send.withdraw,
        SENDERS,
        asks=withdraw_send.ask_withdraw,
    ),
    Dialog("change-text", OfDispatch, manage_sends.ask_change, SENDERS),
    Dialog(
        "confirm-change",
        manage_sends.NewText,
        manage_sends.change_text,
        SENDERS,
        asks=manage_sends.ask_change,
    ),
    Dialog("saw-old-text", manage_sends.PageOfPeople, manage_sends.saw_old_text, SENDERS),
    Dialog("choose-letters", Nothing, email_not_reached.choose, SENDERS),
    Dialog(
        "write-letters", OfDispatch, email_not_reached.write, SENDERS, asks=email_not_reached.choose
    ),
    Dialog("not-reached", not_reached.NotReachedPage, not_reached.show, SENDERS),
    Dialog("it-arrived", confirm_arrival.ArrivalConfirmation, confirm_arrival.it_arrived, SENDERS),
    Dialog("reach", Nothing, see_reach.choose, SENDERS),
    Dialog("reach-of", see_reach.FromSend, see_reach.of_briefing, SENDERS),
    Dialog("cascade-log", see_reach.CascadePage, see_reach.log, LEAD),
    Dialog("concerns", list_concerns.ConcernPage, list_concerns.listed, LEAD),
    Dialog("have-this", OfConcern, work_on_concern.have_this, LEAD),
    Dialog("see-concern", OfConcern, work_on_concern.see, LEAD),
    Dialog("take-over", work_on_concern.NoteOnConcern, work_on_concern.take_over, LEAD),
    Dialog("concern-step", work_on_concern.RecordStep, work_on_concern.record, LEAD),
    Dialog("read-words", OfConcern, read_concern.read_words, LEAD),
    Dialog("texts", Nothing, read_texts.show_next, LEAD),
    Dialog("judge-text", read_texts.JudgeText, read_texts.judge, LEAD),
    Dialog("schedule", Nothing, list_recurring.listed, SENDERS),
    Dialog("stop-schedule", list_recurring.OfJob, list_recurring.stop, SENDERS),
    Dialog("account-theirs", accounts.OfAccount, accounts.theirs, LEAD),
    Dialog("account-not-theirs", accounts.OfAccount, accounts.not_theirs, LEAD),
    Dialog("test-alert", Nothing, try_alerts.ask_for_test, LEAD | {Role.ADMINISTRATOR}),
    Dialog("confirm-test", try_alerts.OfTest, try_alerts.confirm, LEAD),
    Dialog("summary", request_summary.SummaryOptions, request_summary.choose, READERS),
    Dialog("make-summary", request_summary.SummaryChoice, request_summary.make, READERS),
    Dialog("web-copy", Nothing, request_summary.web_copy, READERS),
)
DIALOGS: Mapping[str, Dialog] = {row.verb: row for row in _ROWS}
PAGES: Mapping[type[Command], Callable[[Unit, Any, Installation], Reply]] = {
    answer_form.OpenForm: answer_form.open_form,
    answer_form.SubmitForm: answer_form.submit_form,
    step_form.StepForm: step_form.step_form,
    type_code.TypeCode: type_code.type_code,
    show_about.OpenAbout: show_about.show_about,
    open_link.FollowLink: open_link.follow,
    answer_by_email.OpenEmailPage: answer_by_email.open_page,
    answer_by_email.SubmitEmailPage: answer_by_email.submit_page,
    step_by_email.StepEmailPage: step_by_email.step_email_page,
    answer_by_email.OpenStop: answer_by_email.open_stop,
    answer_by_email.TakeStop: answer_by_email.take_stop,
    one_time_links.OpenOneTimeLink: one_time_links.look,
    one_time_links.UseOneTimeLink: one_time_links.use,
}


def permitted(turn: Turn, verb: str) -> Dialog:
    """Return the dialog of a verb; refuse what is unknown or not permitted."""
    dialog = DIALOGS.get(verb)
    if dialog is None:
        raise Refusal("out-of-date")
    if dialog.roles and turn.speaker.having(*dialog.roles) is None:
        raise Refusal("not-permitted")
    return dialog


def take(turn: Turn, verb: str, data: Mapping[str, Any]) -> Reply:
    """Run the dialog of a verb with what the card sent; refuse what is unknown or not permitted."""
    dialog = permitted(turn, verb)
    return run_and_hear(turn, dialog, command_of(dialog, data, turn.today), data)


def run_and_hear(turn: Turn, dialog: Dialog, command: Command, data: Mapping[str, Any]) -> Reply:
    """Run a dialog, and hear what its reply did not take of what the card sent.

    What is refused, `hear_refused` hears after the refusal has undone everything else.
    """
    reply = dialog.run(turn, command)
    if reply.refuses:
        hear_refused(turn, data)
    return reply


def take_typed(turn: Turn, text: str) -> Reply:
    """Run the dialog that typed words name; any other words are heard, and answered by help."""
    meant = meant_by(text)
    if meant.unread:
        return home.answer_words(turn, text, meant.nearest)
    return take(turn, meant.verb, {})


def take_page(unit: Unit, command: Command, installation: Installation) -> Reply:
    """Run the dialog of a page, where no one is signed in: its address holds all that we know."""
    return PAGES[type(command)](unit, command, installation)


# The code of a problem, by the kind of pydantic's error.
_UNREADABLE: Mapping[str, str] = {
    "missing": "inputs-missing",
    "string_too_short": "inputs-missing",
    "string_too_long": "too-long",
}


def command_of(dialog: Dialog, data: Mapping[str, Any], today: date) -> Command:
    """Return the command that a card sent, without the card's other inputs.

    Refuses with what is wrong with a box; a card whose own fields are wrong is out of date.
    """
    known = {name: data[name] for name in dialog.command.model_fields if name in data}
    try:
        return dialog.command.model_validate(known, context={"today": today})
    except ValidationError as error:
        raise _unreadable(error.errors(include_url=False)) from error


def _unreadable(errors: Sequence[Mapping[str, Any]]) -> Refusal:
    """Return the refusal for what is wrong with a command's fields."""
    codes = ["inputs-missing" if one["input"] == "" else _code(one["type"]) for one in errors]
    if "out-of-date" in codes:
        return Refusal("out-of-date")
    return Refusal(codes[0], **_too_long(errors[0]))


def _code(kind: str) -> str:
    return _UNREADABLE.get(kind, "out-of-date")


def _too_long(error: Mapping[str, Any]) -> dict[str, Any]:
    longest = error.get("ctx", {}).get("max_length")
    if longest is None:
        return {}
    over = len(str(error["input"])) - longest
    return {"longest": longest, "over": "1 character" if over == 1 else f"{over:,} characters"}
