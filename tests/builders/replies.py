"""One good example of every reply, with the variants that look different; tests draw them and pictures are taken.

The words are those of a made-up partnership; nobody in them is real.
"""

from collections.abc import Mapping
from datetime import date

from dialogs import replies as r
from surveys.asking.instrument import Mode, Question, QuestionKind, Reader
from surveys.asking.notices import help_lines, mode_notice, not_read_notice, notice
from surveys.impact.evidence import Level
from surveys.telling.reach import IN_WORDS
from surveys.telling.reasons import REASONS
from surveys.telling.standing import WORD
from tests.builders import after_sending

PARTNERSHIP = "Northmoor Safeguarding Children Partnership"
NOT_READ = not_read_notice(Reader.PRACTITIONER)
SECTIONS = (
    (
        "Background",
        (
            "A review looked at how agencies worked with a family in which a baby was injured. Seven services knew the "
            "family; none of them had asked who else lived in the house."
        ),
    ),
    (
        "What happened",
        (
            "Concerns were shared by e-mail and left unanswered for nine days. Two visits were missed because nobody "
            "agreed who would go."
        ),
    ),
    (
        "What we found",
        (
            "- Fathers and partners were not asked about or written down.\n- Professionals took turns to wait for each "
            "other.\n- The baby's own day was not described in any record."
        ),
    ),
    ("Good practice", "A **health visitor** went back the next day and wrote what the baby saw, heard and felt."),
    (
        "What must change",
        (
            "Ask who lives in the home, at every visit, and write it down.\n\nAgree on the day who does what by when. "
            "If you disagree, use the [escalation policy](https://northmoor.example/escalation)."
        ),
    ),
    ("What you can do now", "Open one of your records today. Could a stranger tell who lives with this child?"),
    ("Questions for your team", "How would we know that we ask about fathers? What would a child say we had missed?"),
)
LINKS = (
    ("Full learning report", "https://northmoor.example/reports/2026-03"),
    ("Escalation policy", "https://northmoor.example/escalation"),
)


def briefing(**changes: object) -> r.ShowBriefing:
    facts: dict[str, object] = {
        "briefing": 12,
        "title": "Who lives in this home?",
        "partnership": PARTNERSHIP,
        "sections": SECTIONS,
        "links": LINKS,
    }
    return r.ShowBriefing.model_validate(facts | changes)


TRACKED = tuple(f"https://gt.example/r/{'k3Jx8' * 8}aQz.{index}" for index in range(len(LINKS)))
QUESTIONS: Mapping[QuestionKind, Question] = {
    QuestionKind.SINGLE: Question.model_validate(
        {
            "id": "used",
            "kind": "single",
            "text": "Have you had a chance to use the learning?",
            "choices": {"yes": "Yes", "no_case": "Not yet, no relevant case", "no_other": "No, for another reason"},
        }
    ),
    QuestionKind.AGREEMENT: Question.model_validate(
        {
            "id": "relevant",
            "kind": "agreement",
            "text": "The session was relevant to the children and families I work with.",
            "required": True,
        }
    ),
    QuestionKind.SCALE: Question.model_validate(
        {
            "id": "confident",
            "kind": "scale",
            "text": "How confident are you today to ask who lives in a child's home?",
            "low": "not at all",
            "high": "completely",
            "choices": {"cannot_judge": "I cannot judge"},
            "outside": ["cannot_judge"],
            "favourable_from": 7,
            "level": Level.LEARNING,
        }
    ),
    QuestionKind.YES_NO: Question.model_validate(
        {
            "id": "record",
            "kind": "yes_no",
            "text": "Have you written down who lives in the home in your last three records?",
        }
    ),
    QuestionKind.SEVERAL: Question.model_validate(
        {
            "id": "barriers",
            "kind": "several",
            "text": "What got in the way?",
            "choices": {
                "time": "Time",
                "caseload": "Caseload",
                "system": "The recording system",
                "policy": "Policy",
                "partner": "A partner agency",
                "supervision": "Supervision",
                "none": "Nothing got in the way",
            },
            "barrier": True,
        }
    ),
    QuestionKind.BEFORE_NOW: Question.model_validate(
        {
            "id": "knowledge",
            "kind": "before_now",
            "text": "How well did you know what to ask before the session, and how well now?",
            "low": "not at all",
            "high": "very well",
            "level": Level.LEARNING,
        }
    ),
    QuestionKind.SCENARIO: Question.model_validate(
        {
            "id": "scenario",
            "kind": "scenario",
            "text": "A mother says her new partner stays only at weekends. What do you do first?",
            "hint": "Choose what you would really do.",
            "choices": {
                "wait": "Note it and ask again at the next visit",
                "ask": "Ask his name and date of birth, record them and check with partner agencies",
                "refer": "Make a referral at once",
            },
            "favourable": ["ask"],
            "level": Level.LEARNING,
        }
    ),
    QuestionKind.TEXT: Question.model_validate(
        {
            "id": "effect",
            "kind": "text",
            "text": "What difference did you see for a child or family?",
            "hint": "One example is enough.",
        }
    ),
}


