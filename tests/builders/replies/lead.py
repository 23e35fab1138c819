"""Replies to a lead: audiences, briefings and follow-ups before they are sent."""

from collections.abc import Mapping
from datetime import date

from dialogs import replies as r
from surveys.telling.approval_status import SIGN_OFF
from tests.builders import after_sending
from tests.builders.replies.made import LEAD_WORDS, PARTNERSHIP, briefing

BRIEFINGS = (
    r.Option(value="12", text="Who lives in this home?", detail="sent to nobody yet"),
    r.Option(
        value="9",
        text="Bruising in babies who do not yet move",
        detail="sent to 212 people in January",
    ),
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
HAD_BEFORE = CONFIRM_BRIEFING.model_copy(
    update={
        "had": 205,
        "had_before": (
            "200 people had this from Deb Two on Monday 9 March 2026.",
            "5 people are due to get this from Priya Nair on Friday 13 March 2026.",
        ),
    }
)
FINDINGS = (
    ("date or time", "“12 March”, “last Tuesday”", "A reader can match a date with the news."),
    ("rare trait", "“twins”", "Few families have twins or more."),
)
ONE_BRIEFING = r.OneBriefing(
    briefing=12,
    version=2,
    lines=(
        ("Reference", "B-2026-03"),
        ("Version", "2 of 3 March 2026, by Priya Nair"),
        ("State", "ready to send"),
    ),
    in_the_way=(),
    preview=briefing(preview=True),
    next_verb="send-briefing",
    may_duplicate=True,
    note="A preview is on its way, only to you, and to nobody else.",
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
    "saved-audiences": r.AudienceList(
        audiences=(
            r.Option(value="duty", text="@duty", detail='team="Duty" and not role=lead'),
            r.Option(value="new-starters", text="@new-starters", detail="attended=IND-2026"),
        ),
        done="@duty is saved. It names 41 people today.",
    ),
    "saved-audiences-none": r.AudienceList(audiences=()),
    "new-audience": r.NewAudience(
        saved="duty",
        rule="@duty or role=lead",
        problem="The audience rule cannot be read: @duty contains itself.",
    ),
    "new-audience-where": r.NewAudience(
        places=(r.Option(value="1", text=PARTNERSHIP), r.Option(value="2", text="Southmoor")),
        place="2",
    ),
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
    "home": r.Home(
        partnership=PARTNERSHIP,
        lines=(
            ("Briefings sent this month", "3"),
            ("Surveys open", "2"),
            ("Not reached", "14"),
        ),
        words=LEAD_WORDS,
        needs=(
            r.Needed(verb="concerns", text="Open concerns: 1", urgent=True),
            r.Needed(verb="my-surveys", text="Surveys to answer: 1"),
            r.Needed(verb="briefings", text="Briefings to sign off: 2"),
            r.Needed(verb="texts", text="Texts to read: 4 (1 late)"),
        ),
    ),
    "choose-briefing": r.ChooseBriefing(briefings=BRIEFINGS, audiences=AUDIENCES, newest="12"),
    "choose-briefing-problem": r.ChooseBriefing(
        briefings=BRIEFINGS,
        audiences=AUDIENCES,
        newest="12",
        rule="agncy=North",
        problem="We could not read the rule.",
    ),
    "confirm-briefing": CONFIRM_BRIEFING,
    "confirm-had-before": HAD_BEFORE,
    "confirm-had-by-all": HAD_BEFORE.model_copy(
        update={"count": 0, "had": 617, "by_agency": (), "type_count": True}
    ),
    "confirm-timed": CONFIRM_BRIEFING.model_copy(update={"timed": True}),
    "confirm-later": CONFIRM_BRIEFING.model_copy(
        update={"timed": True, "day": date(2026, 5, 11), "at_time": "14:30", "every": "monthly"}
    ),
    "confirm-everyone": CONFIRM_BRIEFING.model_copy(
        update={
            "audience": "everyone",
            "count": 1240,
            "type_count": True,
            "problem": "The number typed is not the number of people. Type 1240 to confirm.",
        }
    ),
    "confirm-with-word": CONFIRM_BRIEFING.model_copy(
        update={"findings": FINDINGS, "word": SIGN_OFF}
    ),
    "confirm-nothing-found": CONFIRM_BRIEFING.model_copy(update={"word": SIGN_OFF}),
    "confirm-not-yet": CONFIRM_BRIEFING.model_copy(
        update={"in_the_way": ("This briefing is still a draft.",)}
    ),
    "briefing-preview": briefing(preview=True),
    "briefings": r.BriefingList(briefings=BRIEFINGS),
    "one-briefing": ONE_BRIEFING,
    "one-briefing-waits": ONE_BRIEFING.model_copy(
        update={
            "in_the_way": ("A second person has not approved this version yet.",),
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
            (
                "age",
                "What happened: … when a “girl of nine” told her …",
                "An exact age often names a child.",
            ),
            ("age", "What happened: … she “was three”, and …", "An exact age often names a child."),
            (
                "place or name",
                "Background: … in “Northmoor Ward” …",
                "A place narrows it down to a few families.",
            ),
        ),
        word=SIGN_OFF,
        given=None,
        may_give=True,
    ),
    "release-check-given": r.ReleaseCheck(
        briefing=12,
        version=2,
        title="Who lives in this home?",
        findings=(),
        word=SIGN_OFF,
        given="Priya Nair, 3 March 2026 at 9.30 am",
        may_give=False,
    ),
    "choose-follow-up": r.ChooseFollowUp(
        subjects=(
            r.Option(
                value="event:4",
                text="Seminar “Who lives in this home?”",
                detail="20 January, 96 came",
            ),
            r.Option(value="action:2", text="Ask who lives in the home at every visit"),
        ),
        instruments=(
            r.Option(
                value="follow-up-6-weeks", text="Six weeks on", detail="8 questions, 2 minutes"
            ),
            r.Option(
                value="follow-up-3-months", text="Three months on", detail="9 questions, 3 minutes"
            ),
        ),
        audiences=(r.Option(value="attended", text="Those who attended"), *AUDIENCES[:2]),
        offers=(
            r.FollowUpOffer(
                subject="event:4",
                instrument="follow-up-6-weeks",
                text="Seminar “Who lives in this home?”",
                detail="Six weeks on: 8 questions, 3 minutes, to those who attended",
            ),
        ),
    ),
    "confirm-follow-up": CONFIRM_FOLLOW_UP,
    "confirm-follow-up-timed": CONFIRM_FOLLOW_UP.model_copy(update={"timed": True}),
    "confirm-with-channels": CONFIRM_BRIEFING.model_copy(
        update={"channels": after_sending.CHANNELS, "timed": True}
    ),
}
