"""Replies: what a dialog says back, as data. A surface draws each kind once; a test finds no kind undrawn.

A reply carries identifiers that mean nothing outside (numbers looked up again at each request) and the words to show,
never a decision for the surface to make.
"""

from dialogs.replies.after_sending import (
    ChangeSend,
    ChannelPost,
    ConfirmCancel,
    ConfirmChange,
    ConfirmWithdraw,
    SawOldText,
    Withdrawn,
)
from dialogs.replies.audiences import NewAudience, SavedAudiences, WhoIsThis
from dialogs.replies.briefings import BriefingList, OneBriefing, ReleaseCheck
from dialogs.replies.evaluator import ChooseSummary, FileReady, FileSaved, OfferFile
from dialogs.replies.everyone import Help, NotOnRoster, Problem, Said, Stale
from dialogs.replies.form import FormThanks, ShowForm
from dialogs.replies.frozen import freeze, thaw
from dialogs.replies.lead import (
    ChooseBriefing,
    ChooseFollowUp,
    ChooseLetters,
    ConcernAlert,
    Concerns,
    ConcernTaken,
    ConfirmBriefing,
    ConfirmFollowUp,
    Home,
    MissedBecause,
    NotReached,
    Queued,
    SendPaused,
    Timed,
)
from dialogs.replies.practitioner import (
    AskDiscussion,
    AskIntention,
    AskNewDate,
    AskQuestion,
    ChooseSubject,
    ComeBack,
    InviteToSurvey,
    MyData,
    ShowBriefing,
    SurveyList,
    Thanks,
)
from dialogs.replies.reach import CascadeLog, ChooseReach, LoggedTalk, ReachLine, ShowReach
from dialogs.replies.recurring import Schedule, ScheduledSend
from dialogs.replies.shape import Option, Reply
from dialogs.replies.slip import ConcernWords, Download, LeadsTo, SlipOffer

__all__ = [
    "AskDiscussion",
    "AskIntention",
    "AskNewDate",
    "AskQuestion",
    "BriefingList",
    "CascadeLog",
    "ChangeSend",
    "ChannelPost",
    "ChooseBriefing",
    "ChooseFollowUp",
    "ChooseLetters",
    "ChooseReach",
    "ChooseSubject",
    "ChooseSummary",
    "ComeBack",
    "ConcernAlert",
    "ConcernTaken",
    "ConcernWords",
    "Concerns",
    "ConfirmBriefing",
    "ConfirmCancel",
    "ConfirmChange",
    "ConfirmFollowUp",
    "ConfirmWithdraw",
    "Download",
    "FileReady",
    "FileSaved",
    "FormThanks",
    "Help",
    "Home",
    "InviteToSurvey",
    "LeadsTo",
    "LoggedTalk",
    "MissedBecause",
    "MyData",
    "NewAudience",
    "NotOnRoster",
    "NotReached",
    "OfferFile",
    "OneBriefing",
    "Option",
    "Problem",
    "Queued",
    "ReachLine",
    "ReleaseCheck",
    "Reply",
    "Said",
    "SavedAudiences",
    "SawOldText",
    "Schedule",
    "ScheduledSend",
    "SendPaused",
    "ShowBriefing",
    "ShowForm",
    "ShowReach",
    "SlipOffer",
    "Stale",
    "SurveyList",
    "Thanks",
    "Timed",
    "WhoIsThis",
    "Withdrawn",
    "freeze",
    "thaw",
]
