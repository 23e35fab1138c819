"""How Teams shows replies: one table from each kind of reply to the function that draws it.

Every card that Teams shows is drawn through this table; `attachment` is what goes into an activity.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.teams.activity import CARD
from bot.teams.cards import (
    accounts,
    acts,
    after_sending,
    audiences,
    briefing,
    concern,
    evaluator,
    everyone,
    follow_up,
    keeping,
    lead,
    progress,
    question,
    reach,
    reading,
    recurring,
    survey,
)
from bot.teams.cards.parts import Card
from bot.teams.cards.refused import with_notice, with_typed
from bot.teams.cards.training import with_training
from bot.teams.cards.versions import versioned
from dialogs import replies as r
from dialogs.conversations import Answered
from surveys.sending.message_version import MessageVersion

__all__ = ["DRAWINGS", "FILES", "Card", "attachment", "draw", "draw_answer"]

DRAWINGS: Mapping[type[r.Reply], Callable[[Any], Card]] = {
    r.Help: everyone.help_card,
    r.NotOnRoster: everyone.not_on_roster,
    r.Said: everyone.said,
    r.ProblemReply: everyone.problem_card,
    r.Stale: everyone.stale,
    r.MyData: everyone.my_data,
    r.ShowBriefing: briefing.show_briefing,
    r.AskDiscussion: acts.ask_discussion,
    r.AskIntention: acts.ask_intention,
    r.ComeBack: acts.come_back,
    r.AskNewDate: acts.ask_new_date,
    r.InviteToSurvey: survey.invite,
    r.AskQuestion: question.ask,
    r.Thanks: survey.thanks,
    r.ChooseSubject: survey.choose_subject,
    r.SurveyList: survey.survey_list,
    r.AudienceList: audiences.saved_audiences,
    r.NewAudience: audiences.new_audience,
    r.WhoIsThis: audiences.who_is_this,
    r.Home: lead.home,
    r.ChooseBriefing: lead.choose_briefing,
    r.ConfirmBriefing: lead.confirm_briefing,
    r.BriefingList: keeping.briefing_list,
    r.OneBriefing: keeping.one_briefing,
    r.ReleaseCheck: keeping.release_check,
    r.ChooseFollowUp: follow_up.choose_follow_up,
    r.ConfirmFollowUp: follow_up.confirm_follow_up,
    r.Queued: progress.queued,
    r.SendPaused: progress.queued,
    r.NotReachedList: progress.not_reached,
    r.ChooseEmails: lead.choose_emails,
    r.ChooseReach: reach.choose_reach,
    r.ShowReach: reach.show_reach,
    r.CascadeLog: reach.cascade_log,
    r.ChangeSend: after_sending.change_send,
    r.ConfirmCancel: after_sending.confirm_cancel,
    r.ConfirmWithdraw: after_sending.confirm_withdraw,
    r.ConfirmChange: after_sending.confirm_change,
    r.OldTextReaders: after_sending.saw_old_text,
    r.Withdrawn: after_sending.withdrawn,
    r.ChannelPost: after_sending.channel_post,
    r.Schedule: recurring.schedule,
    r.AskAccount: accounts.ask_account,
    r.AlertTest: concern.alert_test,
    r.ConcernAlert: concern.concern_alert,
    r.ConcernList: concern.concerns,
    r.ConcernTaken: concern.concern_taken,
    r.ConcernUnanswered: concern.concern_unanswered,
    r.OneConcern: concern.one_concern,
    r.ReadText: reading.read_text,
    r.NothingToRead: reading.nothing_to_read,
    r.ChooseSummary: evaluator.choose_summary,
    r.FileReady: evaluator.file_ready,
}
FILES: Mapping[type[r.Reply], Callable[[Any], dict[str, Any]]] = {
    r.OfferFile: evaluator.file_consent,
    r.FileSaved: evaluator.file_info,
}


def draw(reply: r.Reply) -> Card:
    """Return a reply as an Adaptive Card 1.5 of at most 23 KB; KeyError for a kind without one."""
    card = DRAWINGS[type(reply)](reply)
    return with_training(card) if reply.training else card


def draw_answer(answered: Answered, typed: Mapping[str, Any]) -> Card:
    """Return the card that answers a tap; one that was refused has what was typed in its boxes."""
    card = draw(answered.reply)
    if answered.notice or answered.reply.refuses:
        card = with_typed(card, typed)
    if answered.notice:
        card = with_notice(card, answered.notice)
    return versioned(card, answered.at)


def attachment(reply: r.Reply, at: MessageVersion | None = None) -> dict[str, Any]:
    """Return the attachment of an activity: `contentType`, `content`, and a file card’s fields.

    `at` is the message, and its version, that the buttons of a card name.
    """
    if type(reply) in FILES:
        return FILES[type(reply)](reply)
    return {"contentType": CARD, "content": versioned(draw(reply), at)}
