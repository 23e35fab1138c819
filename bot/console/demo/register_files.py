"""Reviews, inspections and what comes each quarter in the demonstration, as rows of their files."""

from collections.abc import Mapping
from datetime import date

from bot.console.demo.cast import ASHMERE
from surveys.impact.ratified_model import months_before

Row = Mapping[str, str]
_LINDEN = {
    "partnership": ASHMERE,
    "ref": "Baby Linden",
    "title": "Review “Baby Linden”",
    "kind": "child safeguarding practice review",
    "terms": "What agencies knew of bruises in a baby of three months.",
    "to_share": "A bruise on a baby who cannot roll is never explained by rolling.",
    "shared": "yes",
}
_VISIT = {
    "partnership": ASHMERE,
    "ref": "JTAI",
    "title": "Joint inspection of the front door",
    "kind": "inspection",
    "body": "Ofsted, CQC and HMICFRS",
    "framework": "Joint targeted area inspection",
}
_NEWS = {"kind": "newsletter", "each_once": "yes", "figures_from": "Mailchimp"}
_ISSUE = "Safeguarding news: babies and their families"
_PAGE = {"kind": "web page", "item": "Bruising in babies: seven minutes", "figures_from": "Matomo"}


def reviews(today: date) -> list[Row]:
    """Return the rows of an import of `review`: one recommendation has no action yet."""
    said: tuple[tuple[str, str, str, Row], ...] = (
        ("1", "learning point", "Workers accepted an explanation that did not fit the age.", {}),
        (
            "2",
            "recommendation",
            "A paediatrician sees every bruise on a baby who is not yet moving, the same day.",
            _proven(today),
        ),
        ("3", "recommendation", "Fathers are asked about by name at every visit.", {}),
    )
    days = {
        "reviewed_on": months_before(today, 20).isoformat(),
        "published_on": months_before(today, 18).isoformat(),
    }
    blank = dict.fromkeys(_proven(today), "")
    return [
        {**_LINDEN, **days, "point": number, "point_kind": kind, "text": text, **blank, **answer}
        for number, kind, text, answer in said
    ]


def _proven(today: date) -> Row:
    """Return what became of the action that answers the review's main recommendation."""
    looked = months_before(today, 1).isoformat()
    return {
        "theme": "Babies under one",
        "action_ref": "AW-01",
        "monitoring_note": "In place in every ward; weekends are looked at each quarter.",
        "monitored_on": looked,
        "completed_on": months_before(today, 2).isoformat(),
        "proof": "The signed pathway, and the duty rota of two quarters.",
        "outcome_ref": "O1",
        "judgement": "better",
        "judged_on": looked,
        "judged_by": "Case review group",
        "reason": "The re-audit, and a dip sample of referrals at weekends.",
    }


def inspections(today: date) -> list[Row]:
    """Return the rows of an import of `inspection`: what it said started an action."""
    days = {
        "started_on": months_before(today, 10).isoformat(),
        "ended_on": months_before(today, 10).isoformat(),
        "published_on": months_before(today, 9).isoformat(),
    }
    areas = (
        (
            "Identification of neglect",
            "area for improvement",
            "Neglect",
            "AW-04",
            "Neglect is named late, after a third contact.",
        ),
        ("Response to babies", "effective", "Babies under one", "", "Bruises are seen quickly."),
    )
    return [
        {**_VISIT, **days, "area": area, "grade": grade, "theme": theme, "action_ref": action,
         "says": says}
        for area, grade, theme, action, says in areas
    ]  # fmt: skip


def analyses(today: date) -> list[Row]:
    """Return the rows of an import of `analysis`: two quarters of one indicator."""
    said = (
        (6, "Higher since every ward has one number to ring.", ""),
        (3, "Steady. Two weekends without a paediatrician explain the lowest month.", "Weekends"),
    )
    of = {"action_ref": "AW-01", "outcome_ref": "O1", "indicator": "Seen the same day"}
    return [
        {
            **of,
            "quarter_start": _quarter(today, back),
            "analysis": text,
            "topic": topic,
        }
        for back, text, topic in said
    ]


def complaints(today: date) -> list[Row]:
    """Return the rows of an import of `complaints`: a signal on one theme, silence on another."""
    quarter = _quarter(today, 3)
    counted = (
        ("Ashmere Community Health", "Babies under one", "14"),
        ("Ashmere General Hospital", "Babies under one", "<5"),
        ("Ashmere Council Children's Services", "Neglect", "0"),
    )
    return [
        {
            "partnership": ASHMERE,
            "agency": agency,
            "kind": "complaint",
            "theme": theme,
            "quarter_start": quarter,
            "count": count,
        }
        for agency, theme, count in counted
    ]


def dissemination(today: date) -> list[Row]:
    """Return the rows of an import of `dissemination`: one issue tells of two actions."""
    sent = {"item": _ISSUE, "period_start": months_before(today, 4).isoformat()}
    both = {"action_refs": "AW-01;AW-02"}
    issue = (
        ("", "1240", "410", "96"),
        ("Ashmere Community Health", "380", "164", "41"),
        ("Ashmere Council Children's Services", "510", "152", "37"),
        ("Lantern Recovery Service", "34", "7", "<5"),
    )
    columns = ("agency", "delivered", "opened", "clicked")
    news = [{**_NEWS, **sent, **both, **dict(zip(columns, one, strict=True))} for one in issue]
    pages = [
        {**_PAGE, **_month(today, back), "action_refs": "AW-01", "visits": visits}
        for back, visits in ((4, "322"), (3, "118"), (2, "74"))
    ]
    ours = {"kind": "visit", "item": "Ward rounds about the new number", "visits": "6"}
    rounds = {**ours, **_month(today, 5), "action_refs": "AW-01"}
    blank = dict.fromkeys((*columns, "visits", "each_once", "figures_from", "period_end"), "")
    every: list[Row] = [*news, *pages, rounds]
    return [_whole(blank | dict(row)) for row in every]


def _quarter(today: date, back: int) -> str:
    day = months_before(today, back)
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1).isoformat()


def _whole(row: Row) -> Row:
    return {"partnership": ASHMERE, **row}


def _month(today: date, back: int) -> Row:
    first, after = (months_before(today.replace(day=1), months) for months in (back, back - 1))
    last = date.fromordinal(after.toordinal() - 1)
    return {"period_start": first.isoformat(), "period_end": last.isoformat()}
