"""Replies: what a dialog says back, as data. A surface draws each kind once; a test finds no kind undrawn.

A reply carries identifiers that mean nothing outside (numbers looked up again at each request) and the words to show,
never a decision for the surface to make.
"""

from dialogs.replies.evaluator import ChooseSummary, FileReady, FileSaved, OfferFile
from dialogs.replies.everyone import Help, NotOnRoster, Problem, Said, Stale
from dialogs.replies.form import FormThanks, ShowForm
from dialogs.replies.lead import (
    ChooseBriefing,
    ChooseFollowUp,
    ConcernAlert,
    Concerns,
    ConcernTaken,
    ConfirmBriefing,
    ConfirmFollowUp,
    Home,
    NotReached,
    Queued,
)
from dialogs.replies.practitioner import (
    AskDiscussion,
    AskIntention,
    AskQuestion,
    ChooseSubject,
    InviteToSurvey,
    MyData,
    ShowBriefing,
    SurveyList,
    Thanks,
)
from dialogs.replies.shape import Option, Reply
from dialogs.replies.slip import ConcernWords, Download, SlipOffer

__all__ = [
    "AskDiscussion",
    "AskIntention",
    "AskQuestion",
    "ChooseBriefing",
    "ChooseFollowUp",
    "ChooseSubject",
    "ChooseSummary",
    "ConcernAlert",
    "ConcernTaken",
    "ConcernWords",
    "Concerns",
    "ConfirmBriefing",
    "ConfirmFollowUp",
    "Download",
    "FileReady",
    "FileSaved",
    "FormThanks",
    "Help",
    "Home",
    "InviteToSurvey",
    "MyData",
    "NotOnRoster",
    "NotReached",
    "OfferFile",
    "Option",
    "Problem",
    "Queued",
    "Reply",
    "Said",
    "ShowBriefing",
    "ShowForm",
    "SlipOffer",
    "Stale",
    "SurveyList",
    "Thanks",
    "by_name",
    "thaw",
]


def by_name(root: type[Reply] = Reply) -> dict[str, type[Reply]]:
    """Return every kind of reply by its name, so that a frozen one can be thawed."""
    return {kind.__name__: kind for kind in root.__subclasses__()}


def thaw(name: str, content: str) -> Reply:
    """Return the reply that was frozen as JSON under its name."""
    return by_name()[name].model_validate_json(content)
