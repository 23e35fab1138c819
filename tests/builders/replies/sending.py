"""Replies to a lead about a send: its progress, who it missed, its repeats, its reach."""

from collections.abc import Mapping

from dialogs import replies as r
from surveys.sending.reasons import REASONS
from surveys.telling.reach import IN_WORDS
from tests.builders import after_sending
from tests.builders.replies.made import briefing

NAMES = (
    "Ada",
    "Bea",
    "Cai",
    "Dot",
    "Eli",
    "Fay",
    "Gus",
    "Hal",
    "Ida",
    "Jo",
    "Kit",
    "Lou",
    "May",
    "Ned",
    "Oz",
)


def because(code: str, people: int, written: int = 0) -> r.MissedBecause:
    reason = REASONS[code]
    return r.MissedBecause(people=people, words=reason.words, advice=reason.advice, written=written)


def reach_line(name: str, *counts: int | None) -> r.ReachLine:
    return r.ReachLine(name=name, figures=tuple(zip(IN_WORDS.values(), counts, strict=True)))


EXAMPLES: Mapping[str, r.Reply] = {
    "queued": r.Queued(
        dispatch=5,
        briefing=12,
        title="“Who lives in this home?” is on its way",
        count=412,
        counts=(("sent", 380), ("waiting", 28), ("delivery not confirmed", 3), ("failed", 1)),
        when="Confirmed on 3 March 2026 at 2.05 pm.",
        why=(
            ("We lost Teams’ reply. The message may have arrived.", 3),
            ("They have blocked the app in Teams.", 1),
        ),
        left="About 13 minutes left.",
        as_at="3 March 2026 at 2.09 pm",
    ),
    "send-paused": r.SendPaused(
        dispatch=5,
        title="“Who lives in this home?”",
        count=412,
        counts=(("sent", 17), ("failed", 3), ("waiting", 392)),
        when="This has been paused. Nothing more will be sent. "
        "Too many of the first 20 messages did not arrive. "
        "See why under “Not reached”, have it fixed, then resume the send.",
        moves=("resume", "cancel", "edit", "withdraw"),
        briefing=12,
        why=(("The app is not installed for them in Teams.", 3),),
        as_at="3 March 2026 at 2.09 pm",
    ),
    **after_sending.examples(briefing(preview=True)),
    "not-reached": r.NotReachedList(
        dispatches=(
            ("Who lives in this home?", 412, 9),
            ("Bruising in babies who do not yet move", 388, 0),
        ),
        because=(
            because("lost_reply", 7),
            because("blocked", 2, written=1),
        ),
        people=(
            (
                "Ada Brook",
                "Northmoor Police",
                "We lost Teams’ reply. The message may have arrived.",
                "",
            ),
            (
                "Jo Lin",
                "Moorside NHS Trust",
                "They have blocked the app in Teams.",
                "An e-mail was sent.",
            ),
        ),
        not_known=7,
    ),
    "not-reached-page": r.NotReachedList(
        dispatches=(("Who lives in this home?", 12_000, 833),),
        because=(because("lost_reply", 833),),
        people=tuple(
            (
                f"{name} Brook",
                "Northmoor Police",
                "We lost Teams’ reply. The message may have arrived.",
                "",
            )
            for name in NAMES
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
    "choose-letters": r.ChooseEmails(
        sends=(r.Option(value="7", text="Who lives in this home?", detail="833 not known"),)
    ),
    "schedule": r.Schedule(
        jobs=(
            r.ScheduledSend(
                job=3,
                title="Who lives in this home?",
                audience="role=practitioner",
                every="every 2 weeks on Monday and Thursday at 9.30 am UK time",
                next="Monday 9 March 2026 at 9.30 am",
                last="Thursday 26 February 2026 at 9.30 am: sent to 412 as dispatch 71.",
                stopped="",
            ),
            r.ScheduledSend(
                job=2,
                title="Seminar “Who lives in this home?”",
                audience="those who attended",
                every="every month on the first Tuesday at 10 am UK time",
                next="",
                last="Tuesday 3 February 2026 at 10 am: not sent. No one matched its audience.",
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
        everybody=reach_line("Everyone", 412, 404, 131, 210, 96, 11, 88, 61, None),
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
        everybody=reach_line("Everyone", *[None] * 9),
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
    "cascade-log-empty": r.CascadeLog(
        briefing=12, title="Who lives in this home?", talks=(), page=0, pages=1, count=0
    ),
}