def question(kind: QuestionKind, **changes: object) -> r.AskQuestion:
    facts: dict[str, object] = {
        "wave": 7,
        "survey": "Six weeks after “Who lives in this home?”",
        "question": QUESTIONS[kind],
        "number": 2,
        "of": 8,
        "can_go_back": True,
        "notice": (NOT_READ,) if kind is QuestionKind.TEXT else (),
    }
    return r.AskQuestion.model_validate(facts | changes)


def concern(**changes: object) -> r.ConcernAlert:
    facts: dict[str, object] = {
        "concern": 31,
        "ref": "C-7K2M",
        "grade": "red",
        "raised": "Tuesday 3 March, 14:05",
        "partnership": PARTNERSHIP,
    }
    return r.ConcernAlert.model_validate(facts | changes)


def invitation(**changes: object) -> r.InviteToSurvey:
    facts: dict[str, object] = {
        "wave": 7,
        "title": "Six weeks after “Who lives in this home?”",
        "about": "About the seminar on 20 January",
        "questions": 8,
        "minutes": 2,
        "identity_words": mode_notice(Mode.CONFIDENTIAL, Reader.PRACTITIONER),
        "notice": (NOT_READ,),
        "closes": "Friday 20 March",
    }
    return r.InviteToSurvey.model_validate(facts | changes)


def thanks(**changes: object) -> r.Thanks:
    facts: dict[str, object] = {
        "survey": "Six weeks after “Who lives in this home?”",
        "wave": 7,
        "notice": (notice("thanks"), *(f"{line.name}: {line.number}" for line in help_lines(Reader.PRACTITIONER))),
    }
    return r.Thanks.model_validate(facts | changes)


def reach_line(name: str, *counts: int | None) -> r.ReachLine:
    return r.ReachLine(name=name, figures=tuple(zip(IN_WORDS.values(), counts, strict=True)))


def because(code: str, people: int, written: int = 0) -> r.MissedBecause:
    reason = REASONS[code]
    return r.MissedBecause(people=people, words=reason.words, advice=reason.advice, written=written)


