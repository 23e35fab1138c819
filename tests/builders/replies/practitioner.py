"""Replies to whoever is told and asked."""

from collections.abc import Mapping
from datetime import date

from dialogs import replies as r
from surveys.asking.instrument import Mode, QuestionKind, Reader
from surveys.asking.notices import mode_notice, notice
from tests.builders.replies.made import (
    LEAD_WORDS,
    NOT_READ,
    PARTNERSHIP,
    QUESTIONS,
    TRACKED,
    briefing,
    invitation,
    question,
    thanks,
)

EXAMPLES: Mapping[str, r.Reply] = {
    "help": r.Help(
        greeting=(
            "Hello. Golden Thread brings you short learning "
            "and asks, now and then, what came of it."
        ),
        partnership=PARTNERSHIP,
        words=(
            ("my surveys", "see what is open for you"),
            ("my data", "see what we hold about you"),
            ("feedback", "tell us something"),
            *LEAD_WORDS,
            ("stop", "get no more messages"),
        ),
    ),
    "not-on-roster": r.NotOnRoster(),
    "said": r.Said(
        title="Thank you",
        text="We have noted that you discussed this with five people.",
        next_verb="my-surveys",
        next_label="My surveys",
    ),
    "problem": r.ProblemReply(
        code="wave-closed",
        sentence="This survey has closed.",
        advice="Type “my surveys” to see what is open for you.",
    ),
    "stale": r.Stale(
        sentence="You have answered this already.", advice="Type “my surveys” to see what is open."
    ),
    "briefing": briefing(),
    "briefing-tracked": briefing(tracked=TRACKED),
    "briefing-read": briefing(acts=frozenset({"read"})),
    "briefing-acted-on": briefing(
        acts=frozenset({"read", "useful", "discussed", "intends", "followed"})
    ),
    "briefing-not-useful": briefing(acts=frozenset({"read", "not-useful"})),
    "ask-discussion": r.AskDiscussion(
        briefing=12,
        title="Who lives in this home?",
        settings=(
            r.Option(value="team", text="In the team"),
            r.Option(value="supervision", text="In supervision"),
        ),
        once="d7a1",
    ),
    "ask-intention": r.AskIntention(
        briefing=12, title="Who lives in this home?", earliest=date(2026, 3, 3)
    ),
    "come-back": r.ComeBack(briefing=12, title="Who lives in this home?"),
    "come-back-with-plan": r.ComeBack(
        briefing=12,
        title="Who lives in this home?",
        by_when="1 April 2026",
        plan="I will ask who else lives there at my next three visits, and write it down.",
    ),
    "ask-new-date": r.AskNewDate(
        briefing=12, title="Who lives in this home?", earliest=date(2026, 4, 2)
    ),
    "invitation": invitation(),
    "invitation-reminder": invitation(reminder=True),
    **{f"question-{kind.value}": question(kind) for kind in QUESTIONS},
    "question-given": question(QuestionKind.BEFORE_NOW, given={"before": 3, "now": 8}, number=8),
    "question-second-number": question(
        QuestionKind.BEFORE_NOW, given={"before": 3, "now": 8}, before=3
    ),
    "question-chosen": question(QuestionKind.SINGLE, given="no_case"),
    "question-scale-chosen": question(QuestionKind.SCALE, given=7),
    "question-problem": question(
        QuestionKind.SINGLE, problem="That is not one of the answers offered.", number=1
    ),
    "question-words-kept": question(QuestionKind.TEXT, words_kept=True),
    "thanks": thanks(),
    "thanks-help-now": thanks(help_now=True),
    "choose-subject": r.ChooseSubject(
        subjects=(
            r.Option(
                value="2", text="Ask who lives in the home at every visit", detail="A-2026-03"
            ),
            r.Option(value="5", text="Bruising pathway", detail="A-2025-11"),
        ),
        notice=(mode_notice(Mode.ANONYMOUS, Reader.PRACTITIONER), NOT_READ),
        in_brief=(notice("gist-kept-of-staff.anonymous"), notice("gist-not-read.practitioner")),
    ),
    "surveys": r.SurveyList(
        open=(
            r.Option(
                value="7",
                text="Six weeks after “Who lives in this home?”",
                detail="3 of 8 answered",
            ),
            r.Option(value="9", text="After the seminar on bruising", detail="2 minutes"),
        ),
        finished=("After “Who lives in this home?”",),
    ),
    "my-data-away": r.MyData(
        lines=(("Name", "Sam Okafor"), ("Away", "until 3 April 2026; messages wait until then")),
        earliest=date(2026, 3, 4),
        away=True,
        problem=(
            "Please give the first day you are back: after today, and at most two years from now."
        ),
    ),
    "my-data": r.MyData(
        earliest=date(2026, 3, 4),
        lines=(
            ("Name", "Sam Okafor"),
            ("E-mail", "sam.okafor@northmoor.example"),
            ("Agency", "Northmoor Council"),
            ("Roles", "practitioner"),
            ("Messages sent to you", "6"),
            ("Surveys answered", "3"),
        ),
    ),
}
