"""Replies: a dialog's answers, as data. A surface draws each kind; a test finds every one drawn.

A reply carries opaque identifiers (looked up again at each request) and the words to show, never a
decision for the surface to make.
"""

from dialogs.replies.after_sending import (
    ChangeSend,
    ChannelPost,
    ConfirmCancel,
    ConfirmChange,
    ConfirmWithdraw,
    OldTextReaders,
    Withdrawn,
)
from dialogs.replies.audiences import AudienceList, NewAudience, WhoIsThis
from dialogs.replies.briefings import BriefingList, OneBriefing, ReleaseCheck
from dialogs.replies.concerns import (
    AlertTest,
    ConcernAlert,
    ConcernList,
    ConcernTaken,
    ConcernUnanswered,
    ConcernWords,
    OneConcern,
    RecordLine,
    known_facts,
)
from dialogs.replies.evaluator import ChooseSummary, FileReady, FileSaved, OfferFile
from dialogs.replies.everyone import Help, NotOnRoster, ProblemReply, Said, Stale
from dialogs.replies.form import AskAgain, FormNotSaved, FormThanks, ShowForm
from dialogs.replies.frozen import freeze, thaw
from dialogs.replies.lead import (
    AskAccount,
    ChooseBriefing,
    ChooseEmails,
    ChooseFollowUp,
    ConfirmBriefing,
    ConfirmFollowUp,
    FollowUpOffer,
    Home,
    MissedBecause,
    NotReachedList,
    Queued,
    SendPaused,
    Timed,
)
from dialogs.replies.one_time_links import Download, LeadsTo, OneTimeLinkOffer
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
from dialogs.replies.reading import NothingToRead, ReadText
from dialogs.replies.recurring import Schedule, ScheduledSend
from dialogs.replies.shape import Needed, Option, Reply

__all__ = [
    "AlertTest",
    "AskAccount",
    "AskAgain",
    "AskDiscussion",
    "AskIntention",
    "AskNewDate",
    "AskQuestion",
    "AudienceList",
    "BriefingList",
    "CascadeLog",
    "ChangeSend",
    "ChannelPost",
    "ChooseBriefing",
    "ChooseEmails",
    "ChooseFollowUp",
    "ChooseReach",
    "ChooseSubject",
    "ChooseSummary",
    "ComeBack",
    "ConcernAlert",
    "ConcernList",
    "ConcernTaken",
    "ConcernUnanswered",
    "ConcernWords",
    "ConfirmBriefing",
    "ConfirmCancel",
    "ConfirmChange",
    "ConfirmFollowUp",
    "ConfirmWithdraw",
    "Download",
    "FileReady",
    "FileSaved",
    "FollowUpOffer",
    "FormNotSaved",
    "FormThanks",
    "Help",
    "Home",
    "InviteToSurvey",
    "LeadsTo",
    "LoggedTalk",
    "MissedBecause",
    "MyData",
    "Needed",
    "NewAudience",
    "NotOnRoster",
    "NotReachedList",
    "NothingToRead",
    "OfferFile",
    "OldTextReaders",
    "OneBriefing",
    "OneConcern",
    "OneTimeLinkOffer",
    "Option",
    "ProblemReply",
    "Queued",
    "ReachLine",
    "ReadText",
    "RecordLine",
    "ReleaseCheck",
    "Reply",
    "Said",
    "Schedule",
    "ScheduledSend",
    "SendPaused",
    "ShowBriefing",
    "ShowForm",
    "ShowReach",
    "Stale",
    "SurveyList",
    "Thanks",
    "Timed",
    "WhoIsThis",
    "Withdrawn",
    "freeze",
    "known_facts",
    "thaw",
]