NAMES = ("Ada", "Bea", "Cai", "Dot", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo", "Kit", "Lou", "May", "Ned", "Oz")
LEAD_WORDS = (
    ("send briefing", "send learning to people, after seeing how many"),
    ("follow up", "ask people what they did with it"),
    ("not reached", "see who has not been reached, and why"),
    ("concerns", "see open safeguarding concerns"),
)
BRIEFINGS = (
    r.Option(value="12", text="Who lives in this home?", detail="sent to nobody yet"),
    r.Option(value="9", text="Bruising in babies who do not yet move", detail="sent to 212 people in January"),
)
AUDIENCES = (
    r.Option(value="role=practitioner", text="All practitioners", detail="412 people"),
    r.Option(value='agency="Northmoor Council"', text="Northmoor Council", detail="188 people"),
    r.Option(value="everyone", text="Everyone on the list", detail="1,240 people"),
)
CONFIRM_BRIEFING = r.ConfirmBriefing(
    briefing=12,
    audience="role=practitioner",
    count=412,
    by_agency=(("Northmoor Council", 188), ("Moorside NHS Trust", 141), ("Northmoor Police", 83)),
    preview=briefing(preview=True),
    type_count=False,
    once="b3f1",
)
FINDINGS = (
    ("date or time", "“12 March”, “last Tuesday”", "A reader can match a date with the news."),
    ("rare trait", "“twins”", "Few families have twins or more."),
)
ONE_BRIEFING = r.OneBriefing(
    briefing=12,
    version=2,
    lines=(("Reference", "B-2026-03"), ("Version", "2 of 3 March 2026, by Priya Nair"), ("State", "may be sent")),
    in_the_way=(),
    preview=briefing(preview=True),
    next_verb="send-briefing",
    may_duplicate=True,
    note="A preview is on its way to you, and to nobody else.",
)
CONFIRM_FOLLOW_UP = r.ConfirmFollowUp(
    subject="event:4",
    subject_title="Seminar “Who lives in this home?”",
    instrument="follow-up-6-weeks",
    instrument_title="Six weeks on",
    audience="",
    count=96,
    minutes_each=2,
    minutes_in_all=192,
    questions=8,
    type_count=False,
    once="c4a2",
)

EXAMPLES: Mapping[str, r.Reply] = {
    "help": r.Help(
        greeting="Hello. Golden Thread brings you short learning and asks, now and then, what came of it.",
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
    "problem": r.Problem(
        code="wave-closed",
        sentence="This survey has closed.",
        advice="Type “my surveys” to see what is open for you.",
    ),
    "stale": r.Stale(sentence="You have answered this already.", advice="Type “my surveys” to see what is open."),
    "briefing": briefing(),
    "briefing-tracked": briefing(tracked=TRACKED),
    "briefing-read": briefing(acts=frozenset({"read"})),
    "briefing-acted-on": briefing(acts=frozenset({"read", "useful", "discussed", "intends", "followed"})),
    "briefing-not-useful": briefing(acts=frozenset({"read", "not-useful"})),
    "ask-discussion": r.AskDiscussion(
        briefing=12,
        title="Who lives in this home?",
        settings=(r.Option(value="team", text="In the team"), r.Option(value="supervision", text="In supervision")),
        once="d7a1",
    ),
    "ask-intention": r.AskIntention(briefing=12, title="Who lives in this home?", earliest=date(2026, 3, 3)),
    "come-back": r.ComeBack(briefing=12, title="Who lives in this home?"),
    "come-back-with-plan": r.ComeBack(
        briefing=12,
        title="Who lives in this home?",
        by_when="1 April 2026",
        plan="I will ask who else lives there at my next three visits, and write it down.",
    ),
    "ask-new-date": r.AskNewDate(briefing=12, title="Who lives in this home?", earliest=date(2026, 4, 2)),
    "invitation": invitation(),
    "invitation-reminder": invitation(reminder=True),
    **{f"question-{kind.value}": question(kind) for kind in QUESTIONS},
    "question-given": question(QuestionKind.BEFORE_NOW, given={"before": 3, "now": 8}, number=8),
    "question-problem": question(QuestionKind.SINGLE, problem="That is not one of the answers offered.", number=1),
    "question-words-kept": question(QuestionKind.TEXT, words_kept=True),
    "thanks": thanks(),
    "thanks-help-now": thanks(help_now=True),
    "choose-subject": r.ChooseSubject(
        subjects=(
            r.Option(value="2", text="Ask who lives in the home at every visit", detail="A-2026-03"),
            r.Option(value="5", text="Bruising pathway", detail="A-2025-11"),
        ),
        notice=(mode_notice(Mode.ANONYMOUS, Reader.PRACTITIONER), NOT_READ),
    ),
    "surveys": r.SurveyList(
        open=(
            r.Option(value="7", text="Six weeks after “Who lives in this home?”", detail="3 of 8 answered"),
            r.Option(value="9", text="After the seminar on bruising", detail="2 minutes"),
        ),
        finished=("After “Who lives in this home?”",),
    ),
    "saved-audiences": r.SavedAudiences(
        audiences=(
            r.Option(value="duty", text="@duty", detail='team="Duty" and not role=lead'),
            r.Option(value="new-starters", text="@new-starters", detail="attended=IND-2026"),
        ),
        done="@duty is saved. It names 41 people today.",
    ),
    "saved-audiences-none": r.SavedAudiences(audiences=()),
    "new-audience": r.NewAudience(problem="The audience rule cannot be read: @duty rests on itself."),
    "who-is-this": r.WhoIsThis(
        audience="@duty",
        briefing=12,
        count=41,
        by_agency=(("Northmoor Council", 30), ("Northmoor Police", 11)),
        left_out="2 have asked not to be contacted, 1 is away",
        people=(
            ("Ada Brook", "Northmoor Council", ""),
            ("Jo Lin", "Northmoor Council", "They asked not to be contacted here."),
        ),
        page=0,
        pages=2,
    ),
    "who-is-this-last-page": r.WhoIsThis(
        audience="",
        subject="event:4",
        instrument="follow-up-6-weeks",
        count=26,
        by_agency=(("Northmoor Council", 26),),
        left_out="",
        people=(("Zoe Vale", "Northmoor Council", ""),),
        page=1,
        pages=2,
    ),
    "my-data-away": r.MyData(
        lines=(("Name", "Sam Okafor"), ("Away", "until 3 April 2026; messages wait until then")),
        earliest=date(2026, 3, 4),
        away=True,
        problem="Please give the first day you are back: after today, and at most two years from now.",
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
    "home": r.Home(
        partnership=PARTNERSHIP,
        lines=(
            ("Briefings sent this month", "3"),
            ("Surveys open", "2"),
            ("Not reached", "14"),
            ("Open concerns", "1"),
        ),
        words=LEAD_WORDS,
    ),
    "choose-briefing": r.ChooseBriefing(briefings=BRIEFINGS, audiences=AUDIENCES),
    "confirm-briefing": CONFIRM_BRIEFING,
    "confirm-later": CONFIRM_BRIEFING.model_copy(
        update={"day": date(2026, 5, 11), "at_time": "14:30", "every": "monthly"}
    ),
    "confirm-everyone": CONFIRM_BRIEFING.model_copy(
        update={
            "audience": "everyone",
            "count": 1240,
            "type_count": True,
            "problem": "The number typed is not the number of people. Type 1240 to confirm.",
        }
    ),
    "confirm-with-word": CONFIRM_BRIEFING.model_copy(update={"findings": FINDINGS, "word": WORD}),
    "confirm-nothing-found": CONFIRM_BRIEFING.model_copy(update={"word": WORD}),
    "confirm-not-yet": CONFIRM_BRIEFING.model_copy(update={"in_the_way": ("This briefing is still a draft.",)}),
    "briefing-preview": briefing(preview=True),
    "briefings": r.BriefingList(briefings=BRIEFINGS),
    "one-briefing": ONE_BRIEFING,
    "one-briefing-waits": ONE_BRIEFING.model_copy(
        update={
            "in_the_way": ("No second person has approved this version.",),
            "next_verb": "approve-briefing",
            "may_duplicate": False,
            "note": None,
        }
    ),
    "release-check": r.ReleaseCheck(
        briefing=12,
        version=2,
        title="Who lives in this home?",
        findings=(
            ("age", "What happened: … when a “girl of nine” told her …", "An exact age often names a child."),
            ("age", "What happened: … she “was three”, and …", "An exact age often names a child."),
            ("place or name", "Background: … in “Northmoor Ward” …", "A place narrows it down to a few families."),
        ),
        word=WORD,
        given=None,
        may_give=True,
    ),
    "release-check-given": r.ReleaseCheck(
        briefing=12,
        version=2,
        title="Who lives in this home?",
        findings=(),
        word=WORD,
        given="Priya Nair, 3 March 2026 at 09:30",
        may_give=False,
    ),
    "choose-follow-up": r.ChooseFollowUp(
        subjects=(
            r.Option(value="event:4", text="Seminar “Who lives in this home?”", detail="20 January, 96 came"),
            r.Option(value="action:2", text="Ask who lives in the home at every visit"),
        ),
        instruments=(
            r.Option(value="follow-up-6-weeks", text="Six weeks on", detail="8 questions, 2 minutes"),
            r.Option(value="follow-up-3-months", text="Three months on", detail="9 questions, 3 minutes"),
        ),
        audiences=(r.Option(value="attended", text="Those who attended"), *AUDIENCES[:2]),
    ),
    "confirm-follow-up": CONFIRM_FOLLOW_UP,
    "queued": r.Queued(
        dispatch=5,
        briefing=12,
        title="“Who lives in this home?” is on its way",
        count=412,
        counts=(("sent", 380), ("waiting", 28), ("not known", 3), ("failed", 1)),
        when="Confirmed on 3 March 2026 at 14:05.",
        why=(
            ("Teams' reply was lost: it may have arrived.", 3),
            ("They have blocked the app in Teams.", 1),
        ),
        left="About 13 minutes left.",
        as_at="3 March 2026 at 14:09",
    ),
    "send-paused": r.SendPaused(
        dispatch=5,
        title="“Who lives in this home?”",
        count=412,
        counts=(("sent", 17), ("failed", 3), ("waiting", 392)),
        when="This has been paused: nothing more goes out. Too many of the first 20 messages did not arrive. "
        "See why under “Not reached”, have it mended, then resume the send.",
        moves=("resume", "cancel", "edit", "withdraw"),
        briefing=12,
        why=(("The app is not installed for them in Teams.", 3),),
        as_at="3 March 2026 at 14:09",
    ),
    **after_sending.examples(briefing(preview=True)),
    "confirm-with-channels": CONFIRM_BRIEFING.model_copy(update={"channels": after_sending.CHANNELS}),
    "not-reached": r.NotReached(
        dispatches=(("Who lives in this home?", 412, 9), ("Bruising in babies who do not yet move", 388, 0)),
        because=(
            because("lost_reply", 7),
            because("blocked", 2, written=1),
        ),
        people=(
            ("Ada Brook", "Northmoor Police", "Teams' reply was lost: it may have arrived.", ""),
            ("Jo Lin", "Moorside NHS Trust", "They have blocked the app in Teams.", "An e-mail was sent."),
        ),
        not_known=7,
    ),
    "not-reached-page": r.NotReached(
        dispatches=(("Who lives in this home?", 12_000, 833),),
        because=(because("lost_reply", 833),),
        people=tuple(
            (f"{name} Brook", "Northmoor Police", "Teams' reply was lost: it may have arrived.", "") for name in NAMES
        ),
        page=1,
        pages=56,
        dispatch=5,
        not_known=833,
        may_say=tuple(
            r.Option(value=str(number), text=f"{name} Brook", detail="Northmoor Police")
            for number, name in enumerate(NAMES)
        ),
    ),
    "choose-letters": r.ChooseLetters(
        sends=(r.Option(value="7", text="Who lives in this home?", detail="833 not known"),)
    ),
    "schedule": r.Schedule(
        jobs=(
            r.ScheduledSend(
                job=3,
                title="Who lives in this home?",
                audience="role=practitioner",
                every="every 2 weeks monday,thursday 09:30",
                next="Monday 9 March 2026 at 09:30",
                last="Thursday 26 February 2026 at 09:30: sent to 412 as dispatch 71.",
                stopped="",
            ),
            r.ScheduledSend(
                job=2,
                title="Seminar “Who lives in this home?”",
                audience="those who attended",
                every="monthly first tuesday 10:00",
                next="",
                last="Tuesday 3 February 2026 at 10:00: not sent. Nobody matched its audience.",
                stopped="It was stopped by hand.",
            ),
        ),
    ),
    "schedule-nothing": r.Schedule(jobs=()),
    "choose-reach": r.ChooseReach(
        briefings=(
            r.Option(value="12", text="Who lives in this home?", detail="B-2026-03"),
            r.Option(value="9", text="Bruising in babies who do not yet move", detail="B-2026-01"),
        )
    ),
    "choose-reach-of-nothing": r.ChooseReach(briefings=()),
    "reach": r.ShowReach(
        briefing=12,
        title="Who lives in this home?",
        everybody=reach_line("Everybody", 412, 404, 131, 210, 96, 11, 88, 61, None),
        agencies=(
            reach_line("Northmoor Council", 188, 186, 70, 104, 52, None, 41, 33, None),
            reach_line("Moorside NHS Trust", 141, 138, 38, 71, None, None, 30, None, None),
            reach_line("Northmoor Police", 62, 60, None, None, None, None, None, None, None),
            reach_line("Smaller agencies", 21, 20, None, None, None, None, None, None, None),
        ),
        minimum=10,
        discussions=14,
    ),
    "reach-of-few": r.ShowReach(
        briefing=9,
        title="Bruising in babies who do not yet move",
        everybody=reach_line("Everybody", *[None] * 9),
        agencies=(reach_line("Smaller agencies", *[None] * 9),),
        minimum=10,
        discussions=0,
    ),
    "cascade-log": r.CascadeLog(
        briefing=12,
        title="Who lives in this home?",
        talks=(
            r.LoggedTalk(
                when="12 March 2026",
                setting="in the team",
                people=8,
                agency="Northmoor Council",
                raised="What do we do when the mother asks us not to ask?",
                agreed="We ask about everybody in the home at each first visit, and say why.",
            ),
            r.LoggedTalk(
                when="9 March 2026",
                setting="in supervision",
                people=2,
                agency="Smaller agencies",
                raised=None,
                agreed=None,
            ),
        ),
        page=1,
        pages=3,
        count=14,
    ),
    "cascade-log-empty": r.CascadeLog(briefing=12, title="Who lives in this home?", talks=(), page=0, pages=1, count=0),
    "concern": concern(),
    "concern-taken-by-other": concern(acknowledged_by="Priya Nair"),
    "concerns": r.Concerns(
        concerns=(
            concern(),
            concern(concern=32, ref="C-9QXA", grade="amber", raised="Tuesday 3 March, 09:40"),
            concern(
                concern=30, ref="C-2PLD", grade="green", raised="Monday 2 March, 16:20", acknowledged_by="Priya Nair"
            ),
        ),
    ),
    "concern-taken": r.ConcernTaken(ref="C-7K2M", grade="red", address="https://gt.example/slip/9f3c", minutes=5),
    "choose-summary": r.ChooseSummary(
        actions=(
            r.Option(value="2", text="Ask who lives in the home at every visit", detail="A-2026-03"),
            r.Option(value="5", text="Bruising pathway", detail="A-2025-11"),
        ),
        formats=(
            r.Option(value="pdf", text="PDF", detail="to read"),
            r.Option(value="docx", text="Word", detail="to edit"),
            r.Option(value="xlsx", text="Excel", detail="to check the figures"),
            r.Option(value="json", text="JSON", detail="for another system"),
        ),
    ),
    "offer-file": r.OfferFile(
        export="e7d0",
        file_name="impact-A-2026-03.pdf",
        size=182_344,
        description="Impact summary of A-2026-03 as at 3 March 2026",
    ),
    "file-ready": r.FileReady(
        title="Your impact summary is ready",
        file_name="impact-A-2026-03.pdf",
        address="https://gt.example/slip/aa10",
        minutes=5,
    ),
    "file-saved": r.FileSaved(
        file_name="impact-A-2026-03.pdf",
        content_url="https://northmoor.example/personal/impact-A-2026-03.pdf",
        unique_id="6B1D-22",
        file_type="pdf",
    ),
    "show-form": r.ShowForm(
        title="How did it feel?",
        voice="child",
        partnership=PARTNERSHIP,
        identity_words=mode_notice(Mode.ANONYMOUS, Reader.CHILD),
        notice=(not_read_notice(Reader.CHILD),),
        questions=(QUESTIONS[QuestionKind.YES_NO], QUESTIONS[QuestionKind.TEXT]),
        once="d5b3",
        given={},
        problems={},
    ),
    "form-thanks": r.FormThanks(
        voice="child",
        partnership=PARTNERSHIP,
        help_now=False,
        notice=tuple(f"{line.name}: {line.number}" for line in help_lines(Reader.CHILD)),
    ),
    "slip-offer": r.SlipOffer(title="Your file", text="It can be downloaded once.", button="Download"),
    "leads-to": r.LeadsTo(address="https://northmoor.example/escalation"),
    "download": r.Download(file_name="impact-A-2026-03.json", media_type="application/json", content=b"{}"),
    "concern-words": r.ConcernWords(
        ref="C-7K2M",
        grade="red",
        raised="Tuesday 3 March, 14:05",
        words=(("Is there anything else?", "These are the words of somebody made up."),),
        from_whom="An open link for families",
    ),
}
